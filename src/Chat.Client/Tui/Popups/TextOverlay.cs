using System.Drawing;
using System.Globalization;
using Chat.Client.Tui.Painting;
using Terminal.Gui.Input;

namespace Chat.Client.Tui.Popups;

/// <summary>A text to read, over the whole chat: it scrolls by keys and wheel, and wraps anew where the window changes its width.</summary>
internal sealed class TextOverlay : Overlay
{
    private const int WheelRows = 3;
    private const int Indent = 2;
    private readonly string _title;
    private readonly IReadOnlyList<IReadOnlyList<Span>> _lines;
    private List<IReadOnlyList<Span>> _rows = [];
    private int _width = -1;
    private int _top;

    /// <summary>A text.</summary>
    /// <param name="palette">The colours.</param>
    /// <param name="title">What it is, clean.</param>
    /// <param name="lines">Its lines.</param>
    public TextOverlay(Palette palette, string title, IReadOnlyList<IReadOnlyList<Span>> lines)
        : base(palette) => (_title, _lines) = (title, lines);

    /// <summary>A text without looks.</summary>
    /// <param name="palette">The colours.</param>
    /// <param name="title">What it is, clean.</param>
    /// <param name="lines">Its lines, clean.</param>
    public TextOverlay(Palette palette, string title, IEnumerable<string> lines)
        : this(palette, title, [.. lines.Select(line => (IReadOnlyList<Span>)[new Span(line, Ink.Normal)])])
    {
    }

    /// <inheritdoc/>
    protected override Ink Ground => Ink.Normal;

    private int TextRows => Math.Max(1, Viewport.Height - 1);

    private int Last => Math.Max(0, Rows().Count - TextRows);

    /// <inheritdoc/>
    public override bool Press(Key key)
    {
        int? by = key == Key.CursorUp ? -1
            : key == Key.CursorDown || key == Key.Enter ? 1
            : key == Key.PageUp ? 1 - TextRows
            : key == Key.PageDown || key == Key.Space ? TextRows - 1
            : key == Key.Home ? -_top
            : key == Key.End ? Last
            : null;
        return by is { } rows && Scroll(rows);
    }

    /// <inheritdoc/>
    protected override Rectangle Place(Size window) => AboveFoot(window);

    /// <inheritdoc/>
    protected override bool OnMouseEvent(Mouse mouse) =>
        mouse.IsWheel ? Scroll(mouse.Flags.HasFlag(MouseFlags.WheeledUp) ? -WheelRows : WheelRows) : base.OnMouseEvent(mouse);

    /// <inheritdoc/>
    protected override IReadOnlyList<Span> Row(int y)
    {
        _top = Math.Clamp(_top, 0, Last);
        if (y == 0)
        {
            return [new Span(Titles.Of(_title, Hint(), Viewport.Width), Ink.Bar)];
        }

        int row = _top + y - 1;
        return row < Rows().Count ? [new Span(" ", Ink.Normal), .. Rows()[row]] : [];
    }

    private string Hint() => Last == 0 ? "Esc closes" : string.Create(CultureInfo.InvariantCulture, $"{Math.Min(100, (_top + TextRows) * 100 / Rows().Count)} %  Esc closes");

    private bool Scroll(int rows)
    {
        _top = Math.Clamp(_top + rows, 0, Last);
        SetNeedsDraw();
        return true;
    }

    private List<IReadOnlyList<Span>> Rows()
    {
        if (_width != Viewport.Width)
        {
            _width = Viewport.Width;
            _rows = [.. _lines.SelectMany(line => RowWrap.Wrap(line, Math.Max(1, _width - 2), Indent))];
        }

        return _rows;
    }
}
