namespace Chat.Client.Tui.Moving;

/// <summary>How well a few letters fit a name.</summary>
/// <param name="Score">More is better.</param>
/// <param name="At">Where in the name the letters stand, ascending.</param>
internal sealed record FuzzyMatch(int Score, IReadOnlyList<int> At);

/// <summary>
/// Finds names by a few of their letters in order. Best is the whole name, then its beginning, then letters that begin words or stand side by side; of
/// names that fit alike the shorter one is better.
/// </summary>
internal static class Fuzzy
{
    private const int MostChars = 64;
    private const int Whole = 60;
    private const int First = 30;
    private const int WordStart = 16;
    private const int Neighbour = 12;
    private const int Letter = 4;
    private const int None = int.MinValue / 2;

    /// <summary>How well the letters fit; null where they do not stand in the name in this order. Case does not count.</summary>
    /// <param name="letters">What was typed, without blanks.</param>
    /// <param name="name">The name.</param>
    public static FuzzyMatch? Match(string letters, string name)
    {
        if (letters.Length == 0)
        {
            return new FuzzyMatch(0, []);
        }

        int length = Math.Min(name.Length, MostChars);
        if (letters.Length > length)
        {
            return null;
        }

        // best[i, j]: letters up to i, the i-th standing at j; from[i, j]: where the one before stands.
        int[,] best = new int[letters.Length, length];
        int[,] from = new int[letters.Length, length];
        for (int i = 0; i < letters.Length; i++)
        {
            int before = None;
            int beforeAt = -1;
            for (int j = 0; j < length; j++)
            {
                best[i, j] = None;
                if (char.ToUpperInvariant(letters[i]) == char.ToUpperInvariant(name[j]))
                {
                    bool isNeighbour = i > 0 && j > 0 && best[i - 1, j - 1] > None && best[i - 1, j - 1] + Neighbour >= before;
                    int score = i == 0 ? 0 : isNeighbour ? best[i - 1, j - 1] + Neighbour : before;
                    best[i, j] = score <= None ? None : score + Letter + Place(name, j);
                    from[i, j] = isNeighbour ? j - 1 : beforeAt;
                }

                if (i > 0 && best[i - 1, j] > before)
                {
                    (before, beforeAt) = (best[i - 1, j], j);
                }
            }
        }

        int end = Enumerable.Range(0, length).MaxBy(j => best[letters.Length - 1, j]);
        int found = best[letters.Length - 1, end];
        return found <= None ? null : new FuzzyMatch(found + (letters.Length == name.Length ? Whole : 0) - name.Length, Path(from, letters.Length, end));
    }

    private static int Place(string name, int at) => at == 0 ? First : !char.IsLetterOrDigit(name[at - 1]) || (char.IsUpper(name[at]) && char.IsLower(name[at - 1])) ? WordStart : 0;

    private static int[] Path(int[,] from, int letters, int end)
    {
        int[] at = new int[letters];
        for (int i = letters - 1; i >= 0; i--)
        {
            at[i] = end;
            end = from[i, end];
        }

        return at;
    }
}
