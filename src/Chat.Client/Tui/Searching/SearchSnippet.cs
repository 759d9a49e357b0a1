using System.Globalization;
using Chat.Client.Text;
using Chat.Client.Tui.Painting;

namespace Chat.Client.Tui.Searching;

/// <summary>The piece of a message that shows why it was found.</summary>
internal static class SearchSnippet
{
    private const CompareOptions Loose = CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace | CompareOptions.IgnoreWidth;
    private static readonly CompareInfo Compare = CultureInfo.InvariantCulture.CompareInfo;

    /// <summary>The text around the first hit, with every hit in it marked.</summary>
    /// <param name="text">The message as it came.</param>
    /// <param name="terms">What was searched for.</param>
    /// <param name="width">Columns at most.</param>
    /// <param name="ink">The ink of the rest.</param>
    public static IReadOnlyList<Span> Of(string text, IReadOnlyList<string> terms, int width, Ink ink)
    {
        string clean = CleanText.Line(text);
        int first = Hits(clean, terms).Select(hit => hit.From).DefaultIfEmpty(0).Min();
        string shown = Glyphs.Cut(Around(clean, first, width), width);
        List<Span> spans = [];
        int done = 0;
        foreach ((int from, int to) in Hits(shown, terms).OrderBy(hit => hit.From))
        {
            if (from >= done)
            {
                spans.Add(new Span(shown[done..from], ink));
                spans.Add(new Span(shown[from..to], new Look(ink, Marks.Bold | Marks.Underline)));
                done = to;
            }
        }

        spans.Add(new Span(shown[done..], ink));
        return spans;
    }

    private static string Around(string text, int at, int width)
    {
        if (Glyphs.Columns(text[..at]) <= width * 2 / 3)
        {
            return text;
        }

        string lead = text[..at];
        while (Glyphs.Columns(lead) > width / 3)
        {
            lead = lead[Glyphs.Graphemes(lead).First().Length..];
        }

        return $"…{lead}{text[at..]}";
    }

    private static IEnumerable<(int From, int To)> Hits(string text, IReadOnlyList<string> terms)
    {
        foreach (string term in terms)
        {
            for (int at = 0; at < text.Length;)
            {
                int found = Compare.IndexOf(text.AsSpan(at), term, Loose, out int length);
                if (found < 0 || length == 0)
                {
                    break;
                }

                yield return (at + found, at + found + length);
                at += found + length;
            }
        }
    }
}
