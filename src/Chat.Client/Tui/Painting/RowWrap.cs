using System.Text;

namespace Chat.Client.Tui.Painting;

/// <summary>Breaks text into rows: at spaces where there is one, else between glyphs; a wide glyph is never cut.</summary>
internal static class RowWrap
{
    private const string Break = "\n";

    /// <summary>The rows of a text.</summary>
    /// <param name="spans">The text; <c>\n</c> begins a new row.</param>
    /// <param name="width">Columns of a row, at least 1.</param>
    /// <param name="indent">Columns left free in every row but the first; less than the width.</param>
    public static List<IReadOnlyList<Span>> Wrap(IEnumerable<Span> spans, int width, int indent)
    {
        List<(Glyph Glyph, Look Look)> cells = [.. spans.SelectMany(span => Split(span).Select(glyph => (glyph, span.Look)))];
        List<IReadOnlyList<Span>> rows = [];
        indent = Math.Min(indent, width - 1);
        int start = 0;
        int space = -1;
        int column = 0;
        for (int at = 0; at < cells.Count;)
        {
            Glyph glyph = cells[at].Glyph;
            if (glyph.Text == Break)
            {
                Emit(at, at + 1);
            }
            else if (column + glyph.Columns <= width)
            {
                space = glyph.Text == " " ? at : space;
                column += glyph.Columns;
                at++;
                continue;
            }
            else if (glyph.Text == " ")
            {
                Emit(at, at + 1);
            }
            else if (space > start && !IsWide(cells, at))
            {
                Emit(space, space + 1);
            }
            else if (at > start)
            {
                Emit(at, at);
            }
            else
            {
                // Wider than the whole row: there is no way to show it.
                cells.RemoveAt(at);
                continue;
            }

            at = start;
        }

        rows.Add(Row(cells, start, cells.Count, rows.Count == 0 ? 0 : indent));
        return rows;

        void Emit(int end, int next)
        {
            rows.Add(Row(cells, start, end, rows.Count == 0 ? 0 : indent));
            (start, space, column) = (next, -1, indent);
        }
    }

    // Scripts that are written in wide characters know no spaces: a row may end beside any of them.
    private static bool IsWide(List<(Glyph Glyph, Look Look)> cells, int at) => cells[at].Glyph.Columns > 1 || cells[at - 1].Glyph.Columns > 1;

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

    private static List<Span> Row(List<(Glyph Glyph, Look Look)> cells, int start, int end, int indent)
    {
        List<Span> row = indent == 0 ? [] : [new Span(new string(' ', indent), Ink.Normal)];
        var text = new StringBuilder();
        for (int at = start; at < end;)
        {
            Look look = cells[at].Look;
            for (text.Clear(); at < end && cells[at].Look == look; at++)
            {
                text.Append(cells[at].Glyph.Text);
            }

            row.Add(new Span(text.ToString(), look));
        }

        return row;
    }
}
