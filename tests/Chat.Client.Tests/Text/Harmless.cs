using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Xunit;

namespace Chat.Client.Tests.Text;

/// <summary>The one rule of everything that is shown: nothing in it controls the terminal, hides, reorders or piles up, but what the program itself has written.</summary>
internal static partial class Harmless
{
    private const int MostMarks = 6;

    /// <summary>Fails where the rule does not hold.</summary>
    /// <param name="place">Where it is shown.</param>
    /// <param name="nasty">What was to be shown there.</param>
    /// <param name="shown">What is shown.</param>
    /// <param name="hasLines">Whether the program breaks lines there.</param>
    public static void Check(string place, string nasty, string shown, bool hasLines = false)
    {
        int marks = 0;
        foreach (Rune rune in shown.EnumerateRunes())
        {
            UnicodeCategory category = Rune.GetUnicodeCategory(rune);
            bool isHarmless = (hasLines && rune.Value == '\n') || rune.Value is 0x200C or 0x200D || category is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate
                or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
            marks = category is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark ? marks + 1 : 0;
            Assert.True(isHarmless && marks <= MostMarks, $"{place}: U+{rune.Value:X4} of '{nasty}' in '{shown}'");
        }
    }

    /// <summary>The same of what is written to the terminal beside the screen: whole sequences that the program writes, and nothing beside or within them.</summary>
    public static void CheckSignals(string place, string nasty, string written)
    {
        foreach (Match sequence in Sequence().Matches(written))
        {
            Check(place, nasty, sequence.Groups["text"].Value);
        }

        Assert.True(Sequence().Replace(written, string.Empty).Length == 0, $"{place}: '{written}' of '{nasty}'");
    }

    // Title, notifications, keeping the title and giving it back, the focus, the bell.
    [GeneratedRegex(@"\u001b\](?:2|9|777;notify);(?<text>[^\a\u001b]*)\a|\u001b\[2[23];0t|\u001b\[\?1004[hl]|\a")]
    private static partial Regex Sequence();
}
