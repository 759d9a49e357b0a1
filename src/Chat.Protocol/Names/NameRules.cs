using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Chat.Protocol.Names;

/// <summary>What a name is for: it decides the length.</summary>
public enum NameKind
{
    /// <summary>A user: 1-32 characters.</summary>
    User,

    /// <summary>A room: 1-64 characters.</summary>
    Room,
}

/// <summary>Checks names and brings them into their forms. <c>docs/names.md</c> has the rules.</summary>
public static class NameRules
{
    // Hangul may come as three code points a syllable, and characters outside the BMP as two UTF-16 units.
    private const int RawUnitsPerChar = 6;

    private static readonly SearchValues<char> HasDoubles = SearchValues.Create("i10m");

    /// <summary>Checks a name and gives its forms.</summary>
    /// <param name="raw">As it came from the network.</param>
    /// <param name="kind">User or room.</param>
    /// <param name="policy">What the server accepts.</param>
    /// <param name="name">The forms, when the name is allowed. Equal <see cref="ChatName.Folded"/> implies equal <see cref="ChatName.Skeleton"/>.</param>
    /// <param name="problem">What is wrong and what is allowed, in English, when it is not.</param>
    public static bool TryParse(string? raw, NameKind kind, NamePolicy policy, out ChatName name, [NotNullWhen(false)] out string? problem)
    {
        ArgumentNullException.ThrowIfNull(policy);
        int longest = kind == NameKind.User ? ProtocolLimits.MaxUserChars : ProtocolLimits.MaxRoomChars;
        name = default;
        if (string.IsNullOrEmpty(raw) || raw.Length > longest * RawUnitsPerChar)
        {
            problem = $"A name has 1-{longest} characters.";
            return false;
        }

        bool ascii = Ascii.IsValid(raw);
        if (ascii)
        {
            problem = raw.Length > longest ? $"A name has 1-{longest} characters." : CheckAscii(raw);
        }
        else if (!policy.AllowUnicode)
        {
            problem = "A name has ASCII letters, digits and -_. only.";
        }
        else
        {
            return UnicodeName.TryParse(raw, longest, out name, out problem);
        }

        if (problem is not null)
        {
            return false;
        }

        string folded = raw.ToLowerInvariant();
        name = new ChatName(raw, folded, AsciiSkeleton(folded));
        return true;
    }

    /// <summary>What is wrong with how the name begins; null when nothing is.</summary>
    internal static string? CheckStart(char first) => first is '.' or '-' ? "A name must not start with '.' or '-'." : null;

    private static string? CheckAscii(string name) =>
        !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.') ? "A name has letters, digits and -_. only."
        : !name.Any(char.IsAsciiLetterOrDigit) ? "A name needs a letter or a digit."
        : CheckStart(name[0]);

    /// <summary>What names look like that are of a folded pattern.</summary>
    internal static string PatternSkeleton(string folded) => Ascii.IsValid(folded) ? AsciiSkeleton(folded) : UnicodeName.PatternSkeleton(folded);

    /// <summary>The ASCII part of the table in <see cref="NameData"/>, so that a server with ASCII names never loads it.</summary>
    private static string AsciiSkeleton(string folded) => !folded.AsSpan().ContainsAny(HasDoubles) ? folded
        : folded.Replace('i', 'l').Replace('1', 'l').Replace('0', 'o').Replace("m", "rn", StringComparison.Ordinal);
}
