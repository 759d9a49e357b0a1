namespace Chat.Client.Tui.Painting.Markup;

/// <summary>Finds which stars, underscores and tildes of a line belong together. Each is looked at twice at most.</summary>
/// <param name="line">The line.</param>
internal sealed class EmphasisPairs(string line)
{
    /// <summary>How many kinds there are.</summary>
    public const int Kinds = 4;

    private const char FirstWideScript = '\u2E80';
    private readonly List<(int Kind, int Turn, int Letters)> _marks = [];
    private readonly Stack<int> _open = new();
    private readonly int[] _openOfKind = new int[Kinds + 1];
    private int _letters;
    private int _counted;

    /// <summary>What the marks are that are open.</summary>
    /// <param name="depth">How often each kind is open.</param>
    public static Marks MarksOf(ReadOnlySpan<int> depth) =>
        (depth[0] + depth[1] > 0 ? Marks.Bold : Marks.None) | (depth[2] > 0 ? Marks.Italic : Marks.None) | (depth[3] > 0 ? Marks.Strike : Marks.None);

    /// <summary>Takes the next mark of the line.</summary>
    /// <param name="at">Where it begins.</param>
    /// <param name="run">How many of the character stand there.</param>
    /// <returns>Its number; null where it can be none.</returns>
    public int? Add(int at, int run)
    {
        Count(at);
        int kind = (line[at], run) switch
        {
            ('*', 1) => 1,
            ('*', 2) => 2,
            ('_', 1) => 3,
            ('~', 2) => 4,
            _ => 0,
        };
        int end = at + run;
        bool words = line[at] == '_';
        bool closes = at > 0 && !char.IsWhiteSpace(line[at - 1]) && !IsWord(end, words);
        bool opens = end < line.Length && !char.IsWhiteSpace(line[end]) && !IsWord(at - 1, words);
        if (kind == 0 || (!closes && !opens))
        {
            return null;
        }

        if (closes && _openOfKind[kind] > 0 && TryClose(kind))
        {
            return _marks.Count - 1;
        }

        if (!opens)
        {
            return null;
        }

        _open.Push(_marks.Count);
        _openOfKind[kind]++;
        _marks.Add((kind, 0, _letters));
        return _marks.Count - 1;
    }

    /// <summary>What a mark does: its kind (from 1) where it begins something, the same below zero where it ends it, zero where it is text.</summary>
    public int Turn(int mark) => _marks[mark].Turn;

    // Those that were opened since have no counterpart within.
    private bool TryClose(int kind)
    {
        int opening;
        do
        {
            opening = _open.Pop();
            _openOfKind[_marks[opening].Kind]--;
        }
        while (_marks[opening].Kind != kind);

        // *_* is a face.
        if (_marks[opening].Letters == _letters)
        {
            return false;
        }

        _marks[opening] = _marks[opening] with { Turn = kind };
        _marks.Add((kind, -kind, _letters));
        return true;
    }

    private void Count(int to)
    {
        for (; _counted < to; _counted++)
        {
            _letters += char.IsLetterOrDigit(line[_counted]) || line[_counted] > '\u007f' ? 1 : 0;
        }
    }

    // Scripts without spaces have no edges of words but where a mark stands.
    private bool IsWord(int at, bool wide) => at >= 0 && at < line.Length && (char.IsLetterOrDigit(line[at]) && (wide || line[at] < FirstWideScript));
}
