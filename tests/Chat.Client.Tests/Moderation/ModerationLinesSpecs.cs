using Chat.Client.Connecting;
using Chat.Client.Startup;
using Chat.Protocol.Frames;
using Xunit;

namespace Chat.Client.Tests.Moderation;

public sealed class ModerationLinesSpecs : IDisposable
{
    private readonly TypedLines _typed = new();
    private readonly FakeHost _host;

    public ModerationLinesSpecs()
    {
        FakeHost? host = null;
        host = _host = new FakeHost(_typed, connect: _ => Task.FromResult<IChat>(host!.Chat)) { Chat = new FakeChat("Alice", new RoomSummary("lobby", 0, 0, 0, ""), new RoomSummary("python", 0, 0, 0, "")) };
        _host.Chat.Members("lobby", [new UserEntry("Alice", UserStatus.Online, RoomRole.Owner), new UserEntry("bob", UserStatus.Online, RoomRole.Member)]);
    }

    public void Dispose()
    {
        _typed.Dispose();
        _host.Dispose();
    }

    [Fact]
    public async Task Should_tell_what_happens_in_lines()
    {
        Task<int> run = StartAsync("--plain");
        await _host.SeesAsync("Connected to");
        FakeChat chat = _host.Chat;
        chat.Event(new MemberEvent("lobby", "bob", RoomRole.Moderator, "Alice", chat.Now));
        chat.Event(new RoomSettingsEvent("lobby", new RoomSettingsInfo(RoomAccess.Invite, false, 30, false), "bob", chat.Now));
        chat.Event(new InvitedEvent("den", "bob", chat.Now));
        chat.Event(new ReportedEvent("lobby", new ReportEntry(7, 42, "mallory", "x", "bob", "insults", chat.Now)));
        chat.Event(new LeftEvent("lobby", "bob", "kicked", chat.Now, By: "carol", Note: "why not"));
        chat.Event(new LeftEvent("python", "Alice", "banned", chat.Now, true, "carol"));
        await _host.SeesAsync("you were banned");
        // A pipe is not asked twice.
        _typed.Type("/ban mallory 2h in:* spam");
        await _host.SeesAsync("the whole server until");
        _typed.Type("/quit");

        Assert.Equal(ExitCodes.Done, await run);
        Assert.Equal(
            [
                "Connected to localhost:12345. Welcome to the chat, Alice!",
                "[10:30:15] *** Alice joined lobby ***",
                "[10:30:15] *** Alice made bob a moderator of lobby ***",
                "[10:30:15] *** bob changed lobby: by invitation, slow mode, a message every 30 seconds ***",
                "[10:30:15] *** bob invites you to den; /join den goes there ***",
                "[10:30:15] *** bob reported message 42 of mallory in lobby: insults; /reports lists what is open ***",
                "[10:30:15] *** bob was kicked from lobby by carol: why not ***",
                "[10:30:15] *** you were banned from python by carol ***",
                "*** mallory is banned from the whole server until 2026-11-22 12:30 ***",
            ],
            _host.Lines);
    }

    [Fact]
    public async Task Should_answer_programs_with_the_server_s_words()
    {
        Task<int> run = StartAsync("--json");
        _host.Chat.Bans = new BansOk("lobby", [new BanEntry("user:mallory", "mallory", null, null, "carol", _host.Chat.Now)]);
        _host.Chat.Event(new MemberEvent("lobby", "bob", RoomRole.Moderator, "Alice", _host.Chat.Now));
        _typed.Type("/bans");
        _typed.Type("/mute bob 10m");
        _typed.Type("/room slow 30s");
        _typed.Type("/quit");

        Assert.Equal(ExitCodes.Done, await run);
        Assert.Contains("""{"type":"member","room":"lobby","user":"bob","role":"moderator","by":"Alice","at":"2026-11-22T10:30:15.000Z"}""", _host.Lines);
        Assert.Contains(
            """{"type":"answer","command":"bans","text":"Banned from lobby","lines":["mallory, for good, by carol at 2026-11-22 10:30"],"data":{"room":"lobby","bans":[{"ban":"user:mallory","user":"mallory","by":"carol","at":"2026-11-22T10:30:15.000Z"}]}}""",
            _host.Lines);
        Assert.Contains("""{"type":"answer","command":"mute"}""", _host.Lines);
        Assert.Contains("""{"type":"answer","command":"room"}""", _host.Lines);
    }

    [Fact]
    public async Task Should_give_programs_each_list_with_its_ends()
    {
        DateTimeOffset at = _host.Chat.Now;
        FakeChat chat = _host.Chat;
        chat.Mutes = new MutesOk("lobby", [new BanEntry("user:bob", "bob", null, null, "carol", at, at.AddHours(2), "caps")]);
        chat.Reports = new ReportsOk("lobby", [new ReportEntry(7, 42, "mallory", "x\u001b", "bob", "insults", at)]);
        chat.Acts = new AuditOk("lobby", [new ActEntry(9, at, "carol", "mute", "lobby", "bob", Until: at.AddHours(2))]);
        chat.Welcome(invitations: new InvitationInfo("den", "b\u202eob", at));
        Task<int> run = StartAsync("--json");
        _typed.Type("/mutes");
        _typed.Type("/reports");
        _typed.Type("/audit");
        _typed.Type("/invite");
        _typed.Type("/quit");

        Assert.Equal(ExitCodes.Done, await run);
        string[] answers = [.. _host.Lines.Where(line => line.Contains("\"data\":", StringComparison.Ordinal)).Select(line => line[line.IndexOf("\"data\":", StringComparison.Ordinal)..])];
        Assert.Equal(
            [
                """{"data":{"room":"lobby","mutes":[{"ban":"user:bob","user":"bob","by":"carol","at":"2026-11-22T10:30:15.000Z","until":"2026-11-22T12:30:15.000Z","reason":"caps"}]}}""",
                """{"data":{"room":"lobby","reports":[{"report":7,"seq":42,"from":"mallory","text":"x\u001B","by":"bob","reason":"insults","at":"2026-11-22T10:30:15.000Z"}]}}""",
                """{"data":{"room":"lobby","acts":[{"no":9,"at":"2026-11-22T10:30:15.000Z","by":"carol","act":"mute","room":"lobby","target":"bob","until":"2026-11-22T12:30:15.000Z"}]}}""",
                """{"data":{"invitations":[{"room":"den","by":"b\u202Eob","at":"2026-11-22T10:30:15.000Z"}]}}""",
            ],
            answers.Select(answer => "{" + answer));
        Assert.Contains(_host.Lines, line => line.Contains("Open reports of lobby; /resolve closes one", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Should_say_where_a_list_of_bans_is_cut()
    {
        _host.Chat.Bans = new BansOk("lobby", [.. Enumerable.Range(0, 100).Select(number => new BanEntry($"user:m{number}", $"m{number}", null, null, "carol", _host.Chat.Now))], More: true);
        Task<int> run = StartAsync("--json");
        _typed.Type("/bans");
        _typed.Type("/quit");

        Assert.Equal(ExitCodes.Done, await run);
        string line = Assert.Single(_host.Lines, line => line.Contains("\"command\":\"bans\"", StringComparison.Ordinal));
        Assert.Contains("\"text\":\"Banned from lobby, the first 1000\"", line, StringComparison.Ordinal);
        Assert.EndsWith("\"more\":true}}", line, StringComparison.Ordinal);
    }

    private Task<int> StartAsync(string style) => CommandLine.RunAsync([style, "--no-token", "--user", "Alice", "--server", "localhost"], _host.Host);
}
