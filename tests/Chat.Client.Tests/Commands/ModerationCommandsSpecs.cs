using Chat.Client.Commands;
using Chat.Protocol;
using Chat.Protocol.Frames;
using Chat.Sdk;
using Xunit;

namespace Chat.Client.Tests.Commands;

public sealed class ModerationCommandsSpecs
{
    private readonly FakeChat _chat = new("Alice", new RoomSummary("lobby", 0, 0, 0, ""), new RoomSummary("python", 0, 0, 0, ""));
    private readonly TypedSecrets _person = new();

    public ModerationCommandsSpecs()
    {
        _chat.Members("lobby", [new UserEntry("Alice", UserStatus.Online, RoomRole.Owner), new UserEntry("bob", UserStatus.Online, RoomRole.Member)]);
        _chat.Says("lobby", "bob", "one");
        _chat.Says("lobby", "bob", "two");
    }

    public static TheoryData<string, object?> Lines => new()
    {
        { "/kick @bob", new ChatCommand.Kick("bob", null, null) },
        { "/kick bob in:#python  too  loud", new ChatCommand.Kick("bob", "too  loud", "python") },
        { "/kick", null },
        { "/ban bob", new ChatCommand.Ban("bob", null, null, null) },
        { "/ban bob 7d in:* spam 10m", new ChatCommand.Ban("bob", TimeSpan.FromDays(7), "spam 10m", "*") },
        { "/ban bo* in:python 2h", new ChatCommand.Ban("bo*", TimeSpan.FromHours(2), null, "python") },
        { "/unban bo*", new ChatCommand.Unban("bo*", null) },
        { "/unban bo* x", null },
        { "/bans", new ChatCommand.Bans(null) },
        { "/bans in:*", new ChatCommand.Bans("*") },
        { "/bans python", null },
        { "/mute", new ChatCommand.MuteRoom(null) },
        { "/mute #python", new ChatCommand.MuteRoom("python") },
        { "/mute @bob", new ChatCommand.MuteRoom("@bob") },
        { "/mute @bob 10m", new ChatCommand.Mute("bob", TimeSpan.FromMinutes(10), null, null) },
        { "/mute bob", new ChatCommand.Mute("bob", null, null, null) },
        { "/mute bob caps lock", new ChatCommand.Mute("bob", null, "caps lock", null) },
        { "/unmute", new ChatCommand.UnmuteRoom(null) },
        { "/unmute bob", new ChatCommand.Unmute("bob", null) },
        { "/unmute bob now", null },
        { "/mutes", new ChatCommand.Mutes(null) },
        { "/role bob Moderator", new ChatCommand.Role("bob", "moderator", null) },
        { "/role bob king", null },
        { "/role bob", null },
        { "/invite", new ChatCommand.InviteUser(null, false, null) },
        { "/invite @dave", new ChatCommand.InviteUser("dave", false, null) },
        { "/invite dave withdraw", new ChatCommand.InviteUser("dave", true, null) },
        { "/invite dave please", null },
        { "/room", new ChatCommand.UseRoom(null, null) },
        { "/room in:python private", new ChatCommand.UseRoom(new RoomChange { Access = "private" }, "python") },
        { "/room read-only on", new ChatCommand.UseRoom(new RoomChange { ReadOnly = true }, null) },
        { "/room topic-lock off", new ChatCommand.UseRoom(new RoomChange { TopicLocked = false }, null) },
        { "/room slow 30s", new ChatCommand.UseRoom(new RoomChange { SlowMode = TimeSpan.FromSeconds(30) }, null) },
        { "/room slow off", new ChatCommand.UseRoom(new RoomChange { SlowMode = TimeSpan.Zero }, null) },
        { "/room slow 7h", null },
        { "/room sideways", null },
        { "/report 42 insults", new ChatCommand.Report(42, null, "insults", null) },
        { "/report @bob insults", new ChatCommand.Report(null, "bob", "insults", null) },
        { "/report bob", null },
        { "/reports", new ChatCommand.Reports(null) },
        { "/resolve 7 done", new ChatCommand.Resolve(7, "done", null) },
        { "/resolve x", null },
        { "/audit", new ChatCommand.Audit(20, null) },
        { "/audit 50 in:*", new ChatCommand.Audit(50, "*") },
        { "/audit 0", null },
    };

    [Theory]
    [MemberData(nameof(Lines))]
    public void Should_read_a_line(string line, object? command) => Assert.Equal(command, CommandParser.Parse(line).Command);

    [Theory]
    [InlineData("/ban bob 3x spam", "'3x' is no time, so nothing was done. A time is a number and s, m, h, d or w, such as 10m, 2h or 7d, at most 3650d; a reason that begins with a digit stands in quotes: /ban bob \"3x spam\"")]
    [InlineData("/ban bob 3 d spam", "'3' is no time")]
    [InlineData("/ban bob -3d", "'-3d' is no time")]
    [InlineData("/ban bob .5h", "'.5h' is no time")]
    [InlineData("/ban bob ３d spam", "'３d' is no time")]
    [InlineData("/ban bob 𝟛d spam", "is no time")]
    [InlineData("/ban bob 1h30m", "'1h30m' is no time")]
    [InlineData("/ban bob 0d", "'0d' is no time")]
    [InlineData("/ban bob 4000d", "at most 3650d")]
    [InlineData("/ban bob in:python 3x spam", "'3x' is no time")]
    [InlineData("/ban bob for 3d spam", "the time stands without 'for': /ban bob 3d")]
    [InlineData("/ban bob for 3x", "'3x' is no time")]
    [InlineData("/ban bob spam 3d", "the time comes before the reason, so nothing was done: /ban bob 3d spam")]
    [InlineData("/ban bob spam in:python", "the room comes before the reason, so nothing was done: /ban bob in:python")]
    [InlineData("/mute bob 10min caps", "'10min' is no time")]
    [InlineData("/mute @bob caps 10m", "/mute @bob 10m caps")]
    [InlineData("/kick bob 10m flooding", "this takes no time, so nothing was done; /ban bob 10m does")]
    [InlineData("/kick bob flooding in:python", "the room comes before the reason")]
    [InlineData("/ban b\u001b[31mob 3\u202ex", "'3x' is no time")]
    [InlineData("/ban bob \u200b3x", "'3x' is no time")]
    public void Should_refuse_what_looks_like_a_time_and_is_none(string line, string problem)
    {
        ParsedLine parsed = CommandParser.Parse(line);

        Assert.Null(parsed.Command);
        Assert.Contains(problem, parsed.Problem, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', parsed.Problem!);
    }

    [Theory]
    [InlineData("/ban bob \"3 strikes\"", null, "3 strikes")]
    [InlineData("/ban bob 7d \"3 strikes\"", "7.00:00:00", "3 strikes")]
    [InlineData("/ban bob 7d 3 strikes in:python", "7.00:00:00", "3 strikes in:python")]
    [InlineData("/ban bob \"see you in 3d\"", null, "see you in 3d")]
    [InlineData("/ban bob says \"3d\"", null, "says \"3d\"")]
    [InlineData("/ban bob \"a\" and \"b\"", null, "\"a\" and \"b\"")]
    [InlineData("/ban bob for spam", null, "for spam")]
    [InlineData("/ban bob spam, 2 times", null, "spam, 2 times")]
    [InlineData("/ban bob d", null, "d")]
    public void Should_leave_reasons_alone(string line, string? lasts, string reason) =>
        Assert.Equal(new ChatCommand.Ban("bob", lasts is null ? null : TimeSpan.Parse(lasts, System.Globalization.CultureInfo.InvariantCulture), reason, null), CommandParser.Parse(line).Command);

    [Theory]
    [InlineData("/kick bob loud", "kick lobby bob loud", null)]
    [InlineData("/kick bob in:python", "kick python bob", "bob was sent out of python")]
    [InlineData("/ban bob 2h spam", "ban lobby User bob 02:00:00 spam", "bob is banned from lobby until 2026-11-22 12:30")]
    [InlineData("/ban bo*", "ban lobby Pattern bo*  ", "bo* is banned from lobby for good")]
    [InlineData("/unban 203.0.113.0/24", "unban lobby Address 203.0.113.0/24", "203.0.113.0/24 is banned from lobby no more")]
    [InlineData("/mute bob 10m", "mute lobby bob 00:10:00 ", null)]
    [InlineData("/mute carol 10m", "mute lobby carol 00:10:00 ", "carol is muted in lobby for 10 minutes")]
    [InlineData("/unmute bob", "unmute lobby bob", null)]
    [InlineData("/role bob moderator", "role lobby bob moderator", null)]
    [InlineData("/invite dave", "invite lobby dave", "dave may join lobby within seven days")]
    [InlineData("/invite dave withdraw", "invite lobby dave withdraw", "dave is invited to lobby no more")]
    [InlineData("/room slow 30s", "room lobby   00:00:30 ", null)]
    [InlineData("/report 2 why", "report lobby 2 why", "Message 2 is reported to who looks after lobby, as report 7")]
    [InlineData("/report bob why", "report lobby 2 why", "Message 2 is reported to who looks after lobby, as report 7")]
    [InlineData("/resolve 7 done", "resolve lobby 7 done", "Report 7 of lobby is closed")]
    [InlineData("/resolve 7 in:* done", "resolve * 7 done", "Report 7 is closed")]
    public async Task Should_ask_the_server_and_leave_to_its_events_what_they_tell(string line, string request, string? told)
    {
        CommandOutcome outcome = await RunAsync(line);

        Assert.Equal([request], _chat.Requests);
        Assert.Equal(told, (outcome as CommandOutcome.Told)?.Headline);
        Assert.True(told is not null || outcome is CommandOutcome.Done);
    }

    [Fact]
    public async Task Should_list_all_pages_of_bans_and_the_rest()
    {
        BanEntry First(string user) => new($"user:{user}", user, null, null, "carol", _chat.Now, _chat.Now.AddDays(1), "spam\u001b");
        _chat.Bans = new BansOk("lobby", [First("mallory"), new BanEntry("address:203.0.113.0/24", null, "203.0.113.0/24", null, "carol", _chat.Now)]);
        Assert.Equal(
            ["Banned from lobby", "mallory until 2026-11-23 10:30, by carol at 2026-11-22 10:30: spam\uFFFD", "203.0.113.0/24, for good, by carol at 2026-11-22 10:30"],
            await LinesAsync("/bans"));
        Assert.Equal(["Nobody is muted in lobby"], await LinesAsync("/mutes"));

        _chat.Reports = new ReportsOk("lobby", [new ReportEntry(7, 42, "mallory", "bad\nword", "bob", "insults", _chat.Now)]);
        Assert.Equal(["Open reports of lobby; /resolve closes one", "7  2026-11-22 10:30  message 42 of mallory, reported by bob: insults | bad word"], await LinesAsync("/reports"));
        _chat.Reports = new ReportsOk("*", [.. new[] { "python", "a\u001bb" }.Select(room => new ReportEntry(7, 42, "mallory", null, "bob", "insults", _chat.Now, room))]);
        Assert.Equal(
            [
                "Open reports of the server; /resolve 7 in:* closes one",
                "7  2026-11-22 10:30  message 42 of mallory in python, reported by bob: insults",
                "7  2026-11-22 10:30  message 42 of mallory in a\uFFFDb, reported by bob: insults",
            ],
            await LinesAsync("/reports in:*"));
        _chat.Reports = new ReportsOk("lobby", [.. Enumerable.Range(1, 450).Select(no => new ReportEntry(no, no, "mallory", null, "bob", "insults", _chat.Now))]);
        Assert.Equal(451, (await LinesAsync("/reports")).Length);

        _chat.Acts = new AuditOk("lobby", [new ActEntry(98, _chat.Now, "alice", "ban", "lobby", "user:mallory", null, _chat.Now.AddDays(1), "spam"), new ActEntry(97, _chat.Now, "alice", "role", "lobby", "bob", "moderator")]);
        Assert.Equal(
            ["What was done in lobby, newest first", "2026-11-22 10:30  alice: ban mallory until 2026-11-23 10:30: spam", "2026-11-22 10:30  alice: role bob moderator"],
            await LinesAsync("/audit 50"));

        _chat.Settings = new RoomSettingsInfo(RoomAccess.Invite, true, 0, false);
        Assert.Equal(["lobby: by invitation, read only; you are one of its owners"], await LinesAsync("/room"));

        _chat.Welcome(invitations: new InvitationInfo("den", "carol", _chat.Now));
        Assert.Equal(["You are invited to, and may /join:", "den, by carol at 2026-11-22 10:30"], await LinesAsync("/invite"));
    }

    [Fact]
    public async Task Should_take_a_word_for_a_room_of_one_s_own_where_nobody_here_is_called_so()
    {
        Assert.Equal(new CommandOutcome.ForScreen(new ChatCommand.MuteRoom("python")), await RunAsync("/mute python"));
        Assert.Equal(new CommandOutcome.ForScreen(new ChatCommand.UnmuteRoom("python")), await RunAsync("/unmute python"));
        Assert.Empty(_chat.Requests);

        _chat.Comes("lobby", "python");
        Assert.IsType<CommandOutcome.Done>(await RunAsync("/mute python"));
        Assert.Equal(["mute lobby python  "], _chat.Requests);
    }

    [Theory]
    [InlineData("/role bob owner", false)]
    [InlineData("/role Alice member", false)]
    [InlineData("/ban bob in:*", false)]
    [InlineData("/ban **", false)]
    [InlineData("/role bob owner", true)]
    public async Task Should_ask_before_what_can_not_be_undone(string line, bool agrees)
    {
        _person.Typed.Enqueue(agrees ? "yes" : "");

        CommandOutcome outcome = await RunAsync(line);

        Assert.Equal(agrees, outcome is CommandOutcome.Done);
        Assert.Equal(agrees ? 1 : 0, _chat.Requests.Count);
    }

    [Fact]
    public async Task Should_say_what_one_is_where_one_may_not()
    {
        _chat.Event(new MemberEvent("lobby", "Alice", RoomRole.Member, "carol", _chat.Now));
        _chat.Refuse = _ => FakeChat.Error(ErrorCodes.Forbidden, "Only owners and moderators may do that.");

        var refused = Assert.IsType<CommandOutcome.Refused>(await RunAsync("/kick bob"));

        Assert.Equal("Only owners and moderators may do that. In lobby you are one of its members; /users tells who looks after it.", refused.Problem);
    }

    [Theory]
    [InlineData("/kick bob", null)]
    [InlineData("/kick bob", "@bob")]
    [InlineData("/report nobody why", "lobby")]
    public async Task Should_say_what_is_missing(string line, string? room)
    {
        Assert.IsType<CommandOutcome.Refused>(await RunAsync(line, room));
        Assert.Empty(_chat.Requests);
    }

    [Theory]
    [InlineData("/kick b", "bob ")]
    [InlineData("/mute bob ", "10m ")]
    [InlineData("/mute #p", "#python")]
    [InlineData("/role bob m", "member")]
    [InlineData("/role bob mo", "moderator")]
    [InlineData("/room sl", "slow ")]
    [InlineData("/room slow ", "10s")]
    [InlineData("/room read-only o", "on")]
    public void Should_complete_members_lengths_roles_and_uses(string line, string offer) =>
        Assert.Equal(offer, Completer.Find(line, line.Length, new CompletionSources(_chat.State, "lobby", []), asked: false)!.Offers[0].Text);

    [Fact]
    public void Should_say_whose_a_command_is_where_one_may_not()
    {
        Assert.DoesNotContain("for owners", Hint(), StringComparison.Ordinal);
        _chat.Event(new MemberEvent("lobby", "Alice", RoomRole.Member, "carol", _chat.Now));
        Assert.StartsWith("for owners and moderators: Sends a member out", Hint(), StringComparison.Ordinal);
        _chat.Welcome(admin: true);
        Assert.DoesNotContain("for owners", Hint(), StringComparison.Ordinal);

        string Hint() => Completer.Find("/kic", 4, new CompletionSources(_chat.State, "lobby", []), asked: false)!.Offers[0].Hint;
    }

    private async Task<string[]> LinesAsync(string line) => await RunAsync(line) is CommandOutcome.Told told ? [told.Headline, .. told.Details] : [];

    private Task<CommandOutcome> RunAsync(string line, string? room = "lobby") =>
        new CommandRunner(_chat, _person, TimeZoneInfo.Utc).RunAsync(CommandParser.Parse(line).Command!, room, CancellationToken.None);
}
