using Chat.Client.Crash;
using Chat.Client.Startup;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Chat.Client.Tests.Crash;

public sealed class CrashReportsSpecs : IDisposable
{
    private const string Secret = "hunter2 in a message";
    private readonly string _folder = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 1, 2, 3, TimeSpan.Zero));
    private readonly CrashReports _reports;

    public CrashReportsSpecs() => _reports = new CrashReports(_folder, _time);

    public void Dispose()
    {
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    [Fact]
    public void Should_tell_types_and_places_but_nothing_that_somebody_wrote()
    {
        string text = File.ReadAllText(_reports.Write(Thrown(), "in a test")!);

        Assert.Contains("2026-11-23 01:02:03 UTC, in a test", text, StringComparison.Ordinal);
        Assert.Contains("System.InvalidOperationException", text, StringComparison.Ordinal);
        Assert.Contains("System.FormatException", text, StringComparison.Ordinal);
        Assert.Contains(nameof(Thrown), text, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, text, StringComparison.Ordinal);
    }

    [Fact]
    public void Should_keep_the_latest_reports_for_their_owner_only()
    {
        string? first = _reports.Write(Thrown(), "in a test");
        for (int report = 0; report < CrashReports.MostKept; report++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            string path = _reports.Write(Thrown(), "in a test")!;
            Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(path) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
        }

        Assert.Equal(CrashReports.MostKept, Directory.GetFiles(_folder).Length);
        Assert.False(File.Exists(first));
    }

    [Fact]
    public async Task Should_end_with_its_own_code_and_say_where_the_report_is()
    {
        var host = new FakeHost(connect: _ => throw Thrown(), crashes: _reports);

        Assert.Equal(ExitCodes.Crashed, await CommandLine.RunAsync(["--server=chat://localhost", "--user=Alice"], host.Host));
        Assert.Contains(Assert.Single(Directory.GetFiles(_folder)), host.Error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, host.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_say_that_no_report_could_be_written()
    {
        await File.WriteAllTextAsync(_folder, "in the way");
        try
        {
            var host = new FakeHost(connect: _ => throw Thrown(), crashes: _reports);

            Assert.Equal(ExitCodes.Crashed, await CommandLine.RunAsync(["--server=chat://localhost", "--user=Alice"], host.Host));
            Assert.Contains("No report could be written.", host.Error.ToString(), StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(_folder);
        }
    }

    private static InvalidOperationException Thrown()
    {
        try
        {
            throw new InvalidOperationException(Secret, new FormatException(Secret));
        }
        catch (InvalidOperationException e)
        {
            return e;
        }
    }
}
