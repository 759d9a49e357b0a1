using Chat.Client.Tui.Scrollback;
using Chat.Protocol.Frames;
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

        Assert.Equal(["this is the beginning", "Bob came", "one", "Bob waved", "two", "Bob left"], Build(Note(0, "Bob came"), Note(1, "Bob waved"), Note(2, "Bob left")));
    }

    [Fact]
    public void Should_say_where_a_day_begins()
    {
        _chat.Says("lobby", "Bob", "one");
        _chat.Now = _chat.Now.AddDays(1);
        _chat.Says("lobby", "Bob", "two");

        Assert.Equal(["this is the beginning", "one", "Monday, 23 November 2026", "two"], Build());
    }

    [Fact]
    public void Should_end_with_messages_on_their_way()
    {
        _chat.Acknowledging = new TaskCompletionSource().Task;
        _ = _chat.SendAsync("lobby", "three");
        _chat.Says("lobby", "Bob", "one");

        Assert.Equal(["this is the beginning", "one", "three"], Build());
    }

    private List<string> Build(params Notice[] notices) =>
        [.. Timeline.Build(_chat.State, "lobby", notices, loading: false, TimeZoneInfo.Utc).Select(item => item switch
        {
            TimelineItem.Said said => said.Message.Text,
            TimelineItem.Sending sending => sending.Send.Text,
            TimelineItem.Told told => told.Notice.Text,
            TimelineItem.Mark mark => mark.Text,
            _ => "",
        })];

    private Notice Note(long after, string text) => new("lobby", after, _chat.Now, text, []);
}
