using Chat.Client.Tui.Painting;

namespace Chat.Client.Tui.Panes;

/// <summary>A line of a list at the side.</summary>
/// <param name="Name">Which room or user it stands for; null for a heading.</param>
/// <param name="Label">What is shown, clean; cut at the right where there is no room for it.</param>
/// <param name="Badges">What is shown whole at the right edge, clean.</param>
/// <param name="IsSelected">True for the current one.</param>
internal sealed record PaneRow(string? Name, IReadOnlyList<Span> Label, IReadOnlyList<Span> Badges, bool IsSelected = false)
{
    /// <summary>A heading between lines.</summary>
    public static PaneRow Heading(string text) => new(null, [new Span(text, Ink.Dim)], []);

    /// <summary>The line in exactly so many columns.</summary>
    public IEnumerable<Span> Spans(int width)
    {
        int badges = Badges.Sum(span => Glyphs.Columns(span.Text));
        int free = Math.Max(0, width - badges - (badges > 0 ? 1 : 0));
        foreach (Span span in Label)
        {
            string text = Glyphs.Cut(span.Text, free);
            free -= Glyphs.Columns(text);
            yield return Shown(span with { Text = text });
        }

        yield return Shown(new Span(new string(' ', free + (badges > 0 ? 1 : 0)), Ink.Normal));
        foreach (Span span in Badges)
        {
            yield return Shown(span);
        }
    }

    private Span Shown(Span span) => IsSelected ? span with { Look = new Look(Ink.Selected, span.Look.Marks) } : span;
}
