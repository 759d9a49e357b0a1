using System.Globalization;
using System.Text;
using Chat.Client.Tui.Painting;

namespace Chat.Client.Tui.Scrollback;

/// <summary>A text to be found in others; neither case nor accents count.</summary>
internal sealed class SoughtText
{
    // Beyond these no character has an accent.
    private const int WithMarks = 0x3100;
    private static readonly string?[] Plain = new string?[WithMarks];
    private readonly string _folded;
    private readonly bool _isAscii;

    /// <param name="text">What is sought.</param>
    public SoughtText(string text)
    {
        Text = text;
        _folded = Fold(text).Text;
        _isAscii = Ascii.IsValid(_folded);
    }

    /// <summary>What is sought, as written.</summary>
    public string Text { get; }

    /// <summary>True where there is nothing to find.</summary>
    public bool IsEmpty => _folded.Length == 0;

    /// <summary>True where a text has it.</summary>
    public bool IsIn(string text) => !IsEmpty
        && (_isAscii && Ascii.IsValid(text)
            ? text.Contains(_folded, StringComparison.OrdinalIgnoreCase)
            : Fold(text).Text.Contains(_folded, StringComparison.Ordinal));

    /// <summary>A text with each place marked where it stands, also across pieces of different looks.</summary>
    public IReadOnlyList<Span> Mark(IReadOnlyList<Span> spans)
    {
        string all = string.Concat(spans.Select(span => span.Text));
        if (!IsIn(all))
        {
            return spans;
        }

        bool[] found = Found(all);
        List<Span> marked = [];
        int start = 0;
        foreach (Span span in spans)
        {
            for (int at = 0; at < span.Text.Length;)
            {
                int end = at + 1;
                while (end < span.Text.Length && found[start + end] == found[start + at])
                {
                    end++;
                }

                Look look = found[start + at] ? span.Look with { Ink = Ink.Match } : span.Look;
                marked.Add(new Span(span.Text[at..end], look));
                at = end;
            }

            start += span.Text.Length;
        }

        return marked;
    }

    private bool[] Found(string text)
    {
        bool[] found = new bool[text.Length];
        (string folded, List<int> origins) = Fold(text);
        for (int at = folded.IndexOf(_folded, StringComparison.Ordinal); at >= 0; at = folded.IndexOf(_folded, at + _folded.Length, StringComparison.Ordinal))
        {
            int end = at + _folded.Length < folded.Length ? origins[at + _folded.Length] : text.Length;
            Array.Fill(found, true, origins[at], end - origins[at]);
        }

        return found;
    }

    // In capitals and without marks; and from where in the text each character comes. A character that becomes none belongs to the one before it.
    private static (string Text, List<int> Origins) Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        List<int> origins = new(text.Length);
        int at = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            string plain = rune.Value < WithMarks ? Plain[rune.Value] ??= WithoutMarks(rune) : Rune.ToUpperInvariant(rune).ToString();
            folded.Append(plain);
            for (int i = 0; i < plain.Length; i++)
            {
                origins.Add(at);
            }

            at += rune.Utf16SequenceLength;
        }

        return (folded.ToString(), origins);
    }

    private static string WithoutMarks(Rune rune)
    {
        string parts = Rune.IsLetter(rune) ? rune.ToString().Normalize(NormalizationForm.FormD) : Rune.ToUpperInvariant(rune).ToString();
        return string.Concat(parts.EnumerateRunes()
            .Where(part => Rune.GetUnicodeCategory(part) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark))
            .Select(part => Rune.ToUpperInvariant(part).ToString()));
    }
}
