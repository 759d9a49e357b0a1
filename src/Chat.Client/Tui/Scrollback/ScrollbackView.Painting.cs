using Chat.Client.Tui.Painting;
using Terminal.Gui.Input;

namespace Chat.Client.Tui.Scrollback;

/// <content>What is painted beside the entries: the chosen one, what was sought, the bar.</content>
internal sealed partial class ScrollbackView
{
    private TimelineKey? _chosen;
    private SoughtText? _sought;

    /// <summary>Raised with an entry that was clicked.</summary>
    public event Action<TimelineKey>? Clicked;

    /// <summary>Raised when the bar was clicked.</summary>
    public event Action? BarClicked;

    /// <summary>Says what stands in the bar, told whether new lines are followed; null for no bar. The spans are cut to the width.</summary>
    public Func<bool, IReadOnlyList<Span>?> Bar { get; set; } = _ => null;

    /// <summary>The chosen entry, which is shown in reverse; null for none.</summary>
    public TimelineKey? Chosen
    {
        get => _chosen;
        set
        {
            _chosen = value;
            SetNeedsDraw();
        }
    }

    /// <summary>What is marked in messages; null for nothing.</summary>
    public SoughtText? Sought
    {
        get => _sought;
        set
        {
            _sought = value;
            Renew();
        }
    }

    private bool HasBar => Viewport.Height > 1 && Bar(AtBottom) is not null;

    /// <inheritdoc/>
    protected override bool OnMouseEvent(Mouse mouse)
    {
        if (mouse.Flags.HasFlag(MouseFlags.LeftButtonPressed) && mouse.Position is { } at)
        {
            if (HasBar && at.Y == Viewport.Height - 1)
            {
                BarClicked?.Invoke();
            }
            else if (At(at.Y)?.Item.Key is { } key)
            {
                Clicked?.Invoke(key);
            }

            return true;
        }

        return base.OnMouseEvent(mouse);
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<Span> Row(int y)
    {
        if (y == Viewport.Height - 1 && HasBar)
        {
            return Filled(Bar(AtBottom)!, Ink.Popup);
        }

        if (At(y) is not { } placed)
        {
            return [];
        }

        IReadOnlyList<Span> row = placed.Rows[y - placed.Row];
        return placed.Item.Key is { } key && key == _chosen
            ? Filled([.. row.Select(span => span with { Look = span.Look with { Marks = span.Look.Marks ^ Marks.Reverse } })], new Look(Ink.Normal, Marks.Reverse))
            : row;
    }

    private PlacedItem? At(int y)
    {
        int low = 0;
        int high = Items.Count;
        while (low < high)
        {
            int middle = low + ((high - low) / 2);
            (low, high) = Items[middle].End > y ? (low, middle) : (middle + 1, high);
        }

        return low < Items.Count && Items[low].Row <= y ? Items[low] : null;
    }

    /// <summary>The first text for the bar that fits, else the last.</summary>
    public IReadOnlyList<Span> Fitting(params IReadOnlyList<IReadOnlyList<Span>> texts) =>
        texts.FirstOrDefault(spans => spans.Sum(span => Glyphs.Columns(span.Text)) <= Viewport.Width) ?? texts[^1];

    private IReadOnlyList<Span> Filled(IReadOnlyList<Span> spans, Ink ground) => Filled(spans, new Look(ground));

    private IReadOnlyList<Span> Filled(IReadOnlyList<Span> spans, Look ground) =>
        spans.Sum(span => Glyphs.Columns(span.Text)) is var columns && columns < Viewport.Width ? [.. spans, new Span(new string(' ', Viewport.Width - columns), ground)] : spans;
}
