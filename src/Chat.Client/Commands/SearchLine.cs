using System.Globalization;
using Chat.Sdk.State;

namespace Chat.Client.Commands;

/// <summary>What stands behind <c>/search</c>: words and phrases for the server, and what narrows the search.</summary>
/// <param name="Text">Words and <c>"phrases"</c> as typed.</param>
/// <param name="Room">From <c>in:</c>; null for all rooms.</param>
/// <param name="From">From <c>from:</c>.</param>
/// <param name="Before">From <c>before:</c>, a seq of one room.</param>
internal sealed record SearchLine(string Text, string? Room = null, string? From = null, long? Before = null)
{
    /// <summary>The words that narrow a search, each with the colon behind it.</summary>
    public const string InMark = "in:";

    /// <inheritdoc cref="InMark"/>
    public const string FromMark = "from:";

    private const string BeforeMark = "before:";

    /// <summary>Reads a line; null where there is nothing to search for or a filter has no value that makes sense.</summary>
    public static SearchLine? Read(string line)
    {
        var read = new SearchLine(string.Empty);
        List<string> words = [];
        foreach (string part in Parts(line))
        {
            (string? mark, string value) = Split(part);
            switch (mark)
            {
                case InMark when value.TrimStart('#') is { Length: > 0 } room:
                    read = read with { Room = room };
                    break;
                case FromMark when value.TrimStart(RoomNames.PrivateMark) is { Length: > 0 } user:
                    read = read with { From = user };
                    break;
                case BeforeMark when long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out long seq):
                    read = read with { Before = seq };
                    break;
                case null:
                    words.Add(part);
                    break;
                default:
                    return null;
            }
        }

        return words.Count == 0 ? null : read with { Text = string.Join(' ', words) };
    }

    /// <summary>The line as <see cref="Read"/> reads it.</summary>
    public string Written() => string.Concat(
        Text,
        From is null ? "" : $" {FromMark}{From}",
        Room is null ? "" : $" {InMark}{Room}",
        Before is null ? "" : string.Create(CultureInfo.InvariantCulture, $" {BeforeMark}{Before}"));

    /// <summary>The words and phrases to find, as they would stand in a message.</summary>
    public IReadOnlyList<string> Terms() => [.. Parts(Text).Select(part => part.Trim('"', '*')).Where(term => term.Length > 0)];

    // At blanks, but not within quotes: those are for the server to read.
    private static IEnumerable<string> Parts(string line)
    {
        int start = 0;
        bool quoted = false;
        for (int at = 0; at <= line.Length; at++)
        {
            if (at == line.Length || (char.IsWhiteSpace(line[at]) && !quoted))
            {
                if (at > start)
                {
                    yield return line[start..at];
                }

                start = at + 1;
            }
            else if (line[at] == '"')
            {
                quoted = !quoted;
            }
        }
    }

    private static (string? Mark, string Value) Split(string part)
    {
        foreach (string mark in (string[])[InMark, FromMark, BeforeMark])
        {
            if (part.StartsWith(mark, StringComparison.OrdinalIgnoreCase))
            {
                return (mark, part[mark.Length..]);
            }
        }

        return (null, part);
    }
}
