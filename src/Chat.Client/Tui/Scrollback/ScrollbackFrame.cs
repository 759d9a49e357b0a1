using Chat.Client.Tui.Painting;

namespace Chat.Client.Tui.Scrollback;

/// <summary>An entry to hold on to, and where on the screen it stands.</summary>
/// <param name="Key">The entry.</param>
/// <param name="Row">The row of the screen at which it begins; negative where its beginning lies above.</param>
internal sealed record ScrollAnchor(TimelineKey Key, int Row);

/// <summary>An entry that is seen.</summary>
/// <param name="Item">The entry.</param>
/// <param name="Place">Where it stands in the timeline.</param>
/// <param name="Row">The row of the screen at which it begins; negative where its beginning lies above.</param>
/// <param name="Rows">Its rows, the unseen ones too.</param>
internal sealed record PlacedItem(TimelineItem Item, TimelinePlace Place, int Row, IReadOnlyList<IReadOnlyList<Span>> Rows)
{
    /// <summary>The row of the screen below it.</summary>
    public int End => Row + Rows.Count;
}

/// <summary>
/// What of a timeline stands on the screen. It is found by going up and down from one entry, so it costs as much as what is seen, however long the timeline is,
/// and that entry stays where it is whatever comes above or below it or changes its height.
/// </summary>
internal sealed class ScrollbackFrame
{
    private readonly LinkedList<PlacedItem> _placed = [];
    private readonly Timeline _timeline;
    private readonly Func<TimelineItem, IReadOnlyList<IReadOnlyList<Span>>> _lay;
    private readonly int _height;

    private ScrollbackFrame(Timeline timeline, Func<TimelineItem, IReadOnlyList<IReadOnlyList<Span>>> lay, int height) =>
        (_timeline, _lay, _height) = (timeline, lay, height);

    /// <summary>The entries that are seen, from the top.</summary>
    public IReadOnlyList<PlacedItem> Items { get; private set; } = [];

    /// <summary>True where the first row of the timeline is seen.</summary>
    public bool ShowsStart { get; private set; }

    /// <summary>True where the last row of the timeline is seen.</summary>
    public bool ShowsEnd { get; private set; }

    /// <summary>The first message on the screen, or where there is none the first entry that one can hold on to; null where there is none either.</summary>
    public ScrollAnchor? Anchor { get; private set; }

    /// <summary>Lays a screen out.</summary>
    /// <param name="timeline">What there is.</param>
    /// <param name="lay">Breaks an entry into rows, at least one.</param>
    /// <param name="height">Rows of the screen, at least 1.</param>
    /// <param name="anchor">What to hold on to; null for the end.</param>
    public static ScrollbackFrame Make(Timeline timeline, Func<TimelineItem, IReadOnlyList<IReadOnlyList<Span>>> lay, int height, ScrollAnchor? anchor)
    {
        var frame = new ScrollbackFrame(timeline, lay, height);
        if (timeline.Last is { } last)
        {
            TimelinePlace? held = anchor is null ? null : timeline.Find(anchor.Key);
            frame.Fill(held ?? last, held is null ? null : anchor);
        }
        else
        {
            (frame.ShowsStart, frame.ShowsEnd) = (true, true);
        }

        return frame;
    }

    private void Fill(TimelinePlace place, ScrollAnchor? anchor)
    {
        TimelineItem item = _timeline[place];
        IReadOnlyList<IReadOnlyList<Span>> rows = _lay(item);
        _placed.AddFirst(new PlacedItem(item, place, anchor?.Row ?? _height - rows.Count, rows));
        FillUp();
        FillDown();
        if (_placed.Last!.Value is var last && last.End < _height)
        {
            Shift(_height - last.End);
            FillUp();
        }

        if (_placed.First!.Value.Row > 0)
        {
            Shift(-_placed.First.Value.Row);
            FillDown();
        }

        ShowsStart = _placed.First.Value.Row == 0 && _timeline.Previous(_placed.First.Value.Place) is null;
        ShowsEnd = _placed.Last!.Value.End <= _height && _timeline.Next(_placed.Last.Value.Place) is null;
        Items = [.. _placed.Where(placed => placed.End > 0 && placed.Row < _height)];
        Anchor = (Items.FirstOrDefault(placed => placed.Item is TimelineItem.Said) ?? Items.FirstOrDefault(placed => placed.Item.Key is not null)) is { } held ? new ScrollAnchor(held.Item.Key!, held.Row) : null;
    }

    private void FillUp()
    {
        while (_placed.First!.Value is { Row: > 0 } first && _timeline.Previous(first.Place) is { } place)
        {
            IReadOnlyList<IReadOnlyList<Span>> rows = _lay(_timeline[place]);
            _placed.AddFirst(new PlacedItem(_timeline[place], place, first.Row - rows.Count, rows));
        }
    }

    private void FillDown()
    {
        while (_placed.Last!.Value is var last && last.End < _height && _timeline.Next(last.Place) is { } place)
        {
            _placed.AddLast(new PlacedItem(_timeline[place], place, last.End, _lay(_timeline[place])));
        }
    }

    private void Shift(int rows)
    {
        for (LinkedListNode<PlacedItem>? node = _placed.First; node is not null; node = node.Next)
        {
            node.Value = node.Value with { Row = node.Value.Row + rows };
        }
    }
}
