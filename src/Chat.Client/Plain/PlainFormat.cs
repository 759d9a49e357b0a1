using System.Globalization;
using Chat.Client.Text;
using Chat.Protocol.Frames;

namespace Chat.Client.Plain;

/// <summary>How plain mode writes things. One call is one event: its first line stands at the margin, lines below it are indented.</summary>
/// <param name="ink">Colours, where they were asked for.</param>
internal sealed class PlainFormat(PlainInk ink)
{
    private const string Indent = "    ";

    /// <summary>Without colours.</summary>
    public static PlainFormat Colourless { get; } = new(PlainInk.None);

    /// <summary>A message of a room: marked with the room where that is not the current one.</summary>
    /// <param name="time">When, in local time.</param>
    /// <param name="from">The author.</param>
    /// <param name="text">The text as it came.</param>
    /// <param name="kind">One of <see cref="MessageKind"/>, or null.</param>
    /// <param name="otherRoom">The room's name where it is not the current one; null where it is.</param>
    public string Message(DateTimeOffset time, string from, string text, string? kind, string? otherRoom) =>
        Stamped(time, (otherRoom is null ? string.Empty : ink.Mark($"#{CleanText.Line(otherRoom)}") + " ") + Said(from, null, text, kind));

    /// <summary>A private message of somebody's, or one of one's own from another device.</summary>
    /// <param name="time">When, in local time.</param>
    /// <param name="from">The author.</param>
    /// <param name="to">The receiver where the author is oneself; null otherwise.</param>
    /// <param name="text">The text as it came.</param>
    /// <param name="kind">One of <see cref="MessageKind"/>, or null.</param>
    public string Private(DateTimeOffset time, string from, string? to, string text, string? kind) =>
        Stamped(time, ink.Mark("[PRIVATE]") + " " + Said(from, to, text, kind));

    /// <summary>Something that happened, with its time. The text is clean.</summary>
    public string Event(DateTimeOffset time, string text) => Stamped(time, ink.Aside($"*** {text} ***"));

    /// <summary>Something that the program says. The texts are clean.</summary>
    public string Info(string text, IReadOnlyList<string>? details = null) =>
        ink.Answer($"*** {text} ***") + string.Concat(details?.Select(line => $"\n{Indent}{line}") ?? []);

    private string Said(string from, string? to, string text, string? kind)
    {
        string author = ink.Name(CleanText.Line(from)) + (to is null ? string.Empty : $" to {CleanText.Line(to)}");
        string body = CleanText.Block(text).Replace("\n", "\n" + Indent, StringComparison.Ordinal);
        return kind == MessageKind.Action ? $"* {author} {body}" : $"{author}: {body}";
    }

    private string Stamped(DateTimeOffset time, string text) => $"{ink.Aside($"[{time.ToString("HH:mm:ss", CultureInfo.InvariantCulture)}]")} {text}";
}
