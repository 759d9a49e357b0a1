using Chat.Client.Moderation;
using Chat.Sdk.State;

namespace Chat.Client.Commands.Table;

/// <summary>What stands behind a command that looks after a room: <c>bob in:python 10m too loud</c>.</summary>
/// <param name="First">The first word: whom or what; null where none is wanted or there.</param>
/// <param name="In">The room named with <c>in:</c>; null for the current one.</param>
/// <param name="Lasts">A length of time, where one may stand and does.</param>
/// <param name="Text">What is left; null for nothing.</param>
internal sealed record ModerationLine(string? First, string? In, TimeSpan? Lasts, string? Text)
{
    /// <summary>What stands before a room that is not the current one.</summary>
    public const string InMark = "in:";

    /// <summary>Reads it. The room and the length come before the text, in any order.</summary>
    /// <param name="rest">What stands behind the command's name, trimmed.</param>
    /// <param name="hasFirst">Whether the first word is whom or what it is about.</param>
    /// <param name="takesLength">Whether a length of time may follow.</param>
    public static ModerationLine Read(string rest, bool hasFirst = true, bool takesLength = false)
    {
        var line = new ModerationLine(null, null, null, Arguments.OrNull(rest));
        while (line.Text is { } text)
        {
            int end = text.IndexOf(' ', StringComparison.Ordinal);
            string word = end < 0 ? text : text[..end];
            string? behind = end < 0 ? null : Arguments.OrNull(text[end..].TrimStart());
            ModerationLine next = line with { Text = behind };
            if (line.In is null && word.Length > InMark.Length && word.StartsWith(InMark, StringComparison.OrdinalIgnoreCase))
            {
                line = next with { In = RoomName(word[InMark.Length..]) };
            }
            else if (hasFirst && line.First is null)
            {
                line = next with { First = word };
            }
            else if (takesLength && line.Lasts is null && Lengths.TryRead(word, out TimeSpan length))
            {
                line = next with { Lasts = length };
            }
            else
            {
                break;
            }
        }

        return line;
    }

    /// <summary>The first word as a person's name; null where there is none.</summary>
    public string? User => First is not null && First.TrimStart(RoomNames.PrivateMark) is { Length: > 0 } user ? user : null;

    private static string RoomName(string written) => Arguments.RoomName(written);
}
