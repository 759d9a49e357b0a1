using System.Text;
using Chat.Client.Commands;

namespace Chat.Client.Tui.Editing;

/// <summary>How long a message may be, and how a longer one becomes several. Lengths are in bytes of UTF-8.</summary>
internal static class TextLimit
{
    private const double Near = 0.8;

    /// <summary>How long a text is.</summary>
    public static int Bytes(string text) => Encoding.UTF8.GetByteCount(text);

    /// <summary>What of a line is the text of a message; null where it is none.</summary>
    public static string? TextOf(string line) => CommandParser.Parse(line).Command switch
    {
        ChatCommand.Say say => say.Text,
        ChatCommand.Msg msg => msg.Text,
        ChatCommand.Me me => me.Text,
        _ => null,
    };

    /// <summary>How many bytes may still be written; null while that is no matter. Negative where there are too many.</summary>
    /// <param name="line">The line being written.</param>
    /// <param name="most">Bytes of a message at most.</param>
    public static int? Left(string line, int most)
    {
        // A character has at most three bytes a unit: most lines need no closer look.
        if (line.Length * 3L < most * Near || TextOf(line) is not { } text)
        {
            return null;
        }

        int bytes = Bytes(text);
        return bytes >= most * Near ? most - bytes : null;
    }

    /// <summary>The text in pieces of at most so many bytes: at the end of a paragraph where one is far enough, else of a line, else of a word, else of a grapheme.</summary>
    public static IReadOnlyList<string> Split(string text, int most)
    {
        var pieces = new List<string>();
        string rest = text.Trim('\n');
        while (Bytes(rest) > most)
        {
            int fits = Fitting(rest, most);
            int end = End(rest, fits);
            pieces.Add(rest[..end].TrimEnd());
            rest = rest[end..].TrimStart('\n', ' ');
        }

        pieces.Add(rest);
        return [.. pieces.Where(piece => !string.IsNullOrWhiteSpace(piece))];
    }

    // A grapheme that is longer than a whole piece is cut between its characters.
    private static int Fitting(string text, int most)
    {
        int bytes = 0;
        int fits = 0;
        for (int at = 0; at < text.Length;)
        {
            int next = EditText.Next(text, at);
            bytes += Encoding.UTF8.GetByteCount(text.AsSpan(at, next - at));
            if (bytes > most)
            {
                break;
            }

            (fits, at) = (next, next);
        }

        if (fits > 0)
        {
            return fits;
        }

        foreach (Rune rune in text.EnumerateRunes())
        {
            most -= rune.Utf8SequenceLength;
            if (most < 0)
            {
                break;
            }

            fits += rune.Utf16SequenceLength;
        }

        return Math.Max(fits, 1);
    }

    private static int End(string text, int fits)
    {
        foreach (string border in (string[])["\n\n", "\n", " "])
        {
            int at = text.LastIndexOf(border, Math.Min(fits, text.Length - 1), StringComparison.Ordinal);
            if (at > fits / 2)
            {
                return Math.Min(at, fits);
            }
        }

        return fits;
    }
}
