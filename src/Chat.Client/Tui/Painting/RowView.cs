using System.Drawing;
using System.Text;
using Terminal.Gui.Drawing;
using Terminal.Gui.Text;
using Terminal.Gui.ViewBase;
using Attribute = Terminal.Gui.Drawing.Attribute;

namespace Chat.Client.Tui.Painting;

/// <summary>A view that paints whole rows, and only those that differ from what the screen shows: over a slow line every byte counts.</summary>
internal abstract class RowView : View
{
    private readonly List<(string Grapheme, Attribute Attribute)> _row = [];

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
                Put(span.Text, Palette[span.Look]);
            }

            Paint(y);
        }

        return true;
    }

    private void Put(string text, Attribute attribute)
    {
        foreach (Glyph glyph in Glyphs.Of(text))
        {
            _row.Add((glyph.Text, attribute));
            if (glyph.Columns > 1)
            {
                _row.Add((string.Empty, attribute));
            }
        }
    }

    private void Paint(int y)
    {
        int width = Viewport.Width;
        Fit(width);
        if (!IsShown(y, width))
        {
            var text = new StringBuilder();
            Move(0, y);
            for (int x = 0; x < width;)
            {
                Attribute attribute = _row[x].Attribute;
                for (text.Clear(); x < width && _row[x].Attribute == attribute; x++)
                {
                    text.Append(_row[x].Grapheme);
                }

                SetAttribute(attribute);
                AddStr(text.ToString());
            }
        }

        _row.Clear();
    }

    private void Fit(int width)
    {
        if (_row.Count > width)
        {
            bool cut = width > 0 && _row[width].Grapheme.Length == 0;
            _row.RemoveRange(width, _row.Count - width);
            if (cut)
            {
                _row[^1] = (" ", _row[^1].Attribute);
            }
        }

        while (_row.Count < width)
        {
            _row.Add((" ", Palette[Ground]));
        }
    }

    private bool IsShown(int y, int width)
    {
        Point origin = ViewportToScreen(new Point(0, y));
        Cell[,]? screen = ScreenContents;
        if (screen is null || origin.Y >= screen.GetLength(0) || origin.X + width > screen.GetLength(1))
        {
            return false;
        }

        for (int x = 0; x < width; x++)
        {
            ref Cell cell = ref screen[origin.Y, origin.X + x];
            if (_row[x].Grapheme.Length > 0 && (cell.Grapheme != _row[x].Grapheme || cell.Attribute != _row[x].Attribute))
            {
                return false;
            }
        }

        return true;
    }
}
