using System.Drawing;
using Chat.Client.Tui.Painting;
using Terminal.Gui.Input;

namespace Chat.Client.Tui.Panes;

/// <summary>A line of a list was clicked.</summary>
/// <param name="Name">Which room or user it stands for.</param>
/// <param name="At">Where on the screen.</param>
/// <param name="IsSecond">True for the right button.</param>
internal readonly record struct PaneClick(string Name, Point At, bool IsSecond);

/// <summary>
/// A list at the side of the chat with a rule between, which can be dragged. Only lines on the screen are asked for. It scrolls by the wheel, and to the
/// selected line when that becomes another one.
/// </summary>
/// <param name="palette">The colours.</param>
/// <param name="ruleAtRight">True where the rule is the pane's right edge; false for the left one.</param>
internal sealed class ListPane(Palette palette, bool ruleAtRight) : RowView(palette)
{
    private const string Rule = "│";
    private const int WheelRows = 3;
    private const int RowsForEdges = 6;
    private IReadOnlyList<PaneRow> _rows = [];
    private PaneRow? _head;
    private PaneRow? _foot;
    private string? _selected;
    private bool _dragging;
    private int _top;

    /// <summary>Raised when a line was clicked.</summary>
    public event Action<PaneClick>? Clicked;

    /// <summary>Raised when the user has scrolled.</summary>
    public event Action? Scrolled;

    /// <summary>Raised while the rule is dragged, with the column of the screen where it shall stand.</summary>
    public event Action<int>? Dragged;

    /// <summary>What can be seen: the index of the first line, and how many lines fit; none where the pane is hidden.</summary>
    public (int First, int Count) Seen => (_top, Viewport.Width > 0 && Viewport.Height > 0 ? ListRows : 0);

    private int HeadRows => _head is not null && Viewport.Height >= RowsForEdges ? 1 : 0;

    private int FootRows => _foot is not null && Viewport.Height >= RowsForEdges ? 1 : 0;

    private int ListRows => Math.Max(1, Viewport.Height - HeadRows - FootRows);

    /// <summary>Shows other lines.</summary>
    /// <param name="rows">The lines, which are asked for when they are drawn.</param>
    /// <param name="selected">The index of the selected one; -1 for none.</param>
    /// <param name="head">A line that stays above them.</param>
    /// <param name="foot">A line that stays below them.</param>
    public void Show(IReadOnlyList<PaneRow> rows, int selected, PaneRow? head, PaneRow? foot)
    {
        (_rows, _head, _foot) = (rows, head, foot);
        string? name = selected < 0 ? null : rows[selected].Name;
        if (name != _selected && selected >= 0 && Viewport.Height > 0)
        {
            _top = Math.Clamp(_top, selected - ListRows + 1, selected);
            _selected = name;
        }

        Scroll(0);
    }

    /// <inheritdoc/>
    protected override bool OnMouseEvent(Mouse mouse)
    {
        if (_dragging)
        {
            return Drag(mouse);
        }

        if (mouse.IsWheel)
        {
            Scroll(mouse.Flags.HasFlag(MouseFlags.WheeledUp) ? -WheelRows : WheelRows);
            Scrolled?.Invoke();
            return true;
        }

        bool left = mouse.Flags.HasFlag(MouseFlags.LeftButtonPressed);
        if ((!left && !mouse.Flags.HasFlag(MouseFlags.RightButtonPressed)) || mouse.Position is not { } at)
        {
            return base.OnMouseEvent(mouse);
        }

        if (left && at.X == (ruleAtRight ? Viewport.Width - 1 : 0))
        {
            _dragging = true;
            App?.Mouse.GrabMouse(this);
        }
        else if (At(at.Y) is { Name: { } name })
        {
            Clicked?.Invoke(new PaneClick(name, mouse.ScreenPosition, !left));
        }

        return true;
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<Span> Row(int y)
    {
        int width = Viewport.Width - 1;
        var rule = new Span(Rule, _dragging ? Ink.Normal : Ink.Dim);
        IEnumerable<Span> text = At(y)?.Spans(Math.Max(0, width)) ?? [new Span(new string(' ', Math.Max(0, width)), Ink.Normal)];
        return ruleAtRight ? [.. text, rule] : [rule, .. text];
    }

    private PaneRow? At(int y)
    {
        if (y < HeadRows)
        {
            return _head;
        }

        if (y >= Viewport.Height - FootRows)
        {
            return _foot;
        }

        int index = _top + y - HeadRows;
        return index >= 0 && index < _rows.Count ? _rows[index] : null;
    }

    private bool Drag(Mouse mouse)
    {
        Dragged?.Invoke(mouse.ScreenPosition.X);
        if (!mouse.Flags.HasFlag(MouseFlags.LeftButtonPressed))
        {
            _dragging = false;
            App?.Mouse.UngrabMouse();
            SetNeedsDraw();
        }

        return true;
    }

    private void Scroll(int rows)
    {
        _top = Math.Clamp(_top + rows, 0, Math.Max(0, _rows.Count - ListRows));
        SetNeedsDraw();
    }
}
