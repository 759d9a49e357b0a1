using System.Text;

namespace Chat.Actors.Search;

/// <summary>Words that must stand side by side, in this order.</summary>
/// <param name="Tokens">At least one, as <see cref="SearchText.Tokens"/> makes them.</param>
/// <param name="IsPrefix">True where the last one is only the beginning of a word.</param>
public sealed record SearchPhrase(IReadOnlyList<string> Tokens, bool IsPrefix)
{
    /// <summary>Whether the phrase stands anywhere in a text.</summary>
    /// <param name="text">The text's tokens.</param>
    public bool IsIn(IReadOnlyList<string> text)
    {
        ArgumentNullException.ThrowIfNull(text);
        for (int at = 0; at + Tokens.Count <= text.Count; at++)
        {
            int same = 0;
            while (same < Tokens.Count && IsSame(same, text[at + same]))
            {
                same++;
            }

            if (same == Tokens.Count)
            {
                return true;
            }
        }

        return false;
    }

    /// <inheritdoc/>
    public bool Equals(SearchPhrase? other) => other is not null && IsPrefix == other.IsPrefix && Tokens.SequenceEqual(other.Tokens);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(IsPrefix, Tokens.Count, Tokens[0]);

    /// <summary>As one would type it.</summary>
    public override string ToString() => $"\"{string.Join(' ', Tokens)}\"{(IsPrefix ? "*" : "")}";

    private bool IsSame(int index, string word) => IsPrefix && index == Tokens.Count - 1
        ? word.StartsWith(Tokens[index], StringComparison.Ordinal)
        : word == Tokens[index];
}

/// <summary>
/// Reads what people type to search: words, which must all occur, <c>"words side by side"</c>, and <c>beginnings*</c>. Nothing else means anything, so that
/// no text can be wrong: punctuation, an open quote, <c>AND</c> or <c>-</c> are what they are in a message.
/// </summary>
public static class SearchTerms
{
    /// <summary>Fewest characters of a beginning; a shorter one means the word itself, since half of all words begin so.</summary>
    public const int MinPrefixChars = 2;

    /// <summary>The phrases of a line, each once; none where there is nothing to search for.</summary>
    public static IReadOnlyList<SearchPhrase> Parse(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        var phrases = new List<SearchPhrase>();
        int at = 0;
        while (at < line.Length)
        {
            bool quoted = line[at] == '"';
            int from = quoted ? at + 1 : at;
            int end = from;
            while (end < line.Length && line[end] != '"' && (quoted || !char.IsWhiteSpace(line[end])))
            {
                end++;
            }

            // A quote closes a quoted part and opens the next one behind an unquoted one.
            int next = quoted || (end < line.Length && line[end] != '"') ? end + 1 : end;
            bool star = quoted ? next < line.Length && line[next] == '*' : end > from && line[end - 1] == '*';
            Add(phrases, line[from..end], star);
            at = next;
        }

        return phrases;
    }

    /// <summary>A line that <see cref="Parse"/> reads as these phrases.</summary>
    public static string Print(IEnumerable<SearchPhrase> phrases) => new StringBuilder().AppendJoin(' ', phrases).ToString();

    private static void Add(List<SearchPhrase> phrases, string part, bool star)
    {
        List<string> tokens = SearchText.Tokens(part);
        if (tokens.Count > 0)
        {
            var phrase = new SearchPhrase(tokens, star && tokens[^1].Length >= MinPrefixChars);
            if (!phrases.Contains(phrase))
            {
                phrases.Add(phrase);
            }
        }
    }
}
