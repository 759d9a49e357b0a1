using Chat.Client.Tests.Tui;
using Chat.Protocol;
using Chat.Protocol.Frames;
using Chat.Sdk.State;
using Terminal.Gui.Input;
using Xunit;

namespace Chat.Client.Tests.Moderation;

public sealed class ModerationScreenSpecs : IDisposable
{
    private readonly FakeChat _chat = new("Alice", new RoomSummary("lobby", 0, 0, 0, "Welcome"), new RoomSummary("python", 0, 0, 0, ""));
    private readonly TestScreen _screen;

    public ModerationScreenSpecs()
    {
        _screen = new TestScreen(100, 24, _chat);
        _chat.Connection(new ConnectionState.Live());
        Are(RoomRole.Owner);
    }

    public void Dispose() => _screen.Dispose();

    [Fact]
    public void Should_show_roles_and_mutes_of_people()
    {
        _screen.Sees("●*Alice");
        Assert.Equal(["●*Alice", "●+Mod", "● Bob", "● Zed muted"], _screen.Screen.Skip(2).Take(4).Select(row => row.Split('│')[2]));
    }

    [Fact]
    public void Should_offer_what_may_be_done_about_a_member_and_ask_before_sending_one_out()
    {
        _screen.Sees("● Bob");
        ClickOn("● Bob");
        _screen.Sees("mute for 10 minutes");
        _screen.Sees("make a moderator");
        Choose("kick…");
        _screen.Sees("Send Bob out of lobby?");
        _screen.Press(Key.Esc);
        _screen.SeesNoMore("Send Bob out");
        Assert.DoesNotContain(_chat.Requests, request => request.StartsWith("kick", StringComparison.Ordinal));

        ClickOn("● Bob");
        Choose("ban…");
        _screen.Sees("Keep Bob out of lobby?");
        _screen.Press(Key.W);
        _screen.Until(() => _chat.Requests.Contains("ban lobby User Bob 7.00:00:00 "), "the ban");
        _screen.Sees("Bob is banned from lobby until");
    }

    [Fact]
    public void Should_offer_a_moderator_less_and_a_member_nothing()
    {
        Are(RoomRole.Moderator);
        _screen.Sees("●+Alice");
        ClickOn("● Bob");
        _screen.Sees("kick…");
        _screen.SeesNoMore("make a moderator");
        _screen.Press(Key.Esc);
        ClickOn("●+Mod");
        _screen.Sees("who is that");
        _screen.SeesNoMore("kick…");
        _screen.Press(Key.Esc);

        Are(RoomRole.Member);
        _screen.Sees("● Alice");
        ClickOn("● Bob");
        _screen.Sees("who is that");
        _screen.SeesNoMore("kick…");
    }

    [Fact]
    public void Should_tell_what_happens_in_the_chat()
    {
        _chat.Event(new MemberEvent("lobby", "Bob", RoomRole.Member, "Mod", _chat.Now, true, _chat.Now.AddMinutes(10), "caps"));
        _screen.Sees("Mod muted Bob in lobby for 10 minutes: caps");
        _screen.Sees("Bob muted");
        _chat.Event(new LeftEvent("lobby", "Bob", "kicked", _chat.Now, By: "Mod", Note: "flooding"));
        _screen.Sees("Bob was kicked from lobby by Mod: flooding");
        _chat.Event(new InvitedEvent("den", "Mod", _chat.Now));
        _screen.Sees("Mod invites you to den; /join den goes there");
        _chat.Event(new ReportedEvent("lobby", new ReportEntry(7, 42, "Zed", "x", "Bob", "insults", _chat.Now)));
        _screen.Sees("Bob reported message 42 of Zed in lobby:");
    }

    [Fact]
    public void Should_say_in_the_next_room_that_one_was_sent_out()
    {
        _screen.Sees("●*Alice");
        _chat.Event(new LeftEvent("lobby", "Alice", "banned", _chat.Now, true, "Mod", "no more"));
        _screen.Sees("you were banned from lobby by Mod: no more");
        Assert.Equal(" python", _screen.Screen[0]);
    }

    [Fact]
    public void Should_say_that_one_was_sent_out_of_the_last_room()
    {
        _screen.Sees("●*Alice");
        _chat.Event(new LeftEvent("python", "Alice", "left", _chat.Now, true));
        _chat.Event(new LeftEvent("lobby", "Alice", "banned", _chat.Now, true, "Mod", "no more"));
        _screen.Sees("you were banned from lobby by Mod: no more");
        Assert.StartsWith(" no room", _screen.Screen[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Should_say_what_keeps_one_from_writing()
    {
        Are(RoomRole.Member);
        _chat.Event(new RoomSettingsEvent("lobby", new RoomSettingsInfo(RoomAccess.Public, false, 30, false), "Mod", _chat.Now));
        _screen.Sees("Mod changed lobby: slow mode, a message every");
        _screen.Sees("Alice (slow mode 30s)");
        _chat.Event(new MemberEvent("lobby", "Alice", RoomRole.Member, "Mod", _chat.Now, true, _chat.Now.AddMinutes(10)));
        _screen.Sees("Alice (muted until 10:40)");
        _screen.Sees("> you are muted here until 10:40");
        _screen.Pass(TimeSpan.FromMinutes(11));
        _screen.Sees("Alice (slow mode 30s)");
    }

    [Fact]
    public void Should_learn_how_a_room_is_used_when_it_is_shown()
    {
        _chat.Settings = new RoomSettingsInfo(RoomAccess.Public, true, 0, false);
        _chat.Members("python", [new UserEntry("Alice", UserStatus.Online, RoomRole.Member)]);
        _screen.Press(Key.D2.WithAlt);
        _screen.Sees("Alice (read only)");
    }

    [Fact]
    public void Should_give_a_command_back_that_the_server_has_no_time_for_now()
    {
        _chat.Refuse = request => request.StartsWith("kick", StringComparison.Ordinal) ? FakeChat.Error(ErrorCodes.RateLimited, "Too much at once.") : null;
        _screen.Type("/kick Bob flooding");
        _screen.Sees("Too much at once.");
        Assert.Equal("/kick Bob flooding", _screen.Input);
    }

    [Fact]
    public void Should_ask_above_the_line_before_what_can_not_be_undone()
    {
        _screen.Sees("●*Alice");
        _screen.Type("/role Bob owner");
        _screen.Sees("Make Bob an owner of lobby, like you?");
        _screen.Press(Key.Y);
        _screen.Until(() => _chat.Requests.Contains("role lobby Bob owner"), "the new owner");
        _screen.Type("/role Bob owner");
        _screen.Sees("Make Bob an owner of lobby, like you?");
        _screen.Press(Key.Esc);
        _screen.Sees("nothing was changed");
    }

    private void Are(string role) => _chat.Members("lobby",
    [
        new UserEntry("Alice", UserStatus.Online, role),
        new UserEntry("Bob", UserStatus.Online, RoomRole.Member),
        new UserEntry("Mod", UserStatus.Online, RoomRole.Moderator),
        new UserEntry("Zed", UserStatus.Online, RoomRole.Member, Muted: true),
    ]);

    private void ClickOn(string text)
    {
        string[] rows = _screen.Screen;
        int y = Array.FindIndex(rows, row => row.Contains(text, StringComparison.Ordinal));
        _screen.Click(rows[y].IndexOf(text, StringComparison.Ordinal) + 2, y);
    }

    private void Choose(string item)
    {
        _screen.Sees(item);
        ClickOn(item);
    }
}
