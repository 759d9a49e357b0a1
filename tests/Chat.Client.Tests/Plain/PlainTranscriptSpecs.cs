using Chat.Client.Commands;
using Chat.Client.Plain;
using Chat.Protocol.Frames;
using Chat.Sdk;
using Chat.Sdk.State;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Chat.Client.Tests.Plain;

public sealed class PlainTranscriptSpecs
{
    private static readonly DateTimeOffset At = new(2026, 11, 22, 10, 30, 0, TimeSpan.Zero);
    private readonly FakeChat _chat = new("Alice", new RoomSummary("lobby", 0, 0, 0, ""), new RoomSummary("python", 0, 0, 0, ""));
    private readonly RoomFocus _focus = new();
    private readonly PlainTranscript _transcript;

    public PlainTranscriptSpecs()
    {
        _focus.Enter("lobby");
        _transcript = new PlainTranscript(_chat.State, _focus, new FakeTimeProvider(At), new Dictionary<string, long>(), PlainFormat.Colourless);
        Told(new JoinedEvent("lobby", "Bob", UserStatus.Online, RoomRole.Member, At));
    }

    [Fact]
    public void Should_mark_other_rooms_and_actions()
    {
        Assert.Equal(["[10:30:00] #python Bob: hi"], Told(new MessageEvent("python", 1, At, "Bob", "hi", "k")));
        Assert.Equal(["[10:30:00] * Bob waves"], Told(new MessageEvent("lobby", 1, At, "Bob", "waves", "k", MessageKind.Action)));
        Assert.Equal(["[10:30:00] [PRIVATE] * Bob nods"], Told(new MessageEvent("@Bob", 1, At, "Bob", "nods", "k", MessageKind.Action)));
        Assert.Equal(["[10:30:00] [PRIVATE] Alice to Bob: from my phone"], Told(new MessageEvent("@Bob", 2, At, "Alice", "from my phone", "k")));
    }

    [Fact]
    public void Should_keep_hostile_and_multi_line_text_within_its_event()
    {
        Assert.Equal(
            ["[10:30:00] Bob: a\n    [10:30:00] Alice: forged\n    \uFFFD[2Jb"],
            Told(new MessageEvent("lobby", 1, At, "Bob", "a\r\n[10:30:00] Alice: forged\n\u001b[2Jb\u202e\u200b\n", "k")));
    }

    [Fact]
    public void Should_tell_of_people_and_topics()
    {
        Assert.Equal(["[10:30:00] *** Bob set the topic of lobby: News ***"], Told(new TopicEvent("lobby", "News", "Bob", At)));
        Assert.Equal(["[10:30:00] *** Bob is away: lunch ***"], Told(new PresenceEvent("Bob", UserStatus.Away, "lunch")));
        Assert.Empty(Told(new PresenceEvent("Bob", UserStatus.Away, "lunch")));
        Assert.Equal(["[10:30:00] *** Bob is back ***"], Told(new PresenceEvent("Bob", UserStatus.Online)));
        Assert.Equal(["[10:30:00] *** Bob is now Rob ***"], Told(new RenamedEvent("Bob", "Rob", At, "lobby")));
        Assert.Empty(Told(new RenamedEvent("Bob", "Rob", At, "python")));
        Assert.Equal(["[10:30:00] *** Rob left lobby (quit) ***"], Told(new LeftEvent("lobby", "Rob", "quit", At)));
        Assert.Empty(Told(new RenamedEvent("Rob", "Rob~2", At, "@Rob")));
    }

    [Fact]
    public void Should_tell_nothing_of_how_many_are_in_a_large_room_and_not_take_its_old_list_for_what_is_known()
    {
        Assert.Empty(Told(new CountsEvent("lobby", 900, 20, 3, At)));
        Assert.Empty(Told(new CountsEvent("lobby", 901, 21, 3, At)));
        Assert.Empty(Told(new PresenceEvent("Bob", UserStatus.Away, "lunch", "@Bob")));
    }

    [Fact]
    public void Should_tell_a_loss_once_and_the_way_back()
    {
        Assert.Equal(["*** Connection lost: reset; reconnecting ***"], Told(new ConnectionState.Offline(At, At, "reset")));
        Assert.Empty(Told(new ConnectionState.Connecting()));
        Assert.Empty(Told(new ConnectionState.Offline(At, At, "refused")));
        Assert.Equal(["*** Connected again, catching up ***"], Told(new ConnectionState.CatchingUp(0, 5)));
        Assert.Equal(["*** Live again ***"], Told(new ConnectionState.Live()));
    }

    [Fact]
    public void Should_tell_what_it_missed_when_it_was_too_slow()
    {
        Told(new MessageEvent("lobby", 1, At, "Bob", "one", "k1"));
        _chat.Event(new MessageEvent("lobby", 2, At, "Bob", "two", "k2"));
        _chat.Event(new MessageEvent("python", 1, At, "Bob", "three", "k3"));

        Assert.Equal(["[10:30:00] Bob: two", "[10:30:00] #python Bob: three"], _transcript.Tell(new ChatUpdate.Resynced(_chat.State)));
        Assert.Empty(_transcript.Tell(new ChatUpdate.Resynced(_chat.State)));
    }

    [Fact]
    public void Should_begin_with_what_came_since_an_earlier_run_and_tell_it_once()
    {
        var chat = new FakeChat("Alice", new RoomSummary("lobby", 2, 0, 0, ""), new RoomSummary("python", 5, 0, 0, ""));
        var three = new MessageEvent("lobby", 3, At.AddSeconds(2), "Bob", "three", "k3");
        chat.Event(three);
        chat.Event(new MessageEvent("python", 6, At.AddSeconds(1), "Bob", "six", "k6"));
        var transcript = new PlainTranscript(chat.State, _focus, new FakeTimeProvider(At), new Dictionary<string, long> { ["lobby"] = 2, ["python"] = 3, ["gone"] = 1 }, PlainFormat.Colourless);

        Assert.Equal(
            ["*** 2 messages of python are left out, up to seq 6; see its history ***", "[10:30:01] #python Bob: six", "[10:30:02] Bob: three"],
            transcript.Start());
        Assert.Empty(transcript.Tell(new ChatUpdate.EventReceived(chat.State, three)));
        var four = new MessageEvent("lobby", 4, At, "Bob", "four", "k4");
        chat.Event(four);
        Assert.Equal(["[10:30:00] Bob: four"], transcript.Tell(new ChatUpdate.EventReceived(chat.State, four)));
    }

    [Fact]
    public void Should_say_what_a_long_absence_has_left_out()
    {
        Told(new MessageEvent("lobby", 1, At, "Bob", "one", "k1"));

        Assert.Equal(["*** 4000 messages of lobby are left out, up to seq 4001; see its history ***"], Told(new GapEvent("lobby", 2, 5001)));
    }

    private IReadOnlyList<string> Told(Event happened)
    {
        _chat.Event(happened);
        return _transcript.Tell(new ChatUpdate.EventReceived(_chat.State, happened));
    }

    private IReadOnlyList<string> Told(ConnectionState connection)
    {
        _chat.Connection(connection);
        return _transcript.Tell(new ChatUpdate.ConnectionChanged(_chat.State, connection));
    }
}
