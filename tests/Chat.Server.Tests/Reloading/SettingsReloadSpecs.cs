using Akka.Actor;
using Chat.Actors;
using Chat.Server.Logs;
using Chat.Server.Reloading;
using Chat.Server.Settings;
using Chat.Server.Tls;
using Microsoft.Extensions.Hosting.Systemd;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Chat.Server.Tests.Reloading;

public sealed class SettingsReloadSpecs : IAsyncLifetime, IAsyncDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("akkachat-");
    private readonly ActorSystem _system = ActorSystem.Create("reload");
    private readonly LogLines _log = new();
    private readonly Notices _notices = new();
    private readonly LogLevelSwitch _level;
    private readonly LiveOptions _options;
    private readonly NodeCertificate _certificate;
    private readonly SettingsReload _reload;

    public SettingsReloadSpecs()
    {
        Write("limits.replay = 10");
        ChatSettings settings = SettingsReader.Read(File, new SettingOverrides(Listen: "127.0.0.1:7", Data: _directory.FullName));
        _options = settings.Options;
        _level = new LogLevelSwitch(settings.LogLevel);
        _certificate = NodeCertificate.Open(settings, TimeProvider.System, NullLogger<NodeCertificate>.Instance);
        _reload = new SettingsReload(settings, _options, _level, _system, _notices, _log, _certificate);
    }

    private string File => Path.Combine(_directory.FullName, "own.conf");

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _system.Terminate();
        _directory.Delete(recursive: true);
    }

    ValueTask IAsyncDisposable.DisposeAsync() => new(DisposeAsync());

    [Fact]
    public void Should_let_the_new_limits_and_level_count_and_say_what_changed()
    {
        Write("limits { replay = 20, inFlight = 3 }\nlog.level = debug\naccounts.policy = invite");

        ReloadResult result = _reload.Run();

        Assert.True(result.Done);
        Assert.Equal((20, 3, LogLevel.Debug), (_options.Current.Replay, _options.Current.InFlight, _level.Level));
        Assert.Equal(Akka.Event.LogLevel.DebugLevel, _system.EventStream.LogLevel);
        Assert.Equal(
            $"Settings were read again from {File}: accounts.policy: auto -> invite; limits.inFlight: 32 -> 3; limits.replay: 10 -> 20; log.level: info -> debug",
            Assert.Single(_log.Lines));
    }

    [Fact]
    public void Should_take_a_setting_back_to_its_default_where_the_file_no_longer_has_it()
    {
        Write("");

        Assert.Equal($"Read {File} again: limits.replay: 10 -> 1000.", _reload.Run().Message);
        Assert.Equal(1000, _options.Current.Replay);
    }

    [Theory]
    [InlineData("limits.replay = 20x", "limits.replay is \"20x\", but must be a whole number from 0 to 100000")]
    [InlineData("limits.repaly = 20", "limits.repaly is not a setting; did you mean limits.replay?")]
    [InlineData("log.level = loud", "log.level is \"loud\", but must be trace, debug, info, warn or error")]
    [InlineData("limits {", "the { is not closed")]
    [InlineData("server.listen = 5", "needs a restart: names.unicode", "names.unicode = on")]
    [InlineData("akka.loglevel = DEBUG", "needs a restart: data.storage, akka; ", "data.storage = memory")]
    public void Should_change_nothing_where_anything_is_wrong(string wrong, string why, string more = "")
    {
        Write($"limits.inFlight = 3\nlog.level = error\n{wrong}\n{more}");

        ReloadResult result = _reload.Run();

        Assert.False(result.Done);
        Assert.StartsWith("Nothing was changed: ", result.Message, StringComparison.Ordinal);
        Assert.Contains(why, result.Message, StringComparison.Ordinal);
        Assert.Equal((10, 32, LogLevel.Information), (_options.Current.Replay, _options.Current.InFlight, _level.Level));
        Assert.Contains(why, Assert.Single(_log.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public void Should_change_nothing_where_the_file_is_gone_and_go_on_when_it_is_back()
    {
        System.IO.File.Delete(File);
        Assert.Contains("there is no such settings file", _reload.Run().Message, StringComparison.Ordinal);

        Write("limits.replay = 30");
        Assert.True(_reload.Run().Done);
        Assert.Equal(30, _options.Current.Replay);
    }

    [Fact]
    public void Should_let_the_command_line_win_over_the_file()
    {
        Write("server.listen = \"127.0.0.1:8\"\nlimits.replay = 20");

        Assert.Equal($"Read {File} again: limits.replay: 10 -> 20.", _reload.Run().Message);
    }

    [Fact]
    public void Should_say_that_nothing_has_changed()
    {
        Write("# a comment\nlimits { replay = 10 }");

        Assert.Equal(new ReloadResult(true, $"Read {File} again: nothing in it has changed."), _reload.Run());
    }

    [Fact]
    public void Should_show_an_empty_value_as_such()
    {
        static SettingValue Value(string text) => new("tls.key", "own.conf: tls.key", text, null);

        Assert.Equal("tls.key: \"\" -> own.pem", new SettingChange("tls.key", Value(""), Value("own.pem")).ToString());
    }

    [Fact]
    public void Should_take_over_the_certificate_with_the_limits()
    {
        ServedCertificate before = _certificate.Current;
        SelfSigned.Write(SelfSigned.Make([], DateTimeOffset.UtcNow), _certificate.Files);
        Write("limits.replay = 20");

        Assert.Equal($"Read {File} again: limits.replay: 10 -> 20; another certificate from {_certificate.Files.Certificate}.", _reload.Run().Message);
        Assert.NotEqual(before.Fingerprint, _certificate.Current.Fingerprint);
    }

    [Fact]
    public void Should_take_the_certificate_from_other_files()
    {
        var others = new CertificateFiles(Path.Combine(_directory.FullName, "other.crt"), Path.Combine(_directory.FullName, "other.key"), IsOwn: false);
        SelfSigned.Write(SelfSigned.Make([], DateTimeOffset.UtcNow), others);
        Write($"tls {{ certificate = \"{others.Certificate}\", key = \"{others.Key}\" }}");

        Assert.True(_reload.Run().Done);
        Assert.Equal(others, _certificate.Files);
    }

    [Fact]
    public void Should_change_no_limit_where_the_certificate_is_wrong_and_no_certificate_where_a_limit_is()
    {
        ServedCertificate before = _certificate.Current;
        Write("limits.replay = 20x");
        SelfSigned.Write(SelfSigned.Make([], DateTimeOffset.UtcNow), _certificate.Files);
        Assert.False(_reload.Run().Done);
        Assert.Same(before, _certificate.Current);

        Write("limits.replay = 20");
        System.IO.File.WriteAllText(_certificate.Files.Certificate, "no certificate");
        Assert.StartsWith("Nothing was changed: ", _reload.Run().Message, StringComparison.Ordinal);
        Assert.Equal(10, _options.Current.Replay);
        Assert.Same(before, _certificate.Current);
    }

    [Fact]
    public void Should_show_no_secret()
    {
        Write("data.postgres = \"Host=db;Password=hunter2\"");

        Assert.Contains("needs a restart: data.postgres;", _reload.Run().Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", string.Join('\n', _log.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public void Should_tell_systemd_that_it_reloads_and_when_it_is_done()
    {
        Write("limits.replay = 20x");
        _reload.Run();

        Assert.Matches(@"\ARELOADING=1\nMONOTONIC_USEC=\d+\z", _notices.All[0]);
        Assert.StartsWith("READY=1\nSTATUS=Nothing was changed: ", _notices.All[1], StringComparison.Ordinal);
    }

    private void Write(string text) => System.IO.File.WriteAllText(File, text);

    private sealed class LogLines : ILogger<SettingsReload>
    {
        public List<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Add(formatter(state, exception));
    }

    private sealed class Notices : ISystemdNotifier
    {
        public List<string> All { get; } = [];

        public bool IsEnabled => true;

        public void Notify(ServiceState state) => All.Add(state.ToString()!);
    }
}
