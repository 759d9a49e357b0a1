using System.Runtime.Versioning;
using Chat.Server.Hosting;
using Chat.Server.Settings;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Chat.Server.Tests.Hosting;

public sealed class FileRightsSpecs : IDisposable
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("akkachat-");
    private readonly Lines _log = new();

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public async Task Should_say_which_secrets_others_can_read()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        string password = Write("password", Owner | UnixFileMode.OtherRead);
        File.SetUnixFileMode(_directory.FullName, Owner | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute);

        await StartAsync(password);

        Assert.Equal([$"700 '{_directory.FullName}'", $"600 '{password}'"], _log.Entries.Select(line => line[(line.IndexOf("chmod ", StringComparison.Ordinal) + 6)..]));
    }

    [Fact]
    public async Task Should_say_nothing_where_nobody_can()
    {
        if (!OperatingSystem.IsWindows())
        {
            string password = Write("password", Owner);
            string link = Path.Combine(_directory.FullName, "link");
            File.CreateSymbolicLink(link, password);

            await StartAsync(password);
            await StartAsync(link);

            Assert.Empty(_log.Entries);
        }
    }

    [UnsupportedOSPlatform("windows")]
    private string Write(string name, UnixFileMode mode)
    {
        string path = Path.Combine(_directory.FullName, name);
        File.WriteAllText(path, "secret");
        File.SetUnixFileMode(path, mode);
        return path;
    }

    private Task StartAsync(string password)
    {
        string own = $"data {{ storage = postgres, postgres = \"Host=localhost\", postgresPasswordFile = \"{password}\" }}";
        ChatSettings settings = SettingsReader.Read(SettingsFile.Shipped, SettingsFile.Parse(own, "own.conf"), new SettingOverrides(Data: _directory.FullName));
        return new FileRights(settings, _log).StartAsync(CancellationToken.None);
    }

    private sealed class Lines : ILogger<FileRights>
    {
        public List<string> Entries { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Entries.Add(formatter(state, exception));
    }
}
