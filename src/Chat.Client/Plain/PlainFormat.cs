using System.Globalization;
using Chat.Client.Text;
using Chat.Protocol.Frames;

namespace Chat.Client.Plain;

/// <summary>How plain mode writes things. One call is one event: its first line stands at the margin, lines below it are indented.</summary>
internal static class PlainFormat
{
    private const string Indent = "    ";

    /// <summary>A message of a room: marked with the room where that is not the current one.</summary>
    /// <param name="time">When, in local time.</param>
    /// <param name="from">The author.</param>
    /// <param name="text">The text as it came.</param>
    /// <param name="kind">One of <see cref="MessageKind"/>, or null.</param>
    /// <param name="otherRoom">The room's name where it is not the current one; null where it is.</param>
    public static string Message(DateTimeOffset time, string from, string text, string? kind, string? otherRoom) =>
        Stamped(time, (otherRoom is null ? string.Empty : $"#{CleanText.Line(otherRoom)} ") + Said(from, text, kind));

    /// <summary>A private message of somebody's, or one of one's own from another device.</summary>
    /// <param name="time">When, in local time.</param>
    /// <param name="from">The author.</param>
    /// <param name="to">The receiver where the author is oneself; null otherwise.</param>
    /// <param name="text">The text as it came.</param>
    /// <param name="kind">One of <see cref="MessageKind"/>, or null.</param>
    public static string Private(DateTimeOffset time, string from, string? to, string text, string? kind) =>
        Stamped(time, "[PRIVATE] " + Said(to is null ? from : $"{from} to {to}", text, kind));

    /// <summary>Something that happened, with its time. The text is clean.</summary>
    public static string Event(DateTimeOffset time, string text) => Stamped(time, $"*** {text} ***");

    /// <summary>Something that the program says. The texts are clean.</summary>
    public static string Info(string text, IReadOnlyList<string>? details = null) =>
        details is { Count: > 0 } ? $"*** {text} ***\n{string.Join('\n', details.Select(line => Indent + line))}" : $"*** {text} ***";

    private static string Said(string from, string text, string? kind)
    {
        string body = CleanText.Block(text).Replace("\n", "\n" + Indent, StringComparison.Ordinal);
        return kind == MessageKind.Action ? $"* {CleanText.Line(from)} {body}" : $"{CleanText.Line(from)}: {body}";
    }

    private static string Stamped(DateTimeOffset time, string text) => $"[{time.ToString("HH:mm:ss", CultureInfo.InvariantCulture)}] {text}";
}
