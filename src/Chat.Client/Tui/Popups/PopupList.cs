using Chat.Client.Tui.Painting;
using Terminal.Gui.Input;
using Terminal.Gui.ViewBase;

namespace Chat.Client.Tui.Popups;

/// <summary>A line of a list to choose from.</summary>
/// <param name="Text">What is offered, clean.</param>
/// <param name="Hint">What is said of it at the right, clean.</param>
internal sealed record PopupRow(string Text, string Hint = "");

/// <summary>
/// A list to choose from that lies over the rest of the screen and never has the focus: its owner moves the choice by keys. It stands directly above the
/// row it was opened at.
/// </summary>
internal sealed class PopupList : RowView
{
    private const int WheelRows = 3;
    private readonly int _mostRows;
    private readonly int _columns;
    private IReadOnlyList<PopupRow> _rows = [];
    private int _top;

    /// <summary>A hidden list.</summary>
    /// <param name="palette">The colours.</param>
    /// <param name="mostRows">Rows at most.</param>
    /// <param name="columns">Columns at most.</param>
    public PopupList(Palette palette, int mostRows, int columns)
        : base(palette)
    {
        (_mostRows, _columns) = (mostRows, columns);
        Visible = false;
    }

    /// <summary>Raised with the index of a line that was clicked.</summary>
    public event Action<int>? Clicked;

    /// <summary>The chosen line; -1 where none is.</summary>
    public int Selected { get; private set; } = -1;

    /// <inheritdoc/>
    protected override Ink Ground => Ink.Popup;

    /// <summary>Shows lines above a row of the window; hides itself where there are none.</summary>
    /// <param name="rows">The lines.</param>
    /// <param name="selected">The chosen one; -1 for none.</param>
    /// <param name="left">The column at which it begins, of the window.</param>
    /// <param name="above">The row above which it ends, of the window.</param>
    public void Show(IReadOnlyList<PopupRow> rows, int selected, int left, int above)
    {
        int height = Math.Min(Math.Min(rows.Count, _mostRows), above);
        if (height < 1)
        {
            Hide();
            return;
        }

        int room = SuperView?.Viewport.Width ?? _columns;
        int width = Math.Min(Math.Min(_columns, room), rows.Max(row => Glyphs.Columns(row.Text) + (row.Hint.Length == 0 ? 0 : Glyphs.Columns(row.Hint) + 2)) + 2);
        (_rows, Selected) = (rows, selected);
        _top = selected < 0 ? 0 : Math.Clamp(_top, selected - height + 1, selected);
        _top = Math.Clamp(_top, 0, rows.Count - height);
        (X, Y, Width, Height) = (Math.Clamp(left, 0, Math.Max(0, room - width)), above - height, width, height);
        Visible = true;
        SuperView?.SetNeedsLayout();
        SuperView?.SetNeedsDraw();
    }

    /// <summary>Goes away.</summary>
    public void Hide()
    {
        if (Visible)
        {
            (Visible, Selected, _top) = (false, -1, 0);
            SuperView?.SetNeedsDraw();
        }
    }

    /// <inheritdoc/>
    protected override bool OnMouseEvent(Mouse mouse)
    {
        if (mouse.Flags.HasFlag(MouseFlags.WheeledUp) || mouse.Flags.HasFlag(MouseFlags.WheeledDown))
        {
            int by = mouse.Flags.HasFlag(MouseFlags.WheeledUp) ? -WheelRows : WheelRows;
            _top = Math.Clamp(_top + by, 0, Math.Max(0, _rows.Count - Viewport.Height));
            SetNeedsDraw();
            return true;
        }

        if (mouse.Flags.HasFlag(MouseFlags.LeftButtonPressed) && mouse.Position is { } at && _top + at.Y < _rows.Count)
        {
            Clicked?.Invoke(_top + at.Y);
            return true;
        }

        return base.OnMouseEvent(mouse);
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<Span> Row(int y)
    {
        if (_top + y >= _rows.Count)
        {
            return [];
        }

        PopupRow row = _rows[_top + y];
        Ink ink = _top + y == Selected ? Ink.Selected : Ink.Popup;
        int width = Math.Max(0, Viewport.Width - 2);
        string hint = row.Hint.Length == 0 ? string.Empty : Glyphs.Cut(row.Hint, Math.Max(0, width - Glyphs.Columns(row.Text) - 2));
        string text = Glyphs.Cut(row.Text, width);
        int free = Math.Max(0, width - Glyphs.Columns(text) - Glyphs.Columns(hint));
        return [new Span($" {text}{new string(' ', free)}", ink), new Span($"{hint} ", ink == Ink.Selected ? ink : Ink.PopupHint)];
    }
}
