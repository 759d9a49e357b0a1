using Chat.Client.Text;
using Chat.Client.Tui.Painting.Markup;

namespace Chat.Client.Tui.Painting;

/// <summary>Turns the text of a message, as it came, into what is drawn.</summary>
internal static class MessageText
{
    private static readonly TextOptions Usual = new();

    /// <summary>The text as spans; <c>\n</c> begins a new row.</summary>
    /// <param name="text">The text as it came.</param>
    /// <param name="said">The ink of plain text.</param>
    public static IReadOnlyList<Span> Spans(string text, Ink said) => Spans(text, said, Usual);

    /// <summary>The text as spans; <c>\n</c> begins a new row. The time it takes grows with the length of the text, whatever stands there.</summary>
    /// <param name="text">The text as it came.</param>
    /// <param name="said">The ink of plain text.</param>
    /// <param name="options">How it is shown.</param>
    public static IReadOnlyList<Span> Spans(string text, Ink said, TextOptions options)
    {
        if (options.IsRaw)
        {
            return Raw(text, said);
        }

        var spans = new SpanList(options.Marked);
        string clean = CleanText.Block(text, options.Emoji == EmojiLevel.Full);
        if (options.HasMarkup)
        {
            Blocks.Add(spans, clean, said, options);
        }
        else
        {
            spans.Add(clean, said);
        }

        return spans.End();
    }

    /// <summary>The text as it came: no markup, and what is not seen is shown by its number.</summary>
    public static IReadOnlyList<Span> Raw(string text, Ink said)
    {
        List<Span> spans = [];
        foreach ((string piece, bool isEscape) in RawText.Pieces(text))
        {
            spans.Add(new Span(piece, isEscape ? Ink.Dim : said));
        }

        return spans;
    }
}
