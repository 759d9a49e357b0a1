using Chat.Client.Text;

namespace Chat.Client.Tui.Painting;

/// <summary>Turns the text of a message, as it came, into what is drawn.</summary>
internal static class MessageText
{
    /// <summary>The text as spans; <c>\n</c> begins a new row.</summary>
    /// <param name="text">The text as it came.</param>
    /// <param name="said">The ink of plain text.</param>
    public static IReadOnlyList<Span> Spans(string text, Ink said) => [new Span(CleanText.Block(text), said)];
}
