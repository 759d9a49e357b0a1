using Chat.Client.Text;
using Chat.Client.Tui.Painting;

namespace Chat.Client.Tui.Editing;

/// <summary>Text of the editor broken into rows: behind a blank or beside a wide character where it can be, within a word where it must be. Knows no screen.</summary>
internal sealed class EditRows
{
    private const string Mask = "•";
    private const string Unseen = "·";
    private readonly List<Cell> _cells;
    private readonly List<(int First, int End)> _rows = [];

    /// <summary>Breaks a text.</summary>
    /// <param name="text">The text with <c>\n</c> for line breaks.</param>
    /// <param name="width">Columns of a row, at least 1; no row is wider, but for one that is a single grapheme.</param>
    /// <param name="masked">True to show a mark in the place of each grapheme.</param>
    public EditRows(string text, int width, bool masked = false)
    {
        _cells = Cells(text, masked);
        Length = text.Length;
        Break(Math.Max(1, width));
    }

    /// <summary>How many rows there are, at least one.</summary>
    public int Count => _rows.Count;

    private int Length { get; }

    /// <summary>What a row shows.</summary>
    public IReadOnlyList<Span> Spans(int row)
    {
        (int first, int end) = _rows[row];
        var spans = new List<Span>();
        foreach (Cell cell in _cells[first..end].Where(cell => !cell.IsBreak))
        {
            Ink ink = cell.IsUnseen ? Ink.Dim : Ink.Normal;
            if (spans.Count > 0 && spans[^1].Ink == ink)
            {
                spans[^1] = new Span(spans[^1].Text + cell.Text, ink);
            }
            else
            {
                spans.Add(new Span(cell.Text, ink));
            }
        }

        return spans;
    }

    /// <summary>Where a place in the text is shown.</summary>
    /// <param name="at">The place, in UTF-16 units, at the beginning of a grapheme or at the end.</param>
    public (int Row, int Column) Find(int at)
    {
        int cell = _cells.FindIndex(cell => cell.At >= at);
        cell = cell < 0 ? _cells.Count : cell;
        int row = _rows.FindLastIndex(row => row.First <= cell);
        return (row, _cells[_rows[row].First..cell].Sum(cell => cell.Columns));
    }

    /// <summary>The place in the text that is shown nearest to a column of a row.</summary>
    public int At(int row, int column)
    {
        (int first, int end) = _rows[Math.Clamp(row, 0, _rows.Count - 1)];
        bool isLast = end == _cells.Count;
        for (int cell = first; cell < end; cell++)
        {
            column -= _cells[cell].Columns;
            if (column < 0 || _cells[cell].IsBreak || (cell == end - 1 && !isLast))
            {
                return _cells[cell].At;
            }
        }

        return isLast ? Length : _cells[end].At;
    }

    private static List<Cell> Cells(string text, bool masked)
    {
        var cells = new List<Cell>(text.Length);
        for (int at = 0; at < text.Length;)
        {
            int next = char.IsAscii(text[at]) && (at + 1 == text.Length || char.IsAscii(text[at + 1])) ? at + 1 : EditText.Next(text, at);
            cells.Add(CellOf(text, at, next, masked));
            at = next;
        }

        return cells;
    }

    private static Cell CellOf(string text, int at, int next, bool masked)
    {
        if (text[at] == '\n')
        {
            return new Cell(at, string.Empty, 0, IsBreak: true);
        }

        if (masked)
        {
            return new Cell(at, Mask, 1);
        }

        if (text[at] is > ' ' and < '\u007f' && next == at + 1)
        {
            return new Cell(at, text[at].ToString(), 1);
        }

        string shown = CleanText.Line(text[at..next]);
        int columns = Glyphs.Columns(shown);
        return columns > 0 ? new Cell(at, shown, columns, IsBlank: string.IsNullOrWhiteSpace(shown)) : new Cell(at, Unseen, 1, IsUnseen: true);
    }

    private void Break(int width)
    {
        int first = 0;
        int mayEnd = 0;
        int column = 0;
        for (int at = 0; at < _cells.Count; at++)
        {
            Cell cell = _cells[at];
            if (at > first && (_cells[at - 1].IsBlank || cell.Columns > 1 || _cells[at - 1].Columns > 1))
            {
                mayEnd = at;
            }

            if (cell.IsBreak)
            {
                _rows.Add((first, at + 1));
                (first, mayEnd, column) = (at + 1, at + 1, 0);
                continue;
            }

            if (column + cell.Columns > width && at > first)
            {
                int end = mayEnd > first ? mayEnd : at;
                _rows.Add((first, end));
                (first, mayEnd) = (end, end);
                column = _cells[first..at].Sum(kept => kept.Columns);
            }

            column += cell.Columns;
        }

        _rows.Add((first, _cells.Count));
    }

    private readonly record struct Cell(int At, string Text, int Columns, bool IsBreak = false, bool IsBlank = false, bool IsUnseen = false);
}
