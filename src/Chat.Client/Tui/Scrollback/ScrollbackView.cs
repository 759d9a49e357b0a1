using Chat.Client.Tui.Painting;
using Terminal.Gui.Input;
using Terminal.Gui.ViewBase;

namespace Chat.Client.Tui.Scrollback;

/// <summary>
/// The lines of a room. It follows the newest line while it stands there; else it keeps the line at its top in place, whatever comes, goes or
/// changes its width. Only rows on the screen are laid out again; of the others it knows how many there are.
/// </summary>
internal sealed class ScrollbackView : RowView
{
    private const int WheelRows = 3;
    private readonly MessageLayout _layout;
    private readonly List<int> _ends = [];
    private Dictionary<object, int> _heights = new(ReferenceEqualityComparer.Instance);
    private IReadOnlyList<TimelineItem> _items = [];
    private int _width;
    private int _top;
    private (object Source, int Row)? _anchor;
    private (int Item, List<IReadOnlyList<Span>> Rows) _laidOut = (-1, []);

    /// <summary>An empty view.</summary>
    public ScrollbackView(Palette palette, MessageLayout layout)
        : base(palette)
    {
        _layout = layout;
        AddCommand(Command.ScrollUp, () => Scroll(-WheelRows));
        AddCommand(Command.ScrollDown, () => Scroll(WheelRows));
        MouseBindings.Add(MouseFlags.WheeledUp, Command.ScrollUp);
        MouseBindings.Add(MouseFlags.WheeledDown, Command.ScrollDown);
    }

    /// <summary>Raised when the place in the text has changed.</summary>
    public event Action? Scrolled;

    /// <summary>True while the newest line is on the screen and new ones are followed.</summary>
    public bool AtBottom { get; private set; } = true;

    /// <summary>True where the first line is on the screen: older ones are wanted.</summary>
    public bool AtTop => _top == 0;

    private int Total => _ends.Count == 0 ? 0 : _ends[^1];

    /// <summary>Shows other entries.</summary>
    /// <param name="items">What there is now, from the top.</param>
    /// <param name="anotherRoom">True to begin at the newest line.</param>
    public void Show(IReadOnlyList<TimelineItem> items, bool anotherRoom)
    {
        _items = items;
        AtBottom |= anotherRoom;
        Measure();
        SetNeedsDraw();
    }

    /// <summary>Shows the text of messages in another way.</summary>
    public void Show(TextOptions text)
    {
        _layout.Text = text;
        _heights.Clear();
        Measure();
        SetNeedsDraw();
    }

    /// <summary>Moves by so many rows; negative is up.</summary>
    public bool Scroll(int rows)
    {
        int last = Math.Max(0, Total - Viewport.Height);
        _top = Math.Clamp(_top + rows, 0, last);
        AtBottom = _top == last;
        Remember();
        SetNeedsDraw();
        Scrolled?.Invoke();
        return true;
    }

    /// <summary>Moves by a screen less one row; negative is up.</summary>
    public bool ScrollPage(int pages) => Scroll(pages * Math.Max(1, Viewport.Height - 1));

    /// <summary>Goes to the newest line.</summary>
    public bool ScrollToEnd() => Scroll(Total);

    /// <inheritdoc/>
    protected override void OnSubViewsLaidOut(LayoutEventArgs args)
    {
        Measure();
        base.OnSubViewsLaidOut(args);
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<Span> Row(int y)
    {
        int row = _top + y;
        if (row >= Total)
        {
            return [];
        }

        int found = _ends.BinarySearch(row + 1);
        int item = found < 0 ? ~found : found;
        if (_laidOut.Item != item)
        {
            _laidOut = (item, _layout.Rows(_items[item], _width));
        }

        return _laidOut.Rows[row - Start(item)];
    }

    private int Start(int item) => item == 0 ? 0 : _ends[item - 1];

    private void Measure()
    {
        if (Viewport.Width < 1 || Viewport.Height < 1)
        {
            return;
        }

        if (_width != Viewport.Width)
        {
            _width = Viewport.Width;
            _heights.Clear();
        }

        var heights = new Dictionary<object, int>(_items.Count, ReferenceEqualityComparer.Instance);
        _ends.Clear();
        _laidOut = (-1, []);
        int total = 0;
        int? anchored = null;
        foreach (TimelineItem item in _items)
        {
            int height = _heights.TryGetValue(item.Source, out int known) ? known : _layout.Rows(item, _width).Count;
            heights[item.Source] = height;
            if (_anchor is { } anchor && ReferenceEquals(anchor.Source, item.Source))
            {
                anchored = total + Math.Min(anchor.Row, height - 1);
            }

            _ends.Add(total += height);
        }

        _heights = heights;
        int last = Math.Max(0, total - Viewport.Height);
        _top = AtBottom ? last : Math.Clamp(anchored ?? _top, 0, last);
        AtBottom = _top == last;
        Remember();
    }

    private void Remember()
    {
        if (Total == 0)
        {
            _anchor = null;
            return;
        }

        int found = _ends.BinarySearch(_top + 1);
        int item = found < 0 ? ~found : found;
        // A mark at the top goes when older lines come: hold on to the line below it.
        int held = _items[item] is TimelineItem.Mark && item + 1 < _items.Count ? item + 1 : item;
        _anchor = (_items[held].Source, held == item ? _top - Start(item) : 0);
    }
}
