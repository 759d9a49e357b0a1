using System.Diagnostics.CodeAnalysis;

namespace Chat.Protocol.Names;

/// <summary>What a name is for: it decides the length.</summary>
public enum NameKind
{
    /// <summary>A user: 1-32 characters.</summary>
    User,

    /// <summary>A room: 1-64 characters.</summary>
    Room,
}

/// <summary>Checks names and brings them into their forms.</summary>
public static class NameRules
{
    /// <summary>Checks a name and gives its forms.</summary>
    /// <param name="raw">As it came from the network.</param>
    /// <param name="kind">User or room.</param>
    /// <param name="policy">What the server accepts.</param>
    /// <param name="name">The forms, when the name is allowed.</param>
    /// <param name="problem">What is wrong and what is allowed, in English, when it is not.</param>
    public static bool TryParse(string? raw, NameKind kind, NamePolicy policy, out ChatName name, [NotNullWhen(false)] out string? problem)
    {
        ArgumentNullException.ThrowIfNull(policy);
        int longest = kind == NameKind.User ? ProtocolLimits.MaxUserChars : ProtocolLimits.MaxRoomChars;
        name = default;
        if (string.IsNullOrEmpty(raw) || raw.Length > longest || !raw.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'))
        {
            problem = $"A name has 1-{longest} characters: ASCII letters, digits and -_. only.";
            return false;
        }

        string folded = raw.ToLowerInvariant();
        name = new ChatName(raw, folded, folded);
        problem = null;
        return true;
    }
}
