namespace Chat.Client.Tui.Painting.Markup;

/// <summary>Where brackets, blanks and backticks of a line have their counterparts: found in one pass each, so that no text makes the search slow.</summary>
/// <param name="line">The line.</param>
internal sealed class LinePlaces(string line)
{
    private int[]? _brackets;
    private int[]? _blanks;
    private Dictionary<int, int>? _ticks;

    /// <summary>Where the bracket that opens here is closed; 0 where it is not.</summary>
    public int ClosingOf(int bracket) => (_brackets ??= Brackets())[bracket];

    /// <summary>True where a blank stands in a part of the line.</summary>
    public bool HasBlank(int from, int to) => from < to && (_blanks ??= Blanks())[from] < to;

    /// <summary>Where the next backticks begin that are as many as those that begin here; 0 for none.</summary>
    public int NextTicks(int ticks) => (_ticks ??= Ticks()).GetValueOrDefault(ticks);

    /// <summary>How many of the same character stand from here on.</summary>
    public int RunOf(int at)
    {
        int end = at + 1;
        while (end < line.Length && line[end] == line[at])
        {
            end++;
        }

        return end - at;
    }

    private int[] Brackets()
    {
        int[] closings = new int[line.Length];
        Stack<int> square = new();
        Stack<int> round = new();
        for (int at = 0; at < line.Length; at++)
        {
            switch (line[at])
            {
                case '[':
                    square.Push(at);
                    break;
                case '(':
                    round.Push(at);
                    break;
                case ']' when square.TryPop(out int opening):
                    closings[opening] = at;
                    break;
                case ')' when round.TryPop(out int opening):
                    closings[opening] = at;
                    break;
            }
        }

        return closings;
    }

    private int[] Blanks()
    {
        int[] blanks = new int[line.Length];
        int next = line.Length;
        for (int at = line.Length - 1; at >= 0; at--)
        {
            next = char.IsWhiteSpace(line[at]) ? at : next;
            blanks[at] = next;
        }

        return blanks;
    }

    private Dictionary<int, int> Ticks()
    {
        Dictionary<int, int> next = [];
        Dictionary<int, int> last = [];
        for (int at = line.IndexOf('`', StringComparison.Ordinal); at >= 0 && at < line.Length;)
        {
            int run = RunOf(at);
            if (last.TryGetValue(run, out int before))
            {
                next[before] = at;
            }

            last[run] = at;
            at = line.IndexOf('`', at + run);
        }

        return next;
    }
}
