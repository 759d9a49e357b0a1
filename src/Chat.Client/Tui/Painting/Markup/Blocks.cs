namespace Chat.Client.Tui.Painting.Markup;

/// <summary>Divides a message into blocks of code, quotes and the rest.</summary>
internal static class Blocks
{
    private const string Fence = "```";
    private const string Bar = "│ ";
    private const string QuoteMark = ">";
    private const int LongestLanguage = 20;

    /// <summary>Adds the spans of a text.</summary>
    /// <param name="spans">Where they go to.</param>
    /// <param name="text">The clean text.</param>
    /// <param name="said">The ink of plain text.</param>
    /// <param name="options">How it is shown.</param>
    public static void Add(SpanList spans, string text, Ink said, TextOptions options)
    {
        string[] lines = text.Split('\n');
        int[] closings = Closings(lines);
        for (int at = 0; at < lines.Length; at++)
        {
            string line = lines[at];
            int end = Opening(line) is null || at + 1 >= lines.Length ? -1 : closings[at + 1];
            bool isQuote = line == QuoteMark || line.StartsWith(QuoteMark + " ", StringComparison.Ordinal);
            // What has a bar does not stand beside the name.
            if (at > 0 || end >= 0 || isQuote)
            {
                spans.NewLine();
            }

            if (end >= 0)
            {
                AddCode(spans, lines.AsSpan(at..(end + 1)));
                at = end;
            }
            else if (isQuote)
            {
                spans.Add(Bar, Ink.Gutter);
                new InlineText(line[QuoteMark.Length..].TrimStart(' '), said == Ink.Normal ? Ink.Quote : said, options).AddTo(spans);
            }
            else
            {
                new InlineText(line, said, options).AddTo(spans);
            }
        }
    }

    // What stands behind the fence that opens a block; null where the line opens none.
    private static string? Opening(string line)
    {
        string begin = line.TrimStart(' ');
        return begin.StartsWith(Fence, StringComparison.Ordinal) && !begin[Fence.Length..].Contains(Fence, StringComparison.Ordinal) ? begin[Fence.Length..].Trim() : null;
    }

    // For each line the first one from there on that closes a block; -1 for none.
    private static int[] Closings(string[] lines)
    {
        int[] closings = new int[lines.Length];
        int next = -1;
        for (int at = lines.Length - 1; at >= 0; at--)
        {
            next = lines[at].TrimEnd(' ').EndsWith(Fence, StringComparison.Ordinal) ? at : next;
            closings[at] = next;
        }

        return closings;
    }

    private static void AddCode(SpanList spans, ReadOnlySpan<string> lines)
    {
        string first = Opening(lines[0]) ?? string.Empty;
        string last = lines[^1].TrimEnd(' ')[..^Fence.Length];
        bool isLanguage = first.Length <= LongestLanguage && !first.Contains(' ', StringComparison.Ordinal);
        List<(string Text, Ink Ink)> rows = first.Length == 0 ? [] : [(first, isLanguage ? Ink.Dim : Ink.Code)];
        foreach (string line in lines[1..^1])
        {
            rows.Add((line, Ink.Code));
        }

        if (last.Length > 0 || rows.Count == 0)
        {
            rows.Add((last, Ink.Code));
        }

        for (int row = 0; row < rows.Count; row++)
        {
            if (row > 0)
            {
                spans.NewLine();
            }

            spans.Add(Bar, Ink.Gutter);
            spans.Add(rows[row].Text, rows[row].Ink);
        }
    }
}
