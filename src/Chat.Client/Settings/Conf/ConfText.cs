namespace Chat.Client.Settings.Conf;

/// <summary>
/// The text of a settings file: <c>[section]</c>, <c>name = value</c> and <c># comment</c>, one a line. A change touches the one line it is about and leaves
/// every other one as somebody wrote it. Sections and names are the same in any case. Immutable.
/// </summary>
internal sealed class ConfText
{
    private const char Mark = '#';
    private const char ByteOrderMark = '\uFEFF';

    // With their line ends.
    private readonly IReadOnlyList<string> _lines;
    private readonly List<ConfEntry> _entries = [];
    private readonly List<ConfProblem> _problems = [];
    private readonly List<(string Name, int Line)> _sections = [(string.Empty, 0)];

    private ConfText(IReadOnlyList<string> lines)
    {
        _lines = lines;
        for (int i = 0; i < lines.Count; i++)
        {
            Read(lines[i].Trim().Trim(ByteOrderMark).Trim(), i + 1);
        }
    }

    /// <summary>The entries in the order in which they stand there.</summary>
    public IReadOnlyList<ConfEntry> Entries => _entries;

    /// <summary>The lines that are nothing.</summary>
    public IReadOnlyList<ConfProblem> Problems => _problems;

    /// <summary>The sections with the number of their line, each time they begin.</summary>
    public IEnumerable<(string Name, int Line)> Sections => _sections.Skip(1);

    /// <summary>Reads a text; whatever it is, something comes of it.</summary>
    public static ConfText Parse(string text) => new([.. Split(text)]);

    /// <summary>The text with a value set. A new line goes below the comment that shows the setting, else to its section's end.</summary>
    /// <param name="section">The section.</param>
    /// <param name="name">The name.</param>
    /// <param name="value">The value, on one line.</param>
    /// <param name="comment">What is written above a setting that the text does not mention yet, with its marks.</param>
    public ConfText With(string section, string name, string value, IReadOnlyList<string> comment)
    {
        if (_entries.FindLast(entry => Is(entry, section, name)) is { } known)
        {
            return Edit(lines => lines[known.Line - 1] = Replaced(lines[known.Line - 1], value));
        }

        int mentioned = FindMention(section, name);
        IReadOnlyList<string> added = mentioned > 0 ? [$"{name} = {value}"] : [.. comment, $"{name} = {value}"];
        int end = mentioned > 0 ? mentioned : End(section);
        return Edit(lines =>
        {
            IReadOnlyList<string> whole = end >= 0 ? added : [$"[{section}]", .. added];
            Insert(lines, end >= 0 ? end : lines.Count, end >= 0 || lines.Count == 0 ? whole : [string.Empty, .. whole]);
        });
    }

    /// <summary>The text without a setting, however often it was set.</summary>
    public ConfText Without(string section, string name)
    {
        HashSet<int> gone = [.. _entries.Where(entry => Is(entry, section, name)).Select(entry => entry.Line - 1)];
        return gone.Count == 0 ? this : new ConfText([.. _lines.Where((_, i) => !gone.Contains(i))]);
    }

    /// <summary>The whole text.</summary>
    public override string ToString() => string.Concat(_lines);

    private static IEnumerable<string> Split(string text)
    {
        int start = 0;
        while (start < text.Length)
        {
            int end = text.IndexOf('\n', start);
            int next = end < 0 ? text.Length : end + 1;
            yield return text[start..next];
            start = next;
        }
    }

    private static bool Is(ConfEntry entry, string section, string name) => Same(entry.Section, section) && Same(entry.Name, name);

    private static bool Same(string a, string b) => a.Equals(b, StringComparison.OrdinalIgnoreCase);

    // What stands before the value stays, and so does the line's end.
    private static string Replaced(string line, string value)
    {
        int equals = line.IndexOf('=', StringComparison.Ordinal) + 1;
        string end = line[line.AsSpan().TrimEnd("\r\n").Length..];
        string gap = line.Length > equals && line[equals] == ' ' ? " " : string.Empty;
        return $"{line[..equals]}{gap}{value}{end}";
    }

    private void Read(string line, int number)
    {
        if (line.Length == 0 || line[0] == Mark)
        {
            return;
        }

        if (line[0] == '[' && line[^1] == ']' && line[1..^1].Trim() is { Length: > 0 } section)
        {
            _sections.Add((section, number));
            return;
        }

        int equals = line.IndexOf('=', StringComparison.Ordinal);
        string name = equals < 0 ? string.Empty : line[..equals].Trim();
        if (name.Length == 0)
        {
            _problems.Add(new ConfProblem(number, $"\"{line}\" is no setting; write NAME = VALUE, [SECTION] or # COMMENT"));
            return;
        }

        _entries.Add(new ConfEntry(_sections[^1].Name, name, line[(equals + 1)..].Trim(), number));
    }

    // The number of the last line of the section that has the setting as a comment; 0 for none.
    private int FindMention(string section, string name)
    {
        for (int number = _lines.Count; number > 0; number--)
        {
            string line = _lines[number - 1].Trim();
            if (line.StartsWith(Mark) && line.IndexOf('=', StringComparison.Ordinal) is > 0 and var equals && Same(line[1..equals].Trim(), name)
                && Same(_sections.FindLast(begun => begun.Line <= number).Name, section))
            {
                return number;
            }
        }

        return 0;
    }

    // How many lines stand before the section's end, blank ones at it left out; -1 where there is no such section.
    private int End(string section)
    {
        int index = _sections.FindLastIndex(begun => Same(begun.Name, section));
        if (index < 0 || section.Length == 0)
        {
            return -1;
        }

        int end = index + 1 < _sections.Count ? _sections[index + 1].Line - 1 : _lines.Count;
        while (end > _sections[index].Line && string.IsNullOrWhiteSpace(_lines[end - 1]))
        {
            end--;
        }

        return end;
    }

    private ConfText Edit(Action<List<string>> change)
    {
        List<string> lines = [.. _lines];
        change(lines);
        return new ConfText(lines);
    }

    private static void Insert(List<string> lines, int at, IReadOnlyList<string> added)
    {
        string end = lines.Count > 0 && lines[0].EndsWith("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        if (at > 0 && !lines[at - 1].EndsWith('\n'))
        {
            lines[at - 1] += end;
        }

        lines.InsertRange(at, added.Select(line => line + end));
    }
}
