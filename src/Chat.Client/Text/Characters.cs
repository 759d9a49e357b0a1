using System.Globalization;
using System.Text;
using Terminal.Gui.Text;

namespace Chat.Client.Text;

/// <summary>What must be known of characters to show them. Which ones terminals disagree on was found by comparing the width tables of the interface library, glibc and tmux.</summary>
internal static class Characters
{
    private const int FirstRegional = 0x1F1E6;

    /// <summary>True for what draws nothing: formatting characters, variation selectors, fillers, and marks that only some terminals give a column.</summary>
    public static bool IsInvisible(Rune rune) => rune.Value
        is (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF) or (>= 0x180B and <= 0x180F)
            or 0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or 0x3164 or 0xFFA0 or 0x302E or 0x302F or 0x16FF0 or 0x16FF1
        || Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format;

    /// <summary>True for the colours of skin that follow an emoji.</summary>
    public static bool IsSkinTone(int value) => value is >= 0x1F3FB and <= 0x1F3FF;

    /// <summary>True for the letters that make flags, two by two.</summary>
    public static bool IsRegional(int value) => value is >= FirstRegional and <= 0x1F1FF;

    /// <summary>The plain letter of such a one.</summary>
    public static char RegionalLetter(int value) => (char)('A' + value - FirstRegional);

    /// <summary>True for symbols that are one column wide here and two there, also since their normal form is two signs (musical notes).</summary>
    public static bool IsDisputed(int value) => value
        is (>= 0x2630 and <= 0x2637) or (>= 0x268A and <= 0x268F) or (>= 0x3248 and <= 0x324F)
            or (>= 0x4DC0 and <= 0x4DFF) or (>= 0x1D300 and <= 0x1D376)
            or (>= 0x1D15E and <= 0x1D164) or (>= 0x1D1BB and <= 0x1D1C0);

    /// <summary>True for emoji of the years since 2022: terminals in use do not know their width.</summary>
    public static bool IsRecent(int value) => value
        is 0x1F6DC or (>= 0x1FA75 and <= 0x1FA77) or (>= 0x1FA87 and <= 0x1FA8F) or (>= 0x1FAAD and <= 0x1FAAF)
            or (>= 0x1FABB and <= 0x1FABF) or (>= 0x1FAC6 and <= 0x1FACF) or (>= 0x1FADA and <= 0x1FADF)
            or 0x1FAE8 or 0x1FAE9 or (>= 0x1FAF7 and <= 0x1FAFF);

    /// <summary>True for emoji that are two columns wide by themselves.</summary>
    public static bool IsWideEmoji(int value) => (value is >= 0x1F000 and <= 0x1FAFF && !IsRegional(value) && !IsSkinTone(value)) && new Rune(value).GetColumns() == 2;

    /// <summary>True where a joiner makes one emoji of two.</summary>
    public static bool Join(Rune left, Rune right)
    {
        if (!IsWideEmoji(left.Value))
        {
            return false;
        }

        string joined = $"{left}\u200D{right}";
        return StringInfo.GetNextTextElementLength(joined) == joined.Length;
    }

    /// <summary>True for letters of scripts in which the non-joiner shows: Arabic, Syriac, and those of India.</summary>
    public static bool UsesNonJoiner(int value) => value is (>= 0x0620 and <= 0x08FF) or (>= 0x0900 and <= 0x0DFF) && Rune.IsLetter(new Rune(value));
}
