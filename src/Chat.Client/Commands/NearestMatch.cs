namespace Chat.Client.Commands;

/// <summary>Finds what somebody meant who mistyped.</summary>
internal static class NearestMatch
{
    private const int LongestWord = 32;

    /// <summary>The one candidate that the word begins, else the nearest one at most two slips away and not wholly different; null when there is none.</summary>
    public static string? Find(string word, IEnumerable<string> candidates)
    {
        if (word.Length is < 2 or > LongestWord)
        {
            return null;
        }

        string lower = word.ToLowerInvariant();
        List<string> all = [.. candidates];
        List<string> begun = all.FindAll(candidate => candidate.StartsWith(lower, StringComparison.Ordinal));
        if (begun.Count == 1)
        {
            return begun[0];
        }

        (string Name, int Slips) best = all.Select(candidate => (candidate, Slips(lower, candidate))).MinBy(pair => pair.Item2);
        return best.Slips <= Math.Min(2, lower.Length / 2) ? best.Name : null;
    }

    /// <summary>How many slips lie between two words: a letter too much, missing, wrong, or two neighbours swapped.</summary>
    public static int Slips(string a, string b)
    {
        int[,] cost = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++)
        {
            for (int j = 0; j <= b.Length; j++)
            {
                cost[i, j] = i == 0 || j == 0
                    ? i + j
                    : Math.Min(Math.Min(cost[i - 1, j], cost[i, j - 1]) + 1, cost[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    cost[i, j] = Math.Min(cost[i, j], cost[i - 2, j - 2] + 1);
                }
            }
        }

        return cost[a.Length, b.Length];
    }
}
