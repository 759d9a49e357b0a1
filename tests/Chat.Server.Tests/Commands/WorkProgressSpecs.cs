using Chat.Server.Commands;
using Chat.Storage;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Chat.Server.Tests.Commands;

public sealed class WorkProgressSpecs : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly StringWriter _terminal = new();

    public void Dispose() => _terminal.Dispose();

    [Fact]
    public void Should_write_one_line_over_and_take_it_away_in_the_end()
    {
        var progress = new WorkProgress(_terminal, isTerminal: true, _time);

        progress.Report(new StorageProgress("copying", 0, 2000, "MiB"));
        progress.Report(new StorageProgress("copying", 1, 2000, "MiB"));
        _time.Advance(TimeSpan.FromSeconds(2));
        progress.Report(new StorageProgress("copying", 1500, 2000, "MiB"));
        progress.Report(new StorageProgress("checking", 0, 0, "MiB"));
        progress.Clear();

        Assert.Equal(
            ["copying: 0 of 2,000 MiB (0 %)", "copying: 1,500 of 2,000 MiB (75 %), 750 a second", "checking …"],
            _terminal.ToString().Split('\r').Select(line => line.Trim()).Where(line => line.Length > 0));
        Assert.EndsWith("\r", _terminal.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Should_write_nothing_where_nobody_looks()
    {
        var progress = new WorkProgress(_terminal, isTerminal: false, _time);

        progress.Report(new StorageProgress("copying", 0, 2000, "MiB"));
        progress.Clear();

        Assert.Empty(_terminal.ToString());
    }
}
