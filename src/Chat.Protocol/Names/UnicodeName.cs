using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Chat.Protocol.Names;

/// <summary>Names with letters of any one script, after UTS #39 (Unicode Security Mechanisms).</summary>
internal static class UnicodeName
{
    // As UTS #39 section 5.4 bounds it: more is no writing but a pile that covers the lines above.
    private const int MostMarksInARow = 4;

    private static readonly Rune DotAbove = new(0x307);

    /// <summary>Checks a name that is short enough to be worked on.</summary>
    public static bool TryParse(string raw, int longest, out ChatName name, [NotNullWhen(false)] out string? problem)
    {
        name = default;
        if (!CanNormalize(raw))
        {
            problem = "The name has characters that are not text.";
            return false;
        }

        string display = raw.Normalize(NormalizationForm.FormKC);
        problem = Check(display, longest);
        if (problem is not null)
        {
            return false;
        }

        string folded = Fold(display);
        string? skeleton = Skeleton(folded);
        if (skeleton is null)
        {
            problem = "The name can be taken for two different Latin names; add a letter that only its own script has.";
            return false;
        }

        name = new ChatName(display, folded, skeleton);
        return true;
    }

    /// <summary>Folds a text that need not be a name, as names are folded.</summary>
    /// <returns>False where it is no text.</returns>
    public static bool TryFold(string raw, out string folded)
    {
        folded = CanNormalize(raw) ? Fold(raw.Normalize(NormalizationForm.FormKC)) : "";
        return folded.Length > 0;
    }

    private static string? Check(string display, int longest)
    {
        ulong scripts = NameData.AnyScript;
        int zero = -1;
        int length = 0;
        bool readable = false;
        bool afterBase = false;
        foreach (Rune rune in display.EnumerateRunes())
        {
            length++;
            UnicodeCategory category = Rune.GetUnicodeCategory(rune);
            bool mark = category is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
            if (rune.Value is '-' or '_' or '.')
            {
                afterBase = false;
                continue;
            }

            if (!NameData.TryGetScripts(rune, out ulong own))
            {
                return $"A name has letters, digits and -_. only; U+{rune.Value:X4} is not allowed.";
            }

            if (mark && !afterBase)
            {
                return "A combining mark must follow a letter.";
            }

            if (category == UnicodeCategory.DecimalDigitNumber && !IsOneSystem(rune, ref zero))
            {
                return "A name's digits are of one kind.";
            }

            scripts &= own;
            afterBase = true;
            readable |= !mark;
        }

        return length == 0 || length > longest ? $"A name has 1-{longest} characters."
            : !readable ? "A name needs a letter or a digit."
            : scripts == 0 ? "A name's letters are of one script."
            : HasPileOfMarks(display) ? $"A letter has at most {MostMarksInARow} combining marks, none of them twice."
            : NameRules.CheckStart(display[0]);
    }

    /// <summary>Full case folding and NFKC in turn until neither changes anything.</summary>
    private static string Fold(string display)
    {
        string folded = display;
        string before;
        do
        {
            before = folded;
            var text = new StringBuilder(before.Length);
            foreach (Rune rune in before.EnumerateRunes())
            {
                NameData.AppendFolded(text, rune);
            }

            folded = text.ToString().Normalize(NormalizationForm.FormKC);
        }
        while (!string.Equals(folded, before, StringComparison.Ordinal));
        return folded;
    }

    /// <summary>
    /// What the name looks like. Made from the folded form with a table that covers each letter's every case form: so the same
    /// name has the same skeleton, and 'I' still looks like 'l'.
    /// </summary>
    /// <returns>Null where every letter has a Latin double, and some letter has two.</returns>
    private static string? Skeleton(string folded) => Skeletons(folded) switch
    {
        { IsLatin: false, Own: var own } => own,
        { IsAmbiguous: true } => null,
        { Latin: var latin } => latin,
    };

    /// <summary>The same of a pattern, whose wildcards are of every script.</summary>
    public static string PatternSkeleton(string folded) => Skeletons(folded) switch
    {
        { IsLatin: true, IsAmbiguous: false, Latin: var latin } => latin,
        { Own: var own } => own,
    };

    private static (string Own, string Latin, bool IsLatin, bool IsAmbiguous) Skeletons(string folded)
    {
        string decomposed = folded.Normalize(NormalizationForm.FormD);
        var own = new StringBuilder(decomposed.Length);
        var latin = new StringBuilder(decomposed.Length);
        bool isLatin = true;
        bool isAmbiguous = false;
        foreach (Rune rune in decomposed.EnumerateRunes())
        {
            // The dot of an i swallows another one: 'İ' is an 'i' to the eye.
            if (rune == DotAbove && own.Length > 0 && own[^1] is 'l' or 'j')
            {
                continue;
            }

            NameData.AppendKey(own, rune);
            if (rune.Value is '*' or '?')
            {
                latin.Append(rune.ToString());
                continue;
            }

            IReadOnlyList<string> doubles = NameData.LatinDoubles(rune);
            isLatin &= doubles.Count > 0;
            isAmbiguous |= doubles.Count > 1;
            latin.Append(doubles.Count > 0 ? doubles[0] : string.Empty);
        }

        return (own.ToString(), latin.ToString(), isLatin, isAmbiguous);
    }

    private static bool HasPileOfMarks(string display)
    {
        Rune last = default;
        int marks = 0;
        foreach (Rune rune in display.Normalize(NormalizationForm.FormD).EnumerateRunes())
        {
            bool mark = Rune.GetUnicodeCategory(rune) == UnicodeCategory.NonSpacingMark;
            marks = mark ? marks + 1 : 0;
            if (marks > MostMarksInARow || (mark && rune == last))
            {
                return true;
            }

            last = rune;
        }

        return false;
    }

    private static bool IsOneSystem(Rune digit, ref int zero)
    {
        int its = digit.Value - (int)Rune.GetNumericValue(digit);
        bool same = zero < 0 || zero == its;
        zero = its;
        return same;
    }

    /// <summary>False for halves of surrogate pairs and for what is no character: normalisation throws on them.</summary>
    private static bool CanNormalize(string text)
    {
        ReadOnlySpan<char> rest = text;
        while (!rest.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(rest, out Rune rune, out int taken) != OperationStatus.Done
                || Rune.GetUnicodeCategory(rune) is UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse
                    or UnicodeCategory.Control or UnicodeCategory.Format)
            {
                return false;
            }

            rest = rest[taken..];
        }

        return true;
    }
}
