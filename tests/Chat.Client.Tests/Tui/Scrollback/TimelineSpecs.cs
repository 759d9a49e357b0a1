using Chat.Client.Tui.Scrollback;
using Chat.Protocol.Frames;
using Chat.Sdk.State;
using Xunit;

namespace Chat.Client.Tests.Tui.Scrollback;

public sealed class TimelineSpecs
{
    private readonly FakeChat _chat = new("Alice", new RoomSummary("lobby", 0, 0, 0, ""));

    [Fact]
    public void Should_put_notices_between_the_messages_where_they_happened()
    {
        _chat.Says("lobby", "Bob", "one");
        _chat.Says("lobby", "Bob", "two");

        Assert.Equal(["Bob came", "one", "Bob waved", "two", "Bob left"], All(Content(Note(0, "Bob came"), Note(1, "Bob waved"), Note(2, "Bob left"))));
    }

    [Fact]
    public void Should_not_pile_up_notices_of_messages_that_are_not_loaded()
    {
        _chat.Says("lobby", "Bob", "one");
        TimelineContent content = Content(Note(5, "long ago"), Note(40, "just before"), Note(41, "after"));

        Assert.Equal(["just before", "forty-one", "after"], All(content with { Messages = [Message(41, "forty-one")], ReachesStart = false }));
    }

    [Fact]
    public void Should_say_where_a_day_begins_and_of_which_day_the_first_message_is_unless_it_is_today()
    {
        _chat.Says("lobby", "Bob", "one");
        _chat.Now = _chat.Now.AddDays(1);
        _chat.Says("lobby", "Bob", "two");

        Assert.Equal(["one", "Monday, 23 November 2026", "two"], All(Content()));
        Assert.Equal(["Sunday, 22 November 2026", "one", "Monday, 23 November 2026", "two"], All(Content() with { Today = new DateOnly(2026, 11, 24) }));
    }

    [Fact]
    public void Should_begin_days_in_the_zone_in_which_times_are_told()
    {
        var zone = TimeZoneInfo.CreateCustomTimeZone("east", TimeSpan.FromHours(13), "east", "east");
        TimelineContent content = Content() with { Messages = [Message(1, "one"), Message(2, "two") with { At = _chat.Now.AddHours(1) }], Zone = zone };

        Assert.Equal(["one", "Monday, 23 November 2026", "two"], All(content with { Today = new DateOnly(2026, 11, 22), Messages = content.Messages.SetItem(0, Message(1, "one") with { At = _chat.Now }) }));
    }

    [Fact]
    public void Should_end_with_messages_on_their_way_and_put_acknowledged_ones_in_their_place()
    {
        OwnSend waiting = new("a", "lobby", "waiting", null, _chat.Now);
        OwnSend stored = new("b", "lobby", "stored", null, _chat.Now) { Status = SendStatus.Acknowledged, Seq = 2 };
        TimelineContent content = Content(Note(3, "later")) with
        {
            Messages = [Message(1, "one"), Message(3, "three")],
            Sends = [new TimelineItem.Sending(waiting, "Alice", "sending"), new TimelineItem.Sending(stored, "Alice", "sent")],
        };

        Assert.Equal(["one", "stored", "three", "later", "waiting"], All(content));
    }

    [Theory]
    [InlineData(10, new[] { "ten", "read up to here", "eleven", "twelve" })]
    [InlineData(9, new[] { "read up to here", "ten", "eleven", "twelve" })]
    [InlineData(8, new[] { "ten", "eleven", "twelve" })]
    [InlineData(12, new[] { "ten", "eleven", "twelve" })]
    [InlineData(null, new[] { "ten", "eleven", "twelve" })]
    public void Should_draw_the_line_only_where_reading_ended(int? read, string[] expected) =>
        Assert.Equal(expected, All(Content() with { Messages = [Message(10, "ten"), Message(11, "eleven"), Message(12, "twelve")], ReachesStart = false, ReadTo = read }));

    [Theory]
    [InlineData(1, new[] { "one", "read up to here", "3 messages are still to come", "five" })]
    [InlineData(3, new[] { "one", "3 messages are still to come", "five" })]
    [InlineData(4, new[] { "one", "3 messages are still to come", "read up to here", "five" })]
    public void Should_show_a_gap_and_not_claim_what_lies_in_it_as_read(int read, string[] expected) =>
        Assert.Equal(expected, All(Content() with { Messages = [Message(1, "one"), Message(5, "five")], Gap = new SeqRange(2, 4), ReadTo = read }));

    [Fact]
    public void Should_show_a_gap_below_the_newest_message() =>
        Assert.Equal(["one", "1 message is still to come"], All(Content() with { Messages = [Message(1, "one")], Gap = new SeqRange(2, 2) }));

    [Fact]
    public void Should_find_entries_again_after_the_list_grew_at_both_ends()
    {
        Notice note = Note(11, "between");
        TimelineContent content = Content(note) with { Messages = [Message(11, "eleven"), Message(12, "twelve")] };
        var grown = new Timeline(content with { Messages = content.Messages.InsertRange(0, [Message(9, "nine"), Message(10, "ten")]).Add(Message(13, "thirteen")) });

        Assert.Equal("twelve", Text(grown[grown.Find(new TimelineKey.Message(12))!.Value]));
        Assert.Equal("between", Text(grown[grown.Find(new TimelineKey.Told(note))!.Value]));
        Assert.Null(grown.Find(new TimelineKey.Message(14)));
    }

    [Fact]
    public void Should_find_an_own_message_that_has_come_to_stand_in_the_room()
    {
        var timeline = new Timeline(Content() with { Messages = [Message(1, "one"), Message(2, "mine") with { From = "alice", Key = "key" }, Message(3, "three") with { Key = "key" }] });

        Assert.Equal("mine", Text(timeline[timeline.Find(new TimelineKey.Send("key"))!.Value]));
    }

    [Fact]
    public void Should_cost_nothing_to_make_however_long_the_room_is()
    {
        TimelineContent content = Content() with { Messages = [.. Enumerable.Range(1, 100_000).Select(seq => Message(seq, $"nr {seq}"))] };
        long before = GC.GetAllocatedBytesForCurrentThread();
        var timeline = new Timeline(content);
        TimelinePlace place = timeline.Find(new TimelineKey.Message(77_777))!.Value;

        Assert.Equal("nr 77777", Text(timeline[place]));
        Assert.Equal("nr 77776", Text(timeline[timeline.Previous(place)!.Value]));
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 10_000);
    }

    internal static string Text(TimelineItem item) => item switch
    {
        TimelineItem.Said said => said.Message.Text,
        TimelineItem.Sending sending => sending.Send.Text,
        TimelineItem.Told told => told.Notice.Text,
        TimelineItem.Folded folded => folded.Text,
        TimelineItem.Mark mark => mark.Text,
        _ => throw new ArgumentOutOfRangeException(nameof(item)),
    };

    private static List<string> All(TimelineContent content)
    {
        var timeline = new Timeline(content);
        return [.. Enumerable.Range(0, timeline.Slots).SelectMany(timeline.Slot).Select(Text)];
    }

    private MessageInfo Message(long seq, string text) => new(seq, _chat.Now, "Bob", text, $"k{seq}");

    private TimelineContent Content(params Notice[] notices) => new(_chat.State.Rooms["lobby"].Messages, "Alice", new DateOnly(2026, 11, 22))
    {
        ReachesStart = true,
        Told = Folding.Items(notices, JoinsShown.Fold),
    };

    private Notice Note(long after, string text) => new("lobby", after, _chat.Now, text, []);
}
