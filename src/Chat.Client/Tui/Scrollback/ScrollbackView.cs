using Chat.Client.Tui.Painting;
using Terminal.Gui.Input;
using Terminal.Gui.ViewBase;

namespace Chat.Client.Tui.Scrollback;

/// <summary>
/// The lines of a room. It follows the newest line while it stands there; else it keeps the line at its top in place, whatever comes, goes or changes its
/// width. Only what is on the screen is laid out. Its last row may be a bar that says what is shown.
/// </summary>
internal sealed partial class ScrollbackView : RowView
{
    private const int WheelRows = 3;
    private const int JumpTo = 3;
    private readonly MessageLayout _layout;
    private Dictionary<TimelineItem, IReadOnlyList<IReadOnlyList<Span>>> _rows = [];
    private ScrollbackFrame _frame;
    private ScrollAnchor? _anchor;
    private int _width;

    /// <summary>An empty view.</summary>
    public ScrollbackView(Palette palette, MessageLayout layout)
        : base(palette)
    {
        _layout = layout;
        _frame = ScrollbackFrame.Make(Timeline, Lay, 1, null);
        AddCommand(Command.ScrollUp, () => Scroll(-WheelRows));
        AddCommand(Command.ScrollDown, () => Scroll(WheelRows));
        MouseBindings.Add(MouseFlags.WheeledUp, Command.ScrollUp);
        MouseBindings.Add(MouseFlags.WheeledDown, Command.ScrollDown);
    }

    /// <summary>Raised when the place in the text has changed.</summary>
    public event Action? Scrolled;

    /// <summary>Raised before it goes to the newest line: what keeps it from there is to give way, with <see cref="Show(Timeline, bool)"/> and <see cref="MayFollow"/>.</summary>
    public event Action? Returning;

    /// <summary>What there is.</summary>
    public Timeline Timeline { get; private set; } = Timeline.Empty;

    /// <summary>True while new lines are followed: the newest one is on the screen.</summary>
    public bool AtBottom { get; private set; } = true;

    /// <summary>True where the first line is on the screen.</summary>
    public bool AtTop => _frame.ShowsStart;

    /// <summary>True where the last line is on the screen.</summary>
    public bool ShowsEnd => _frame.ShowsEnd;

    /// <summary>What is on the screen, from the top.</summary>
    public IReadOnlyList<PlacedItem> Items => _frame.Items;

    /// <summary>What stands where, to <see cref="GoBack"/> to.</summary>
    public ScrollAnchor? Anchor => _frame.Anchor;

    /// <summary>Rows for entries: all but the bar.</summary>
    public int Rows => Math.Max(1, Viewport.Height - (HasBar ? 1 : 0));

    /// <summary>How many messages lie above the screen.</summary>
    public int MessagesAbove => Items.Count == 0 ? 0 : Items[0].Place.Slot;

    /// <summary>How many messages lie below the screen.</summary>
    public int MessagesBelow => Items.Count == 0 ? 0 : Math.Max(0, Timeline.Slots - 2 - Items[^1].Place.Slot);

    /// <summary>False while lines are not followed even at the end, as in an excerpt or beside a chosen message.</summary>
    public bool MayFollow { get; set; } = true;

    /// <summary>Shows other entries.</summary>
    /// <param name="timeline">What there is now.</param>
    /// <param name="anotherRoom">True to begin at the newest line.</param>
    public void Show(Timeline timeline, bool anotherRoom)
    {
        Timeline = timeline;
        if (anotherRoom)
        {
            Follow();
        }

        Arrange();
    }

    /// <summary>Shows the text of messages in another way.</summary>
    public void Show(TextOptions text)
    {
        _layout.Text = text;
        _rows.Clear();
        Arrange();
    }

    /// <summary>Moves by so many rows; negative is up.</summary>
    public bool Scroll(int rows)
    {
        if (_frame.Anchor is { } anchor)
        {
            (AtBottom, _anchor) = (false, anchor with { Row = anchor.Row - rows });
            Arrange();
        }

        Scrolled?.Invoke();
        return true;
    }

    /// <summary>Moves by a part of a screen; negative is up.</summary>
    /// <param name="screens">Screens, each less the row that goes on from the last.</param>
    public bool ScrollPage(double screens) => Scroll((int)Math.Round(screens * Math.Max(1, Rows - 1), MidpointRounding.AwayFromZero));

    /// <summary>Goes to the newest line.</summary>
    public bool ScrollToEnd()
    {
        Returning?.Invoke();
        Follow();
        Arrange();
        Scrolled?.Invoke();
        return true;
    }

    /// <summary>Goes to the first line there is.</summary>
    public bool ScrollToStart()
    {
        if (Enumerable.Range(0, Math.Min(2, Timeline.Slots)).SelectMany(Timeline.Slot).FirstOrDefault(item => item.Key is not null) is { Key: { } first })
        {
            Hold(first, Math.Max(1, Rows));
        }

        return true;
    }

    /// <summary>Goes back to where something stood before.</summary>
    public void GoBack(ScrollAnchor anchor) => Hold(anchor.Key, anchor.Row);

    /// <summary>Brings an entry into the upper third of the screen.</summary>
    /// <returns>False where there is none of that name.</returns>
    public bool ScrollTo(TimelineKey key)
    {
        if (Timeline.Find(key) is null)
        {
            return false;
        }

        Hold(key, Rows / JumpTo);
        return true;
    }

    /// <summary>Moves no further than it takes to have the whole entry on the screen.</summary>
    public void Reveal(TimelineKey key)
    {
        if (Timeline.Find(key) is not { } place)
        {
            return;
        }

        PlacedItem? seen = Items.FirstOrDefault(item => item.Place == place);
        int height = Lay(Timeline.Slot(place.Slot)[place.Index]).Count;
        bool isBelow = seen is null ? Items.Count > 0 && (place.Slot, place.Index).CompareTo((Items[^1].Place.Slot, Items[^1].Place.Index)) > 0 : seen.End > Rows && height <= Rows;
        if (seen is null || seen.Row < 0 || isBelow)
        {
            Hold(key, isBelow ? Math.Max(0, Rows - height) : 0);
        }
    }

    /// <summary>Lays everything out again, as after a change of what is marked or said in the bar.</summary>
    public void Renew()
    {
        _rows.Clear();
        Arrange();
    }

    /// <inheritdoc/>
    protected override void OnSubViewsLaidOut(LayoutEventArgs args)
    {
        Arrange();
        base.OnSubViewsLaidOut(args);
    }

    private void Follow() => (AtBottom, _anchor) = (MayFollow, null);

    private void Hold(TimelineKey key, int row)
    {
        (AtBottom, _anchor) = (false, new ScrollAnchor(key, row));
        Arrange();
        Scrolled?.Invoke();
    }

    private void Arrange()
    {
        if (Viewport.Width < 1 || Viewport.Height < 1)
        {
            return;
        }

        if (_width != Viewport.Width)
        {
            _width = Viewport.Width;
            _rows.Clear();
            _anchor = Fit(_anchor);
        }

        AtBottom &= MayFollow;
        _frame = ScrollbackFrame.Make(Timeline, Lay, Rows, AtBottom ? null : _anchor);
        if (!AtBottom && MayFollow && EndsHere())
        {
            AtBottom = true;
            _frame = ScrollbackFrame.Make(Timeline, Lay, Rows, null);
        }

        _anchor = AtBottom ? null : _frame.Anchor;
        Forget();
        SetNeedsDraw();
    }

    // Without the bar there may be room for the last row.
    private bool EndsHere() => _frame.ShowsEnd
        || (_frame.ShowsStart && ScrollbackFrame.Make(Timeline, Lay, Math.Max(1, Viewport.Height), null) is { ShowsStart: true, ShowsEnd: true });

    // Of what is held at least the last row stays, also when it has fewer rows than before.
    private ScrollAnchor? Fit(ScrollAnchor? anchor) =>
        anchor is { Row: < 0 } && Timeline.Find(anchor.Key) is { } place ? anchor with { Row = Math.Max(anchor.Row, 1 - Lay(Timeline[place]).Count) } : anchor;

    private IReadOnlyList<IReadOnlyList<Span>> Lay(TimelineItem item)
    {
        if (!_rows.TryGetValue(item, out IReadOnlyList<IReadOnlyList<Span>>? rows))
        {
            _rows[item] = rows = _layout.Rows(item, Math.Max(1, _width), Sought);
        }

        return rows;
    }

    // What was laid out on the way and is not seen is not kept.
    private void Forget()
    {
        if (_rows.Count > Items.Count * 2)
        {
            _rows = Items.DistinctBy(item => item.Item).ToDictionary(item => item.Item, item => item.Rows);
        }
    }
}
