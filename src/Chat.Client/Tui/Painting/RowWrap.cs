using System.Text;

namespace Chat.Client.Tui.Painting;

/// <summary>Breaks text into rows: at spaces where there is one, else between glyphs; a wide glyph is never cut.</summary>
internal sealed class RowWrap
{
    private const string Break = "\n";
    private readonly List<(Glyph Glyph, Look Look)> _cells;
    private readonly List<IReadOnlyList<Span>> _rows = [];
    private readonly int _width;
    private readonly int _indent;
    private Range _gutter;
    private int _gutterColumns;
    private int _start;
    private int _space = -1;
    private int _column;

    private RowWrap(IEnumerable<Span> spans, int width, int indent)
    {
        _cells = [.. spans.SelectMany(span => Split(span).Select(glyph => (glyph, span.Look)))];
        (_width, _indent) = (width, Math.Min(indent, width - 1));
    }

    /// <summary>The rows of a text. Rows that go on with a line that has a <see cref="Ink.Gutter"/> begin with it.</summary>
    /// <param name="spans">The text; <c>\n</c> begins a new row.</param>
    /// <param name="width">Columns of a row, at least 1.</param>
    /// <param name="indent">Columns left free in every row but the first; less than the width.</param>
    public static List<IReadOnlyList<Span>> Wrap(IEnumerable<Span> spans, int width, int indent)
    {
        var wrap = new RowWrap(spans, width, indent);
        wrap.Run();
        return wrap._rows;
    }

    private void Run()
    {
        for (int at = 0; at < _cells.Count;)
        {
            Glyph glyph = _cells[at].Glyph;
            if (glyph.Text == Break)
            {
                _ = Row(at);
                (_gutter, _gutterColumns) = (default, 0);
                Begin(at + 1);
            }
            else if (_column + glyph.Columns <= _width)
            {
                Take(at++);
                continue;
            }
            else if (glyph.Text == " ")
            {
                Begin(Row(at) + 1);
            }
            else if (_space > _start && !IsWide(at))
            {
                Begin(Row(_space) + 1);
            }
            else if (at > _start)
            {
                Begin(Row(at));
            }
            else
            {
                // Wider than the whole row: there is no way to show it.
                _cells.RemoveAt(at);
                continue;
            }

            at = _start;
        }

        _ = Row(_cells.Count);
    }

    private void Take(int at)
    {
        (Glyph glyph, Look look) = _cells[at];
        _space = glyph.Text == " " && look.Ink != Ink.Gutter ? at : _space;
        _column += glyph.Columns;
        if (look.Ink == Ink.Gutter && at >= _gutter.End.Value)
        {
            _gutter = _gutter.End.Value == at && at > 0 && _cells[at - 1].Look.Ink == Ink.Gutter ? _gutter.Start..(at + 1) : at..(at + 1);
            _gutterColumns = _cells[_gutter].Sum(cell => cell.Glyph.Columns);
        }
    }

    private void Begin(int start)
    {
        (_start, _space) = (start, -1);
        _column = _indent + Gutter;
    }

    // On a row that is hardly wider than that there would be no place for text.
    private int Gutter => _indent + _gutterColumns + 2 <= _width ? _gutterColumns : 0;

    // Scripts that are written in wide characters know no spaces: a row may end beside any of them.
    private bool IsWide(int at) => _cells[at].Glyph.Columns > 1 || _cells[at - 1].Glyph.Columns > 1;

    private static IEnumerable<Glyph> Split(Span span)
    {
        string[] lines = span.Text.Split('\n');
        for (int line = 0; line < lines.Length; line++)
        {
            if (line > 0)
            {
                yield return new Glyph(Break, 0);
            }

            foreach (Glyph glyph in Glyphs.Of(lines[line]))
            {
                yield return glyph;
            }
        }
    }

    // Adds the row that ends before a cell.
    private int Row(int end)
    {
        List<Span> row = _rows.Count == 0 || _indent == 0 ? [] : [new Span(new string(' ', _indent), Ink.Normal)];
        if (_start >= _gutter.End.Value && Gutter > 0)
        {
            Join(row, _gutter.Start.Value, _gutter.End.Value);
        }

        Join(row, _start, end);
        _rows.Add(row);
        return end;
    }

    private void Join(List<Span> row, int start, int end)
    {
        var text = new StringBuilder();
        for (int at = start; at < end;)
        {
            Look look = _cells[at].Look;
            for (text.Clear(); at < end && _cells[at].Look == look; at++)
            {
                text.Append(_cells[at].Glyph.Text);
            }

            row.Add(new Span(text.ToString(), look));
        }
    }
}
