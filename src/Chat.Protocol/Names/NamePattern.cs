using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Chat.Protocol.Names;

/// <summary>Patterns of names: <c>*</c> is any text, <c>?</c> any one character, and the rest is compared like names are.</summary>
public static class NamePattern
{
    /// <summary>Longest pattern, in characters: room for a wildcard at each character of a name.</summary>
    private const int MaxChars = 2 * ProtocolLimits.MaxUserChars;

    /// <summary>Checks a pattern and folds it.</summary>
    /// <param name="raw">As it came from the network.</param>
    /// <param name="policy">What names the server accepts.</param>
    /// <param name="folded">The pattern for <see cref="Matches(string, ChatName)"/>, when it is one.</param>
    /// <param name="problem">What is wrong and what is allowed, in English, when it is not.</param>
    public static bool TryParse(string? raw, NamePolicy policy, out string folded, [NotNullWhen(false)] out string? problem)
    {
        ArgumentNullException.ThrowIfNull(policy);
        folded = "";
        if (string.IsNullOrEmpty(raw) || raw.Length > MaxChars)
        {
            problem = $"A pattern has 1-{MaxChars} characters.";
        }
        else if (Ascii.IsValid(raw))
        {
            folded = Simplify(raw.ToLowerInvariant());
            problem = raw.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '~' or '*' or '?')
                ? null
                : "A pattern has the characters of names, '*' for any text and '?' for any character.";
        }
        else if (!policy.AllowUnicode)
        {
            problem = "A pattern has ASCII letters, digits, -_. and the wildcards '*' and '?' only.";
        }
        else if (UnicodeName.TryFold(raw, out folded))
        {
            folded = Simplify(folded);
            problem = null;
        }
        else
        {
            problem = "The pattern has characters that are not text.";
        }

        if (problem is null && folded.All(c => c is '*' or '?'))
        {
            problem = "A pattern of wildcards alone means everyone; close the room instead.";
        }

        return problem is null;
    }

    /// <summary>Whether a name is of a folded pattern, or looks like one that is: by two names that look alike people mean one.</summary>
    public static bool Matches(string pattern, ChatName name)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        return Matches(pattern, name.Folded) || Matches(NameRules.PatternSkeleton(pattern), name.Skeleton);
    }

    /// <summary>Whether a name is of a pattern, both folded. Takes at most as many steps as the product of their lengths.</summary>
    public static bool Matches(string pattern, string name)
    {
        // A server may have a thousand patterns, and asks them all of each who comes: most are of this kind, and it allocates nothing.
        if (Ascii.IsValid(pattern) && Ascii.IsValid(name))
        {
            return Matches<char>(pattern, name, '*', '?');
        }

        Rune[] wanted = [.. pattern.EnumerateRunes()];
        Rune[] given = [.. name.EnumerateRunes()];
        return Matches<Rune>(wanted, given, new Rune('*'), new Rune('?'));
    }

    private static bool Matches<T>(ReadOnlySpan<T> wanted, ReadOnlySpan<T> given, T any, T one)
        where T : IEquatable<T>
    {
        (int at, int star, int resume) = (0, -1, 0);
        for (int i = 0; i < given.Length;)
        {
            if (at < wanted.Length && wanted[at].Equals(any))
            {
                (star, resume) = (at++, i);
            }
            else if (at < wanted.Length && (wanted[at].Equals(one) || wanted[at].Equals(given[i])))
            {
                at++;
                i++;
            }
            else if (star >= 0)
            {
                // Only the last star need take more: what the ones before it took makes no difference.
                at = star + 1;
                i = ++resume;
            }
            else
            {
                return false;
            }
        }

        return wanted[at..].TrimStart(any).IsEmpty;
    }

    /// <summary>Stars side by side are one.</summary>
    private static string Simplify(string folded)
    {
        while (folded.Contains("**", StringComparison.Ordinal))
        {
            folded = folded.Replace("**", "*", StringComparison.Ordinal);
        }

        return folded;
    }
}
