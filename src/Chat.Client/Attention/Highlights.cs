using System.Text;

namespace Chat.Client.Attention;

/// <summary>Finds words that a person wants to see: the own name and others.</summary>
/// <param name="words">The words, in any case.</param>
internal sealed class Highlights(IEnumerable<string> words)
{
    private readonly string[] _words = [.. words.Where(word => word.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase).OrderByDescending(word => word.Length)];

    /// <summary>True where the text has one of the words.</summary>
    public bool Matches(string text) => Array.Exists(_words, word => HasWord(text, word));

    /// <summary>Where in a text they stand as words of their own, from left to right, in UTF-16 units.</summary>
    public IEnumerable<Range> Find(string text)
    {
        for (int at = 0; at < text.Length;)
        {
            string? found = Array.Find(_words, word => text.AsSpan(at).StartsWith(word, StringComparison.OrdinalIgnoreCase) && IsEdge(text, at) && IsEdge(text, at + word.Length));
            if (found is null)
            {
                at++;
                continue;
            }

            yield return at..(at + found.Length);
            at += found.Length;
        }
    }

    private static bool HasWord(string text, string word)
    {
        for (int at = 0; (at = text.IndexOf(word, at, StringComparison.OrdinalIgnoreCase)) >= 0; at++)
        {
            if (IsEdge(text, at) && IsEdge(text, at + word.Length))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsEdge(string text, int at) => at == 0 || at >= text.Length || !IsWord(text, at - 1) || !IsWord(text, at);

    private static bool IsWord(string text, int at) => Rune.TryGetRuneAt(text, at, out Rune rune) ? Rune.IsLetterOrDigit(rune) || rune.Value == '_' : char.IsSurrogate(text[at]);
}
