using Chat.Client.Tui.Painting;
using Terminal.Gui.Input;

namespace Chat.Client.Tui.Panes;

/// <summary>A list at the side of the chat with a rule between. It scrolls so that the selected line is seen, and by the wheel.</summary>
/// <param name="palette">The colours.</param>
/// <param name="ruleAtRight">True where the rule is the pane's right edge; false for the left one.</param>
internal sealed class ListPane(Palette palette, bool ruleAtRight) : RowView(palette)
{
    private const string Rule = "│";
    private const int WheelRows = 3;
    private IReadOnlyList<ListRow> _rows = [];
    private int _top;

    /// <summary>Raised with the name of a line that was clicked.</summary>
    public event Action<string>? Clicked;

    /// <summary>Shows other lines.</summary>
    public void Show(IReadOnlyList<ListRow> rows)
    {
        if (_rows.SequenceEqual(rows))
        {
            return;
        }

        _rows = rows;
        int height = Math.Max(1, Viewport.Height);
        int selected = rows.ToList().FindIndex(row => row.Ink == Ink.Selected);
        _top = selected < 0 ? _top : Math.Clamp(_top, selected - height + 1, selected);
        Scroll(0);
    }

    /// <inheritdoc/>
    protected override bool OnMouseEvent(Mouse mouse)
    {
        if (mouse.Flags.HasFlag(MouseFlags.WheeledUp) || mouse.Flags.HasFlag(MouseFlags.WheeledDown))
        {
            Scroll(mouse.Flags.HasFlag(MouseFlags.WheeledUp) ? -WheelRows : WheelRows);
            return true;
        }

        if (mouse.Flags.HasFlag(MouseFlags.LeftButtonPressed) && mouse.Position is { } at && _top + at.Y < _rows.Count)
        {
            Clicked?.Invoke(_rows[_top + at.Y].Name);
            return true;
        }

        return base.OnMouseEvent(mouse);
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<Span> Row(int y)
    {
        int width = Viewport.Width - 1;
        var rule = new Span(Rule, Ink.Dim);
        if (width < 1)
        {
            return [rule];
        }

        Span text = new(new string(' ', width), Ink.Normal);
        if (_top + y < _rows.Count)
        {
            ListRow row = _rows[_top + y];
            string tail = row.Tail.Length == 0 ? string.Empty : " " + row.Tail;
            string label = Glyphs.Cut(row.Text, Math.Max(0, width - Glyphs.Columns(tail)));
            int free = Math.Max(0, width - Glyphs.Columns(label) - Glyphs.Columns(tail));
            text = new Span(Glyphs.Cut(label + new string(' ', free) + tail, width), row.Ink);
        }

        return ruleAtRight ? [text, rule] : [rule, text];
    }

    private void Scroll(int rows)
    {
        _top = Math.Clamp(_top + rows, 0, Math.Max(0, _rows.Count - Math.Max(1, Viewport.Height)));
        SetNeedsDraw();
    }
}
