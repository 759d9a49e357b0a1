using System.Text;
using Chat.Client.Text;

namespace Chat.Client.Moderation;

/// <summary>
/// Finds in a reason what was meant as a time or a room: a slip of the hand there would make a ban of three days one for good, or one in another room, and
/// nobody would notice. What is found is clean.
/// </summary>
internal static class ReasonDoubt
{
    /// <summary>How a time is written.</summary>
    public const string Form = "a number and s, m, h, d or w, such as 10m, 2h or 7d, at most 3650d";

    private const string Signs = "+-.,~<>=≈";

    /// <summary>What is wrong, in English; null for nothing.</summary>
    /// <param name="command">The command with whom it is about, as it was written.</param>
    /// <param name="reason">What stands behind it, where a time may stand and none does; null for nothing.</param>
    public static string? Of(string command, string? reason)
    {
        string[] words = Words(reason);
        if (words.Length == 0)
        {
            return null;
        }

        bool said = words.Length > 1 && words[0].Equals("for", StringComparison.OrdinalIgnoreCase) && IsLikeTime(words[1]);
        string first = said ? words[1] : words[0];
        string start = CleanText.Line(command);
        string rest = CleanText.Line(string.Join(' ', words));
        return said && Lengths.TryRead(first, out _) ? $"the time stands without 'for': {start} {first}; nothing was done"
            : IsLikeTime(first) ? $"'{CleanText.Line(first)}' is no time, so nothing was done. A time is {Form}; a reason that begins with a digit stands in quotes: {start} \"{rest}\""
            : Lengths.TryRead(words[^1], out _) ? $"the time comes before the reason, so nothing was done: {start} {words[^1]} {CleanText.Line(string.Join(' ', words[..^1]))}; as part of the reason it stands in quotes: {start} \"{rest}\""
            : Room(words, start);
    }

    /// <summary>The same for a command that takes no time.</summary>
    /// <param name="command">The command with whom it is about, as it was written.</param>
    /// <param name="reason">What stands behind it; null for nothing.</param>
    /// <param name="instead">What takes a time, as an example without it.</param>
    public static string? OfTimeless(string command, string? reason, string instead)
    {
        string[] words = Words(reason);
        return words.Length == 0 ? null
            : Lengths.TryRead(words[0], out _) ? $"this takes no time, so nothing was done; {CleanText.Line(instead)} {words[0]} does"
            : Room(words, CleanText.Line(command));
    }

    /// <summary>Takes the quotes off a reason that stands in them as a whole.</summary>
    public static string? Unquote(string? reason) => IsQuoted(reason) ? reason![1..^1].Trim() is { Length: > 0 } inner ? inner : null : reason;

    private static string? Room(string[] words, string start) =>
        Array.Find(words, word => word.Length > 3 && word.StartsWith("in:", StringComparison.OrdinalIgnoreCase)) is { } room
            ? $"the room comes before the reason, so nothing was done: {start} {CleanText.Line(room)} …; as part of the reason it stands in quotes with the rest"
            : null;

    private static string[] Words(string? reason) => reason is null || IsQuoted(reason) ? [] : reason.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    private static bool IsQuoted(string? reason) => reason is { Length: > 1 } && reason[0] == '"' && reason.IndexOf('"', 1) == reason.Length - 1;

    private static bool IsLikeTime(string word) => CleanText.Line(word).TrimStart(Signs.ToCharArray()) is { Length: > 0 } bare && Rune.TryGetRuneAt(bare, 0, out Rune rune) && Rune.IsDigit(rune);
}
