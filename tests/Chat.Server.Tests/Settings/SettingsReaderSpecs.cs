using Chat.Actors;
using Chat.Actors.Accounts;
using Chat.Actors.Retention;
using Chat.Protocol.Names;
using Chat.Server.Settings;
using CsCheck;
using Xunit;

namespace Chat.Server.Tests.Settings;

public sealed class SettingsReaderSpecs
{
    [Theory]
    [InlineData("limits.maxFramBytes = 5", "own.conf: limits.maxFramBytes is not a setting; did you mean limits.maxFrameBytes?")]
    [InlineData("colour = red", "own.conf: colour is not a setting; all settings are listed in hocon/chat.conf")]
    [InlineData("limits = 5", "own.conf: limits is a section: write limits { NAME = VALUE }")]
    [InlineData("limits.replay = ten", "own.conf: limits.replay is \"ten\", but must be a whole number from 0 to 100000")]
    [InlineData("limits.replay = -1", "own.conf: limits.replay is \"-1\", but must be a whole number from 0 to 100000")]
    [InlineData("limits.maxFrameBytes = 2MiB", "own.conf: limits.maxFrameBytes is \"2MiB\", but must be a size from 1KiB to 1MiB, such as 64KiB")]
    [InlineData("limits.maxTextBytes = 100KiB", "own.conf: limits.maxTextBytes is \"100KiB\", but must be less than limits.maxFrameBytes, 64KiB")]
    [InlineData("guests.hold = 5", "own.conf: guests.hold is \"5\", but must be a duration from 0s to 30d, such as 500ms, 10s, 10m, 12h or 7d")]
    [InlineData("guests.keep = 1m", "own.conf: guests.keep is \"1m\", but must be a duration from 10m to 365d, such as 500ms, 10s, 10m, 12h or 7d")]
    [InlineData("names.unicode = maybe", "own.conf: names.unicode is \"maybe\", but must be on or off")]
    [InlineData("accounts.policy = closed", "own.conf: accounts.policy is \"closed\", but must be auto, open, required or invite")]
    [InlineData("accounts.policy = invite, data.storage = memory", "own.conf: accounts.policy is \"invite\", but must be another where data.storage is memory: nothing could keep the invites")]
    [InlineData("log.level = loud", "own.conf: log.level is \"loud\", but must be trace, debug, info, warn or error")]
    [InlineData("server.name = \"\"", "own.conf: server.name is \"\", but must be a text of 1 to 64 characters")]
    [InlineData("server.listen = \"12345\"", "own.conf: server.listen is \"12345\", but must be " + ListenAddress.Allowed + ", or off")]
    [InlineData("rooms.autojoin = lobby", "own.conf: rooms.autojoin is \"lobby\", but must be a list of at most 50 different room names, such as [\"lobby\"]")]
    [InlineData("rooms.autojoin = [a, A]", "own.conf: rooms.autojoin is the list [a, A], but must be a list of at most 50 different room names, such as [\"lobby\"]")]
    [InlineData("retention.days = 0", "own.conf: retention.days is \"0\", but must be a whole number from 1 to 36500, or off")]
    [InlineData("retention.acts = never", "own.conf: retention.acts is \"never\", but must be a whole number from 1 to 36500, or off")]
    [InlineData("retention.rooms { lobby { messages = many } }", "own.conf: retention.rooms.lobby.messages is \"many\", but must be a whole number from 1 to 1000000000, or off")]
    [InlineData("retention.rooms { lobby { day = 5 } }", "own.conf: retention.rooms.lobby.day is not a setting; write retention.rooms { \"NAME\" { days = 30, messages = 10000 } }")]
    [InlineData("retention.rooms = 5", "own.conf: retention.rooms is not a setting; write retention.rooms { \"NAME\" { days = 30, messages = 10000 } }")]
    [InlineData("retention.rooms { \"a b\" { days = 5 } }", "own.conf: retention.rooms.a b.days is for no room: A name has letters, digits and -_. only.")]
    [InlineData("tls.key = x", "own.conf: tls.key is \"x\", but must be empty where tls.certificate is: a key needs its certificate")]
    [InlineData("tls.names = [\"a b\"]", "own.conf: tls.names is the list [a b], but must be a list of at most 50 host names or IP addresses, such as [\"chat.example.org\"]")]
    [InlineData("http.tls = maybe", "own.conf: http.tls is \"maybe\", but must be auto, on or off")]
    [InlineData("shutdown.timeout = 3s", "own.conf: shutdown.timeout is \"3s\", but must be longer than the phases of akka.coordinated-shutdown together, 33s")]
    public void Should_refuse_a_wrong_setting_in_one_line(string text, string message)
        => Assert.Equal(message, Assert.Throws<SettingsException>(() => Read(text)).Message);

    [Theory]
    [InlineData("", AccountPolicy.Open)]
    [InlineData("server.listen = \"[::1]:1\"", AccountPolicy.Open)]
    [InlineData("server.listen = off, tls.listen = off", AccountPolicy.Open)]
    [InlineData("server.listen = \"*:1\", server.allow-plaintext = true", AccountPolicy.Required)]
    [InlineData("server.listen = \"192.0.2.7:1\", server.allow-plaintext = true", AccountPolicy.Required)]
    [InlineData("tls.listen = \"*:1\"", AccountPolicy.Required)]
    [InlineData("http.listen = \"*:1\"", AccountPolicy.Required)]
    [InlineData("tls.listen = \"*:1\", accounts.policy = open", AccountPolicy.Open)]
    [InlineData("accounts.policy = invite", AccountPolicy.Invite)]
    public void Should_take_guests_by_itself_only_from_this_machine(string text, AccountPolicy policy) => Assert.Equal(policy, Read(text).Options.Accounts);

    [Theory]
    [InlineData("", "127.0.0.1:12345", "127.0.0.1:12346", false)]
    [InlineData("server.listen = off, tls.listen = \"*:1\"", null, "[::]:1", false)]
    [InlineData("tls.listen = off", "127.0.0.1:12345", null, false)]
    [InlineData("server { listen = \"192.0.2.7:1\", allow-plaintext = true }", "192.0.2.7:1", "127.0.0.1:12346", false)]
    [InlineData("http.listen = \"192.0.2.7:1\"", "127.0.0.1:12345", "127.0.0.1:12346", true)]
    [InlineData("http.listen = \"192.0.2.7:1\", server.allow-plaintext = true", "127.0.0.1:12345", "127.0.0.1:12346", false)]
    [InlineData("http.listen = \"192.0.2.7:1\", http.tls = on, server.allow-plaintext = true", "127.0.0.1:12345", "127.0.0.1:12346", true)]
    [InlineData("http.tls = on", "127.0.0.1:12345", "127.0.0.1:12346", true)]
    public void Should_listen_as_told(string text, string? chat, string? tls, bool https)
    {
        ChatSettings settings = Read(text);

        Assert.Equal((chat, tls, https), (settings.Listen?.ToString(), settings.Tls.Listen?.ToString(), settings.HttpTls));
    }

    [Theory]
    [InlineData(
        "server.listen = \"*:1\"",
        "own.conf: server.listen is \"*:1\", but must be a loopback address or off, since it is plain text that others on the way can read: "
        + "let clients in at tls.listen (--tls-listen), or set server.allow-plaintext = true")]
    [InlineData(
        "http { listen = \"192.0.2.7:1\", tls = off }",
        "own.conf: http.listen is \"192.0.2.7:1\", but must be a loopback address where http.tls is off, since it is plain text that others on the way can read: "
        + "leave http.tls at auto, or set server.allow-plaintext = true")]
    public void Should_refuse_plain_text_beyond_this_machine(string text, string message)
        => Assert.Equal(message, Assert.Throws<SettingsException>(() => Read(text)).Message);

    [Theory]
    [InlineData("limits.replay = 5\n= = =\n", "own.conf, line 2: a value without a name before =")]
    [InlineData("limits {\n  replay = 5\n", "own.conf, line 1: the { is not closed")]
    [InlineData("limits {\n  replay = 5\n}\n}", "own.conf, line 4: } closes nothing")]
    [InlineData("rooms.autojoin = [a }", "own.conf, line 1: } where ] should close the [ of line 1")]
    [InlineData("# \"\n\nserver.name = \"x", "own.conf, line 3: the quote \" is not closed")]
    [InlineData("limits.replay = 5\ntls.listen = *:1\n", "own.conf, line 2: this can't be read as HOCON; a value with other signs than letters, digits and -_. needs double quotes")]
    [InlineData("data.postgres = \"Password=a\"b@c", "own.conf, line 1: this can't be read as HOCON; a value with other signs than letters, digits and -_. needs double quotes")]
    [InlineData("include \"other.conf\"", "own.conf: the settings can't be read as HOCON: there is no include here, all of it stands in one file")]
    [InlineData("server.name = ${nope}", "own.conf: the settings can't be read as HOCON: Unresolved substitution: nope")]
    public void Should_refuse_what_is_no_hocon_in_one_line(string text, string message)
        => Assert.Equal(message, Assert.Throws<SettingsException>(() => Read(text)).Message);

    [Fact]
    public void Should_name_a_room_that_is_none()
    {
        var error = Assert.Throws<SettingsException>(() => Read("rooms.autojoin = [\"a b\"]"));

        Assert.StartsWith("own.conf: rooms.autojoin is the list [a b], but must be", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Should_lay_a_file_over_the_defaults_and_the_command_line_over_both()
    {
        const string Own = "server.listen = \"127.0.0.1:1\", http.listen = \"127.0.0.1:2\"\nlimits { replay = 7 }\nnames.unicode = on";

        ChatSettings settings = Read(Own, new SettingOverrides(Listen: "[::1]:9", Data: "elsewhere"));

        Assert.Equal("[::1]:9", settings.Listen?.ToString());
        Assert.Equal("127.0.0.1:2", settings.Http?.ToString());
        Assert.Equal(Path.GetFullPath("elsewhere"), settings.DataDirectory);
        Assert.Equal(7, settings.Options.Replay);
        Assert.Equal(NamePolicy.Unicode, settings.Options.Names);
        Assert.Equal(16, settings.Options.DevicesPerUser);
    }

    [Fact]
    public void Should_listen_nowhere_for_the_web_and_the_monitor_where_it_is_told_so()
    {
        ChatSettings settings = Read("http.listen = off", new SettingOverrides(Monitor: "off"));

        Assert.Null(settings.Http);
        Assert.Null(settings.Monitor);
    }

    [Theory]
    [InlineData("http.listen = \"127.0.0.1:99\", monitor.listen = \"127.0.0.1:99\"", "own.conf: monitor.listen is \"127.0.0.1:99\", but must be another address than http.listen")]
    [InlineData("monitor.listen = \"*:99\"", "own.conf: monitor.listen is \"*:99\", but must be a loopback address or off, since it is plain text that others on the way can read")]
    [InlineData("http.origins = [\"chat.example\"]", "own.conf: http.origins is the list [chat.example], but must be a list of at most 100 origins")]
    [InlineData("http.origins = [\"https://chat.example/path\"]", "own.conf: http.origins is the list")]
    [InlineData("http.origins = [\"*\", \"https://chat.example\"]", "own.conf: http.origins is the list")]
    [InlineData("http.proxies = [\"proxy.example\"]", "own.conf: http.proxies is the list [proxy.example], but must be a list of at most 100 addresses")]
    [InlineData("http.proxies = [\"10\"]", "own.conf: http.proxies is the list")]
    [InlineData("http.proxies = [\"10.0.0.0/33\"]", "own.conf: http.proxies is the list")]
    public void Should_refuse_what_makes_no_sense_for_the_web(string text, string start) =>
        Assert.StartsWith(start, Assert.Throws<SettingsException>(() => Read(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Should_read_origins_and_proxies()
    {
        WebSettings web = Read("http { origins = [\"https://Chat.Example:443/\", \"http://localhost:3000\"], proxies = [\"127.0.0.1\", \"::1\", \"10.0.0.0/8\"] }").Web;

        Assert.Equal(["https://chat.example", "http://localhost:3000"], web.Origins);
        Assert.Equal(["127.0.0.1/32", "::1/128", "10.0.0.0/8"], web.Proxies.Select(proxy => proxy.ToString()));
        Assert.True(Read("http.origins = [\"*\"]").Web.AnyOrigin);
    }

    [Theory]
    [InlineData("", AccountPolicy.Open)]
    [InlineData("http.listen = \"*:1\"", AccountPolicy.Required)]
    [InlineData("monitor.listen = \"*:1\", server.allow-plaintext = true", AccountPolicy.Open)]
    [InlineData("http.proxies = [\"127.0.0.1\"]", AccountPolicy.Required)]
    [InlineData("http.listen = off, http.proxies = [\"127.0.0.1\"]", AccountPolicy.Open)]
    public void Should_let_guests_in_where_nobody_comes_from_beyond_this_machine(string text, AccountPolicy policy) =>
        Assert.Equal(policy, Read(text).Options.Accounts);

    [Fact]
    public void Should_read_rules_of_single_rooms_as_what_differs()
    {
        RetentionPolicy policy = Read(
            "retention { days = 30, messages = 500, private.days = 7, rooms { \"Lobby\" { messages = off }\n \"a.b\" { days = 1 } } }").Options.Retention;

        Assert.Equal(new RetentionRule(TimeSpan.FromDays(30), 500), policy.RuleFor(RoomId.OfName("elsewhere")));
        Assert.Equal(new RetentionRule(TimeSpan.FromDays(30), null), policy.RuleFor(RoomId.OfName("lobby")));
        Assert.Equal(new RetentionRule(TimeSpan.FromDays(1), 500), policy.RuleFor(RoomId.OfName("a.b")));
        Assert.Equal(new RetentionRule(TimeSpan.FromDays(7), null), policy.RuleFor(RoomId.OfPair(new UserId("a"), new UserId("b"))));
    }

    [Theory]
    [InlineData("", 400)]
    [InlineData("retention { acts = 30, rooms { acts { days = 5 } } }", 30)]
    [InlineData("retention.acts = off", null)]
    public void Should_read_how_long_acts_are_kept(string text, int? days) =>
        Assert.Equal(days, (int?)Read(text).Options.Retention.Acts?.TotalDays);

    [Fact]
    public void Should_name_the_option_when_the_command_line_is_wrong()
    {
        var error = Assert.Throws<SettingsException>(() => Read(string.Empty, new SettingOverrides(Http: "here")));

        Assert.Equal($"--http is \"here\", but must be {ListenAddress.Allowed}, or off", error.Message);
    }

    [Fact]
    public void Should_keep_the_akka_section_unchecked_and_on_top()
    {
        ChatSettings settings = Read("akka { loglevel = DEBUG, coordinated-shutdown.default-phase-timeout = 1s }");

        Assert.Equal("DEBUG", settings.Akka.GetString("akka.loglevel"));
        Assert.Equal(TimeSpan.FromSeconds(1), settings.Akka.GetTimeSpan("akka.coordinated-shutdown.default-phase-timeout"));
        Assert.Equal(TimeSpan.FromSeconds(5), settings.Akka.GetTimeSpan("akka.coordinated-shutdown.phases.actor-system-terminate.timeout"));
    }

    [Theory]
    [InlineData("akka.coordinated-shutdown.default-phase-timeout = soon")]
    [InlineData("akka.coordinated-shutdown.phases.actor-system-terminate.timeout = soon")]
    public void Should_refuse_a_shutdown_phase_without_a_duration(string text)
    {
        var error = Assert.Throws<SettingsException>(() => Read(text));

        Assert.StartsWith("akka.coordinated-shutdown has a timeout that is no duration", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Should_refuse_an_akka_section_that_is_none()
        => Assert.Equal("own.conf: akka is a section: write akka { NAME = VALUE }", Assert.Throws<SettingsException>(() => Read("akka = 5")).Message);

    [Fact]
    public void Should_say_that_a_file_is_missing()
    {
        var error = Assert.Throws<SettingsException>(() => SettingsReader.Read("no-such.conf", new SettingOverrides()));

        Assert.Equal("no-such.conf: there is no such settings file", error.Message);
    }

    [Fact]
    public void Should_configure_remoting_in_the_cluster_file()
    {
        ChatSettings settings = SettingsReader.Read(Path.Combine(AppContext.BaseDirectory, "hocon", "cluster.conf"), new SettingOverrides());

        Assert.Equal("remote", settings.Akka.GetString("akka.actor.provider"));
        Assert.Equal("Chat.Actors.Serialization.ChatMessageSerializer, Chat.Actors", settings.Akka.GetString("akka.actor.serializers.chat"));
        Assert.Contains(
            settings.Akka.GetConfig("akka.actor.serialization-bindings").AsEnumerable(),
            binding => binding.Key == "Chat.Actors.Serialization.IChatMessage, Chat.Actors" && binding.Value.GetString() == "chat");
        Assert.Equal(12390, settings.Akka.GetInt("akka.remote.dot-netty.tcp.port"));
    }

    // What the parser behind it reads for ever, taking memory without end.
    [Theory]
    [InlineData("rooms.autojoin = [=]", "own.conf, line 1: = in a list stands in double quotes")]
    [InlineData("a = 1\nrooms.autojoin = [lobby, ?]", "own.conf, line 2: ? in a list stands in double quotes")]
    [InlineData("a = [b${\n\\.}]", "own.conf, line 1: another setting's value is written ${NAME}")]
    [InlineData("{/:${/b[$]:?\n$}}", "own.conf, line 1: another setting's value is written ${NAME}")]
    public void Should_refuse_what_the_parser_would_read_for_ever(string text, string problem)
        => Assert.Equal(problem, Assert.Throws<SettingsException>(() => Read(text)).Message);

    [Fact]
    public void Should_take_any_character_in_quotes()
        => Assert.Equal("a=?${}", Read("server.name = \"a=?${}\"\nrooms.autojoin = [\"lobby\"]").Options.ServerName);

    [Fact]
    public void Should_answer_any_text_with_settings_or_one_line()
        => Gen.Char["ab.={}[]\"#/\\ \n$?:,+5"].Array[0, 40].Sample(chars =>
        {
            try
            {
                Read(new string(chars));
            }
            catch (SettingsException e)
            {
                Assert.DoesNotContain('\n', e.Message);
            }
        });

    private static ChatSettings Read(string text, SettingOverrides? overrides = null)
        => SettingsReader.Read(SettingsFile.Shipped, SettingsFile.Parse(text, "own.conf"), overrides ?? new SettingOverrides());
}
