namespace Chat.Client.Commands;

/// <summary>Something that can stand in the place of a word.</summary>
/// <param name="Text">What is put in, with the blank behind it where one follows.</param>
/// <param name="Hint">What is said of it; from the network, not clean.</param>
/// <param name="Shown">What is shown in the list where that is not the text; not clean.</param>
internal sealed record Offer(string Text, string Hint = "", string? Shown = null);

/// <summary>What can stand in the place of the word before the caret.</summary>
/// <param name="Start">Where the word begins, in UTF-16 units.</param>
/// <param name="End">Where it ends: at the caret.</param>
/// <param name="Offers">What fits, the likeliest first.</param>
/// <param name="Command">The command whose arguments are being written; null for none.</param>
internal sealed record Completions(int Start, int End, IReadOnlyList<Offer> Offers, CommandInfo? Command = null)
{
    /// <summary>The line with an offer in it.</summary>
    public Completion With(string line, Offer offer)
    {
        bool spaced = offer.Text.EndsWith(' ') && End < line.Length && line[End] == ' ';
        string text = string.Concat(line.AsSpan(0, Start), offer.Text, line.AsSpan(spaced ? End + 1 : End));
        return new Completion(text, Start + offer.Text.Length);
    }
}

/// <summary>A line with a word completed.</summary>
/// <param name="Text">The whole line.</param>
/// <param name="Caret">Where the caret stands in it, in UTF-16 units.</param>
internal readonly record struct Completion(string Text, int Caret);
