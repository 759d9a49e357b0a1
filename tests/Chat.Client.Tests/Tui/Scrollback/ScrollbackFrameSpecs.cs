using Chat.Client.Tui.Painting;
using Chat.Client.Tui.Scrollback;
using Chat.Protocol.Frames;
using CsCheck;
using Xunit;

namespace Chat.Client.Tests.Tui.Scrollback;

public sealed class ScrollbackFrameSpecs
{
    [Fact]
    public void Should_scroll_like_a_window_over_all_rows() =>
        Gen.Select(Gen.Int[0, 40], Gen.Int[1, 12], Gen.Int[-15, 15].Array[1, 20]).Sample((count, height, moves) =>
        {
            Timeline timeline = Of(1, count);
            string[] all = [.. Enumerable.Range(1, count).SelectMany(seq => Rows(Said(seq))).Select(row => row[0].Text)];
            int last = Math.Max(0, all.Length - height);
            int top = last;
            ScrollbackFrame frame = ScrollbackFrame.Make(timeline, Rows, height, null);
            foreach (int move in moves)
            {
                top = Math.Clamp(top + move, 0, last);
                frame = ScrollbackFrame.Make(timeline, Rows, height, frame.Anchor is { } anchor ? anchor with { Row = anchor.Row - move } : null);

                Assert.Equal(all.Skip(top).Take(height), Seen(frame, height));
                Assert.Equal(top == 0, frame.ShowsStart);
                Assert.Equal(top == last, frame.ShowsEnd);
            }
        });

    [Fact]
    public void Should_stay_in_place_while_messages_come_at_both_ends() =>
        Gen.Select(Gen.Int[0, 30], Gen.Int[0, 30], Gen.Int[2, 12], Gen.Int[0, 60]).Sample((above, below, height, up) =>
        {
            ScrollbackFrame frame = ScrollbackFrame.Make(Of(100, 40), Rows, height, null);
            frame = ScrollbackFrame.Make(Of(100, 40), Rows, height, frame.Anchor! with { Row = frame.Anchor!.Row + up });
            ScrollbackFrame grown = ScrollbackFrame.Make(Of(100 - above, 40 + above + below), Rows, height, frame.Anchor);

            Assert.Equal(Seen(frame, height), Seen(grown, height));
        });

    [Fact]
    public void Should_lay_out_only_what_is_seen_of_100_000_messages()
    {
        Timeline timeline = Of(1, 100_000);
        int laid = 0;
        ScrollbackFrame frame = ScrollbackFrame.Make(timeline, Counted, 30, new ScrollAnchor(new TimelineKey.Message(50_000), 10));

        Assert.Contains(frame.Items, item => item is { Row: 10, Item: TimelineItem.Said { Message.Seq: 50_000 } });
        Assert.InRange(laid, 1, 32);

        IReadOnlyList<IReadOnlyList<Span>> Counted(TimelineItem item)
        {
            laid++;
            return Rows(item);
        }
    }

    private static string[] Seen(ScrollbackFrame frame, int height) =>
        [.. frame.Items.SelectMany(item => item.Rows.Select((row, index) => (Y: item.Row + index, row[0].Text))).Where(row => row.Y >= 0 && row.Y < height).Select(row => row.Text)];

    private static Timeline Of(long first, int count) =>
        new(new TimelineContent([.. Enumerable.Range(0, count).Select(index => Message(first + index))], "Alice", DateOnly.FromDateTime(DateTime.UnixEpoch)));

    private static TimelineItem.Said Said(long seq) => new(Message(seq), IsOwn: false);

    private static MessageInfo Message(long seq) => new(seq, DateTimeOffset.UnixEpoch, "Bob", $"{seq}", "k");

    private static List<IReadOnlyList<Span>> Rows(TimelineItem item) => item is TimelineItem.Said { Message.Seq: var seq }
        ? [.. Enumerable.Range(0, 1 + (int)(seq * 7 % 4)).Select(row => (IReadOnlyList<Span>)[new Span($"{seq}.{row}", Ink.Normal)])]
        : throw new ArgumentOutOfRangeException(nameof(item));
}
