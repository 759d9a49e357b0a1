using System.Reflection;
using System.Text.RegularExpressions;
using Chat.Actors;
using Chat.Actors.Limits;
using Chat.Server.Settings;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Chat.Server.Tests.Settings;

public sealed partial class ShippedSettingsSpecs
{
    public static TheoryData<string> Keys() => [.. SettingsFile.Shipped.Values.Keys];

    [Fact]
    public void Should_equal_the_defaults_of_the_actors()
    {
        ChatOptions options = Shipped().Options;
        var defaults = new ChatOptions();

        Assert.Equal(defaults.AutoJoin, options.AutoJoin);
        Assert.Empty(options.Limits.Exempt);
        LimitOptions limits = options.Limits with { Exempt = defaults.Limits.Exempt };
        Assert.Equal(defaults, options with { AutoJoin = defaults.AutoJoin, ServerVersion = defaults.ServerVersion, Limits = limits });
    }

    [Fact]
    public void Should_turn_exactly_the_limits_against_abuse_off_for_load_tests()
    {
        SettingsFile bench = SettingsFile.Load(Path.Combine(AppContext.BaseDirectory, "hocon", "bench.conf"));
        ChatOptions shipped = Shipped().Options, options = SettingsReader.Read(SettingsFile.Shipped, bench, new SettingOverrides()).Options;

        Assert.All(bench.Values.Keys, key => Assert.StartsWith("limits.", key, StringComparison.Ordinal));
        Assert.Equal(bench.Values.Count, LimitSettings.Off(options.Limits).Count);
        Assert.Equal(LimitSettings.Off(LimitOptions.Off), LimitSettings.Off(options.Limits));
        Assert.Equal(LimitOptions.Off with { Exempt = options.Limits.Exempt }, options.Limits);
        Assert.Equal(shipped with { AutoJoin = options.AutoJoin, Limits = options.Limits }, options);
        Assert.Empty(LimitSettings.Off(shipped.Limits));
    }

    [Fact]
    public void Should_listen_on_this_machine_only()
    {
        ChatSettings settings = Shipped();

        Assert.Equal("127.0.0.1:12345", settings.Listen?.ToString());
        Assert.Equal("127.0.0.1:12346", settings.Tls.Listen?.ToString());
        Assert.Equal("127.0.0.1:12380", settings.Http?.ToString());
        Assert.False(settings.HttpTls);
        Assert.Equal("127.0.0.1:12381", settings.Monitor?.ToString());
        Assert.Equal(Path.GetFullPath("data"), settings.DataDirectory);
        Assert.Equal(StorageKind.Sqlite, settings.Storage);
        Assert.Equal(LogLevel.Information, settings.LogLevel);
        Assert.Equal(TimeSpan.FromSeconds(45), settings.ShutdownTimeout);
    }

    [Fact]
    public void Should_have_one_setting_for_each_option_of_the_actors()
    {
        // ServerVersion comes from the build, DrainTimeout is as it is, and Limits is an option of many settings; where the node listens, data, log and shutdown are the node's own.
        int options = typeof(ChatOptions).GetProperties().Length - 3 + typeof(LimitOptions).GetProperties(BindingFlags.Public | BindingFlags.Instance).Length;
        string[] own =
        [
            "server.listen", "server.allow-plaintext", "tls.listen", "tls.certificate", "tls.key", "tls.names", "http.listen", "http.tls",
            "http.origins", "http.proxies", "http.pingInterval", "monitor.listen", "telemetry.otlp", "telemetry.tracePercent",
            "data.directory", "data.storage", "data.postgres", "data.postgresPasswordFile", "log.level", "log.format", "shutdown.timeout",
        ];

        // retention is one option of five settings.
        Assert.Equal(options, SettingsFile.Shipped.Values.Keys.Except(own).Select(key => key.StartsWith("retention.", StringComparison.Ordinal) ? "retention" : key).Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void Should_read_every_setting(string key)
    {
        SettingsFile own = SettingsFile.Parse($"{key} = [\"no value that any setting takes\"]", "own.conf");

        var error = Assert.Throws<SettingsException>(() => SettingsReader.Read(SettingsFile.Shipped, own, new SettingOverrides()));
        Assert.StartsWith($"own.conf: {key} is the list", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Should_explain_every_setting_and_tell_its_default()
    {
        string[] lines = SettingsFile.ShippedText().ReplaceLineEndings("\n").Split('\n');
        int settings = 0;
        for (int i = 0; i < lines.Length; i++)
        {
            if (Setting().Match(lines[i]) is { Success: true } setting)
            {
                settings++;
                int first = i;
                while (lines[first - 1].TrimStart().StartsWith('#'))
                {
                    first--;
                }

                string comment = string.Join(' ', lines[first..i].Select(line => line.Trim('#', ' ')));
                Assert.EndsWith($"Default: {setting.Groups["value"].Value}", comment, StringComparison.Ordinal);
            }
        }

        Assert.True(settings > SettingsFile.Shipped.Values.Count, "the akka section has settings too");
    }

    [Fact]
    public void Should_tell_which_settings_need_a_restart()
    {
        string text = SettingsFile.ShippedText().ReplaceLineEndings("\n");
        string[] told = Restart().Match(text).Groups["list"].Value.Split([',', '#', ' ', '\n'], StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal("akka", told[^1]);
        Assert.All(SettingsFile.Shipped.Values.Keys, key => Assert.NotEqual(SettingTraits.IsLive(key), told.Contains(key) || told.Contains(key.Split('.')[0])));
    }

    private static ChatSettings Shipped() => SettingsReader.Read(SettingsFile.Shipped, own: null, new SettingOverrides());

    [GeneratedRegex(@"must not differ then: (?<list>[^.]*(\.\w[^.]*)*)\.\n")]
    private static partial Regex Restart();

    [GeneratedRegex("""^\s*[\w.-]+ = (?<value>.+)$""")]
    private static partial Regex Setting();
}
