using System.Globalization;
using System.Text;
using Chat.Protocol.Texts;

namespace Chat.Actors.Search;

/// <summary>
/// Cuts text into the words that can be searched for. Every store indexes these and nothing else, so that all of them find the same.
/// Case, accents and Unicode's compatibility forms make no difference.
/// </summary>
public static class SearchText
{
    /// <summary>Most characters (UTF-16 units) of a word that count.</summary>
    public const int MaxTokenChars = 64;

    /// <summary>Most words of one text: those behind them can't be found. The longest text of the default limits has fewer.</summary>
    public const int MaxTokens = 8192;

    // Written without spaces between words: each character is a word, so that a phrase finds any part of a text.
    private static readonly (int First, int Last)[] Unspaced =
    [
        (0x0E00, 0x0EFF), // Thai, Lao
        (0x0F00, 0x109F), // Tibetan, Myanmar
        (0x1780, 0x17FF), // Khmer
        (0x3005, 0x3007), // ideographic marks
        (0x3021, 0x31FF), // Kana, Bopomofo
        (0x3400, 0x4DBF), // Han
        (0x4E00, 0x9FFF),
        (0xAC00, 0xD7A3), // Hangul
        (0xF900, 0xFAFF),
        (0x1B000, 0x1B16F), // further Kana
        (0x20000, 0x323AF), // further Han
    ];

    /// <summary>The text in the form in which words are compared. Folding it again changes nothing.</summary>
    public static string Fold(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (Ascii.IsValid(text))
        {
            return text.ToLowerInvariant();
        }

        var plain = new StringBuilder(text.Length);
        foreach (Rune rune in text.NormalizeAny(NormalizationForm.FormKD).EnumerateRunes())
        {
            if (!IsAccent(rune.Value))
            {
                plain.Append(rune.Value == 'ς' ? "σ" : Rune.ToLowerInvariant(rune).ToString());
            }
        }

        return plain.ToString().NormalizeAny(NormalizationForm.FormC);
    }

    /// <summary>The words of a text in order: runs of letters, digits and marks. A character of a script without spaces is a word of its own, and so is a symbol such as an emoji.</summary>
    public static List<string> Tokens(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var tokens = new List<string>();
        string folded = Fold(text);
        int start = -1;
        int at = 0;
        bool single = false;
        while (at < folded.Length && tokens.Count < MaxTokens)
        {
            Rune.DecodeFromUtf16(folded.AsSpan(at), out Rune rune, out int length);
            Kind kind = KindOf(rune);
            bool goesOn = kind == Kind.Mark || (kind == Kind.Word && !single);
            if (start >= 0 && !goesOn)
            {
                Add(tokens, folded.AsSpan(start, at - start));
                start = -1;
            }

            if (kind != Kind.Gap && start < 0)
            {
                start = at;
                single = kind == Kind.Single;
            }

            at += length;
        }

        if (start >= 0 && tokens.Count < MaxTokens)
        {
            Add(tokens, folded.AsSpan(start, at - start));
        }

        return tokens;
    }

    private static void Add(List<string> tokens, ReadOnlySpan<char> token)
    {
        if (token.Length > MaxTokenChars)
        {
            token = token[..(char.IsHighSurrogate(token[MaxTokenChars - 1]) ? MaxTokenChars - 1 : MaxTokenChars)];
        }

        tokens.Add(token.ToString());
    }

    private static Kind KindOf(Rune rune)
    {
        if (rune.IsAscii)
        {
            return Rune.IsLetterOrDigit(rune) ? Kind.Word : Kind.Gap;
        }

        return Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark => Kind.Mark,
            UnicodeCategory.OtherSymbol => Kind.Single,
            <= UnicodeCategory.OtherLetter or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber =>
                Array.Exists(Unspaced, range => rune.Value >= range.First && rune.Value <= range.Last) ? Kind.Single : Kind.Word,
            _ => Kind.Gap,
        };
    }

    // Marks that are accents in their scripts, and what only chooses how a character is drawn. Elsewhere marks are letters in all but name (Thai, Devanagari).
    private static bool IsAccent(int value) =>
        value is (>= 0x0300 and <= 0x036F) or (>= 0x0483 and <= 0x0489) or (>= 0x0591 and <= 0x05C7) or (>= 0x0610 and <= 0x061A)
            or (>= 0x064B and <= 0x065F) or 0x0670 or (>= 0x06D6 and <= 0x06DC) or (>= 0x06DF and <= 0x06E4)
            or (>= 0x1AB0 and <= 0x1AFF) or (>= 0x1DC0 and <= 0x1DFF) or (>= 0x20D0 and <= 0x20FF) or (>= 0xFE00 and <= 0xFE0F) or (>= 0xFE20 and <= 0xFE2F)
            or (>= 0xE0100 and <= 0xE01EF);

    private enum Kind
    {
        Gap,
        Word,
        Single,
        Mark,
    }
}
