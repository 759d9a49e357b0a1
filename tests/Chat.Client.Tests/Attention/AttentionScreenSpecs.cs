using Chat.Client.Attention;
using Chat.Client.Tests.Tui;
using Chat.Protocol.Frames;
using Chat.Sdk.State;
using Terminal.Gui.Input;
using Xunit;

namespace Chat.Client.Tests.Attention;

[Collection("Screen")]
public sealed class AttentionScreenSpecs : IDisposable
{
    private const string Esc = "\u001b";
    private readonly FakeChat _chat = new("Alice", new RoomSummary("lobby", 0, 0, 0, ""), new RoomSummary("python", 0, 0, 0, ""));
    private readonly TestScreen _screen;

    public AttentionScreenSpecs()
    {
        _chat.Connection(new ConnectionState.Live());
        _screen = new TestScreen(80, 24, _chat);
        _screen.Until(() => Written.Contains("]2;AkkaChat – lobby\a", StringComparison.Ordinal), "the title");
    }

    private string Written => _screen.Signals.ToString();

    public void Dispose() => _screen.Dispose();

    [Fact]
    public void Should_count_ring_notify_and_title_for_a_mention_in_another_room()
    {
        _chat.Says("python", "Bob", "nothing of note");
        _chat.Says("python", "Bob", "Alice; are you there?");
        Notified("Bob in python: Alice, are you there?");
        Assert.Equal(1, _screen.Attention.Of("python").Mentions);
        Assert.Equal(1, Rings());
        _screen.Until(() => Written.Contains("]2;(1) AkkaChat – lobby\a", StringComparison.Ordinal), "the count");
        _chat.ReadsElsewhere("python", 2);
        _screen.Until(() => Written.EndsWith("]2;AkkaChat – lobby\a", StringComparison.Ordinal), "no count");
        Assert.Equal(0, _screen.Attention.Of("python").Mentions);
    }

    [Fact]
    public void Should_say_nothing_of_what_one_looks_at_unless_the_terminal_has_lost_the_focus()
    {
        _screen.Terminal.FocusIs(true);
        _screen.Pass(TimeSpan.FromMinutes(10));
        _chat.Says("lobby", "Bob", "Alice, seen");
        _screen.Sees("Alice, seen");
        _screen.Pass(TimeSpan.FromSeconds(10));
        Assert.Equal(0, Rings());
        _screen.Terminal.FocusIs(false);
        _chat.Says("lobby", "Bob", "Alice, unseen");
        Notified("Bob in lobby: Alice, unseen");
        Assert.Equal(1, Rings());
        Assert.Equal("read lobby 1", _chat.Requests.Last(request => request.StartsWith("read ", StringComparison.Ordinal)));
        _screen.Terminal.FocusIs(true);
        _chat.Says("lobby", "Bob", "seen again");
        _screen.Until(() => _chat.Requests.Contains("read lobby 3"), "the room to be read");
    }

    [Fact]
    public void Should_take_one_to_look_for_two_minutes_after_the_last_key_where_nothing_is_known_of_the_focus()
    {
        _screen.Press(Key.A);
        _screen.Pass(TimeSpan.FromSeconds(100));
        _chat.Says("lobby", "Bob", "Alice, seen");
        _screen.Sees("Alice, seen");
        _screen.Pass(TimeSpan.FromSeconds(30));
        Assert.Equal(0, Rings());
        _chat.Says("lobby", "Bob", "Alice, unseen");
        Notified("Bob in lobby: Alice, unseen");
    }

    [Fact]
    public void Should_ring_and_notify_no_more_often_than_one_can_bear()
    {
        for (int i = 0; i < 20; i++)
        {
            _chat.Says("@Bob", "Bob", $"psst {i}");
            _screen.Until(() => _screen.Attention.Of("@Bob").Mentions == i + 1, "the count");
            _screen.Pass(TimeSpan.FromSeconds(1));
        }

        _screen.Pass(TimeSpan.FromSeconds(10));
        Assert.InRange(Rings(), 2, 13);
        Assert.InRange(Written.Split("]9;").Length - 1, 2, 6);
        Assert.Contains("messages, the last by Bob: psst", Written, StringComparison.Ordinal);
        Assert.Contains("psst 19\a", Written, StringComparison.Ordinal);
    }

    [Fact]
    public void Should_tell_what_came_while_it_caught_up_in_one_go()
    {
        _chat.Connection(new ConnectionState.CatchingUp(0, 1));
        for (int i = 0; i < 30; i++)
        {
            _chat.Says("python", "Bob", "Alice!");
            _chat.Says("@Carl", "Carl", "hello");
        }

        _screen.Until(() => _screen.Attention.Of("@Carl").Mentions == 30, "the messages");
        _screen.Pass(TimeSpan.FromSeconds(10));
        Assert.Equal(0, Rings());
        _chat.Connection(new ConnectionState.Live());
        Notified("AkkaChat: 60 messages in 2 rooms: ");
        _screen.Pass(TimeSpan.FromSeconds(10));
        Assert.Equal(1, Rings());
    }

    [Fact]
    public void Should_hear_every_message_mentions_or_nothing_as_is_set_for_a_room_and_keep_it()
    {
        _screen.Type("/notify python all");
        _screen.Sees("python: every message calls you");
        _chat.Says("python", "Bob", "news");
        Notified("Bob in python: news");
        Assert.Equal("all", _screen.Kept.Get("attention.level.python"));

        _screen.Type("/mute @Bob");
        _screen.Sees("@Bob: nothing calls you");
        _screen.Signals.Clear();
        _chat.Says("@Bob", "Bob", "psst");
        _screen.Until(() => _screen.Attention.Of("@Bob").Mentions == 1, "the count");
        _screen.Pass(TimeSpan.FromSeconds(10));
        Assert.Equal(0, Rings());
        Assert.True(_screen.Attention.Of("@bob").IsMuted);

        _screen.Type("/unmute @bob");
        _screen.Sees("@Bob: every message calls you");
        Assert.Null(_screen.Kept.Get("attention.level.@bob"));
        _screen.Press(Key.M.WithAlt);
        _screen.Until(() => _screen.Attention.Of("lobby").IsMuted, "the mute by key");
        _screen.Press(Key.M.WithAlt);
        _screen.Until(() => _screen.Attention.Of("lobby").Level == NotifyLevel.Mentions, "the end of it");
        _screen.Type("/notify pyhton none");
        _screen.Sees("you are not in pyhton");
    }

    [Fact]
    public void Should_be_silent_while_told_not_to_disturb()
    {
        _screen.Type("/dnd 30m");
        _screen.Sees("Do not disturb: dnd until 11:00");
        _screen.Sees("Alice guest, dnd");
        _chat.Says("@Bob", "Bob", "psst");
        _screen.Until(() => _screen.Attention.Of("@Bob").Mentions == 1, "the count");
        _screen.Pass(TimeSpan.FromSeconds(10));
        Assert.Equal(0, Rings());
        _screen.Pass(TimeSpan.FromMinutes(30));
        Assert.Null(_screen.Attention.DoNotDisturb);
        _chat.Says("@Bob", "Bob", "again");
        Notified("Bob: again");
    }

    [Fact]
    public void Should_show_no_text_where_that_is_off_and_ring_only_where_that_is_on()
    {
        _screen.Settings.Set(AttentionSettings.Preview, false);
        _screen.Settings.Set(AttentionSettings.Bell, false);
        _chat.Says("@Bob", "Bob", "a secret");
        Notified("Bob: a message");
        Assert.Equal(0, Rings());
        Assert.DoesNotContain("secret", Written, StringComparison.Ordinal);
    }

    [Fact]
    public void Should_take_words_that_call_and_let_them_go()
    {
        _chat.Says("python", "Bob", "the release is out");
        _screen.Type("/highlight add release");
        _screen.Sees("\"release\" calls you from now on");
        _screen.Until(() => _screen.Attention.Of("python").Mentions == 1, "the count of what was there");
        _screen.Type("/highlight add Release");
        _screen.Sees("calls you already");
        _screen.Type("/highlight remove RELEASE");
        _screen.Sees("does not call you any");
        _screen.Until(() => _screen.Attention.Of("python").Mentions == 0, "no count");
    }

    [Fact]
    public void Should_be_away_after_a_while_and_back_with_the_next_key()
    {
        _screen.Settings.Set(AttentionSettings.AwayAfter, 5);
        _screen.Press(Key.A);
        _screen.Pass(TimeSpan.FromMinutes(4));
        Assert.DoesNotContain("away idle", _chat.Requests);
        _screen.Pass(TimeSpan.FromMinutes(2));
        Assert.Single(_chat.Requests, "away idle");
        _screen.Press(Key.A);
        Assert.Single(_chat.Requests, "away ");
        Assert.Null(_chat.State.Away);
    }

    [Fact]
    public void Should_leave_an_away_that_was_set_by_hand()
    {
        _screen.Settings.Set(AttentionSettings.AwayAfter, 5);
        _screen.Type("/away lunch");
        _screen.Until(() => _chat.State.Away == "lunch", "away");
        _screen.Pass(TimeSpan.FromMinutes(10));
        _screen.Press(Key.A);
        Assert.Equal(["away lunch"], _chat.Requests.Where(request => request.StartsWith("away", StringComparison.Ordinal)));
    }

    [Fact]
    public void Should_carry_the_level_of_a_private_talk_to_the_other_ones_new_name()
    {
        _chat.Says("@Bob", "Bob", "psst");
        _screen.Sees("@Bob");
        _screen.Type("/mute @Bob");
        _screen.Sees("muted");
        _chat.Renames("Bob", "Rob", "@Bob");
        _screen.Until(() => _screen.Attention.Of("@Rob").IsMuted, "the level");
        Assert.Equal(1, _screen.Attention.Of("@Rob").Mentions);
        Assert.False(_screen.Attention.Of("@Bob").IsMuted);
    }

    [Fact]
    public void Should_offer_levels_and_times()
    {
        _screen.Type("/notify python me", enter: false);
        _screen.Press(Key.Tab);
        Assert.Equal("/notify python mentions", _screen.Input);
    }

    private void Notified(string text) => _screen.Until(() => Written.Contains($"{Esc}]9;{text}", StringComparison.Ordinal), $"the notification '{text}' in {Written}");

    // A bell on its own, not one that ends a sequence.
    private int Rings()
    {
        int rings = 0;
        bool inSequence = false;
        foreach (char c in Written)
        {
            rings += c == '\a' && !inSequence ? 1 : 0;
            inSequence = c == ']' || (inSequence && c != '\a');
        }

        return rings;
    }
}
