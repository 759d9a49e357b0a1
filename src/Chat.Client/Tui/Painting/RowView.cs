using System.Drawing;
using System.Text;
using Terminal.Gui.Drawing;
using Terminal.Gui.Drivers;
using Terminal.Gui.Text;
using Terminal.Gui.ViewBase;
using Attribute = Terminal.Gui.Drawing.Attribute;

namespace Chat.Client.Tui.Painting;

/// <summary>A view that paints whole rows, and only those that differ from what the screen shows: over a slow line every byte counts.</summary>
internal abstract class RowView : View
{
    private static readonly bool OwnLinks = AutoLinks.TurnOff();
    private readonly List<Place> _row = [];
    private readonly StringBuilder _ascii = new();

    /// <summary>A view in these colours.</summary>
    protected RowView(Palette palette)
    {
        Palette = palette;
        CanFocus = false;
    }

    /// <summary>The colours.</summary>
    protected Palette Palette { get; }

    /// <summary>The text of one row of the view, from the top.</summary>
    protected abstract IReadOnlyList<Span> Row(int y);

    /// <summary>The ink of cells without text.</summary>
    protected virtual Ink Ground => Ink.Normal;

    /// <inheritdoc/>
    protected override bool OnClearingViewport() => true;

    /// <inheritdoc/>
    protected override bool OnDrawingContent(DrawContext? context)
    {
        for (int y = 0; y < Viewport.Height; y++)
        {
            foreach (Span span in Row(y))
            {
                Put(span.Text, Palette[span.Look], Palette.HasLinks && OwnLinks ? span.Look.Link : null);
            }

            Paint(y);
        }

        return true;
    }

    private void Put(string text, Attribute attribute, string? link)
    {
        foreach (Glyph glyph in Glyphs.Of(text))
        {
            // The library keeps what it is given in this form: in another one the row would seem to differ for ever.
            string shown = glyph.Text.IsNormalized() ? glyph.Text : glyph.Text.Normalize();
            _row.Add(new Place(shown, attribute, link));
            if (glyph.Columns > 1)
            {
                _row.Add(new Place(string.Empty, attribute, link));
            }
        }
    }

    private void Paint(int y)
    {
        int width = Viewport.Width;
        Fit(width);
        if (!IsShown(y, width))
        {
            Move(0, y);
            for (int x = 0; x < width;)
            {
                Place first = _row[x];
                SetAttribute(first.Attribute);
                Link(first.Link);
                for (; x < width && _row[x].Attribute == first.Attribute && _row[x].Link == first.Link; x++)
                {
                    Add(_row[x].Glyph);
                }

                Flush();
            }

            Link(null);
            Forget(y, width);
        }

        _row.Clear();
    }

    // One by one: put together, neighbours could become one glyph to the library, or one to the terminal that it counts otherwise.
    private void Add(string glyph)
    {
        if (Ascii.IsValid(glyph))
        {
            _ascii.Append(glyph);
            return;
        }

        Flush();
        AddStr(glyph);
    }

    private void Flush()
    {
        if (_ascii.Length > 0)
        {
            AddStr(_ascii.ToString());
            _ascii.Clear();
        }
    }

    private void Link(string? link)
    {
        if (App?.Driver is { } driver)
        {
            driver.CurrentUrl = link;
        }
    }

    // Behind a wide glyph the library leaves what stood there before, and takes it for a wide glyph cut in two when the next pane is painted. Where the
    // glyph itself does not stand, another view lies over this one.
    private void Forget(int y, int width)
    {
        Point origin = ViewportToScreen(new Point(0, y));
        for (int x = 1; x < width && IsOnScreen(origin, width); x++)
        {
            if (_row[x].Glyph.Length == 0 && ScreenContents![origin.Y, origin.X + x - 1].Grapheme == _row[x - 1].Glyph)
            {
                ScreenContents[origin.Y, origin.X + x].Grapheme = " ";
            }
        }
    }

    private void Fit(int width)
    {
        if (_row.Count > width)
        {
            bool cut = width > 0 && _row[width].Glyph.Length == 0;
            _row.RemoveRange(width, _row.Count - width);
            if (cut)
            {
                _row[^1] = _row[^1] with { Glyph = " " };
            }
        }

        while (_row.Count < width)
        {
            _row.Add(new Place(" ", Palette[Ground], null));
        }
    }

    private bool IsShown(int y, int width)
    {
        Point origin = ViewportToScreen(new Point(0, y));
        if (!IsOnScreen(origin, width))
        {
            return false;
        }

        IOutputBuffer? buffer = App?.Driver?.GetOutputBuffer();
        for (int x = 0; x < width; x++)
        {
            ref Cell cell = ref ScreenContents![origin.Y, origin.X + x];
            if (_row[x].Glyph.Length > 0 && (cell.Grapheme != _row[x].Glyph || cell.Attribute != _row[x].Attribute || buffer?.GetCellUrl(origin.X + x, origin.Y) != _row[x].Link))
            {
                return false;
            }
        }

        return true;
    }

    private bool IsOnScreen(Point origin, int width) =>
        ScreenContents is { } screen && origin.Y >= 0 && origin.X >= 0 && origin.Y < screen.GetLength(0) && origin.X + width <= screen.GetLength(1);

    private readonly record struct Place(string Glyph, Attribute Attribute, string? Link);
}
