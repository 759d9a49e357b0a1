using Chat.Protocol.Frames;
using Chat.Sdk.State;
using Terminal.Gui.Input;
using Xunit;

namespace Chat.Client.Tests.Tui.Panes;

/// <summary>The list of people of a room that has too many to be told of each.</summary>
[Collection("Screen")]
public sealed class LargeRoomSpecs : IDisposable
{
    private readonly FakeChat _chat = new("Alice", new RoomSummary("lobby", 0, 0, 0, "Welcome")) { Crowd = Crowd(1000) };

    private TestScreen? _screen;

    public void Dispose() => _screen?.Dispose();

    [Fact]
    public void Should_show_how_many_there_are_and_read_what_is_looked_at_as_of_when_it_was_so()
    {
        TestScreen screen = Open();
        screen.Sees("user0000");

        Assert.Equal([" 900/1000 here", "● user0000", "● user0001"], screen.Screen.Skip(1).Take(3).Select(People));
        screen.Sees(" as of 10:30:15");
        Assert.Equal(["members lobby after  100"], _chat.Requests.Where(r => r.StartsWith("members", StringComparison.Ordinal)));

        ScrollTo(screen, "user0150");
        screen.SeesNoMore("user0100");
        Assert.Equal(
            ["members lobby after  100", "members lobby after user0099 100"],
            _chat.Requests.Where(r => r.StartsWith("members", StringComparison.Ordinal)));
    }

    [Fact]
    public void Should_read_again_what_is_looked_at_when_the_numbers_are_others()
    {
        TestScreen screen = Open();
        screen.Sees("● user0005");
        _chat.Now = _chat.Now.AddSeconds(45);
        _chat.Crowd = [.. _chat.Crowd.Select(user => user.User is "user0005" or "user0099" ? user with { Status = UserStatus.Offline } : user)];
        _chat.Counts("lobby");
        screen.Sees(" 898/1000 here");
        screen.SeesNoMore("● user0005");
        screen.Sees(" as of 10:31:00");

        // Only the lines on the screen were read: the others are as old as they were, and read when one looks at them.
        Assert.Equal(_chat.Now.AddSeconds(-45), _chat.State.Rooms["lobby"].AsOf("user0099"));
        Assert.Equal(UserStatus.Online, _chat.State.Rooms["lobby"].Members["user0099"].Status);
        ScrollTo(screen, "user0099");
        screen.SeesNoMore("● user0099");
        screen.Sees(" as of 10:31:00");
    }

    [Fact]
    public void Should_say_that_one_is_there_who_speaks()
    {
        TestScreen screen = Open();
        screen.Sees("● user0007");
        _chat.Crowd = [.. _chat.Crowd.Select(user => user.User is "user0007" ? user with { Status = UserStatus.Offline } : user)];
        _chat.Now = _chat.Now.AddSeconds(20);
        _chat.Counts("lobby");
        screen.SeesNoMore("● user0007");
        _chat.Now = _chat.Now.AddSeconds(1);
        _chat.Says("lobby", "user0007", "hello");

        screen.Sees("● user0007");
    }

    [Fact]
    public void Should_list_people_by_presence_again_when_each_is_told()
    {
        TestScreen screen = Open();
        screen.Sees("user0000");
        _chat.Event(new CountsEvent("lobby", 2, 1, 0, _chat.Now, Each: true));
        _chat.Members("lobby", [new UserEntry("Anna", UserStatus.Offline, RoomRole.Member), new UserEntry("Bob", UserStatus.Online, RoomRole.Member)]);

        screen.Sees(" 1/2 here");
        screen.SeesNoMore("as of");
        Assert.Equal(["● Bob", "  Anna"], screen.Screen.Skip(2).Take(2).Select(People));
    }

    private static string People(string row) => row.Split('│')[2];

    private static UserEntry[] Crowd(int count) =>
        [.. Enumerable.Range(0, count).Select(number => new UserEntry($"user{number:0000}", number < 900 ? UserStatus.Online : UserStatus.Offline, RoomRole.Member))];

    private static void ScrollTo(TestScreen screen, string user) => screen.Until(
        () =>
        {
            screen.Mouse(MouseFlags.WheeledDown, 70, 5);
            return Array.Exists(screen.Screen, row => row.Contains(user, StringComparison.Ordinal));
        },
        user);

    private TestScreen Open()
    {
        _screen = new TestScreen(80, 24, _chat);
        _screen.Until(() => _screen.Presenter.Current == "lobby", "the room");
        _chat.Counts("lobby");
        return _screen;
    }
}
