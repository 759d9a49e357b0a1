namespace Chat.Client.Text;

/// <summary>Korean letters. Sent one by one they would be drawn as one syllable here and side by side there; so they are put together, and those that stand alone become letters that join nothing.</summary>
internal static class Hangul
{
    private const int FirstSyllable = 0xAC00;
    private const int LastSyllable = 0xD7A3;
    private const int FirstLeading = 0x1100;
    private const int FirstVowel = 0x1161;
    private const int BeforeTrailing = 0x11A7;
    private const int Vowels = 21;
    private const int Trailings = 28;
    private const string LeadingAlone = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";
    private const string VowelAlone = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ";
    private const string TrailingAlone = "ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ";

    /// <summary>True for letters that join others.</summary>
    public static bool IsJamo(int value) => value is (>= 0x1100 and <= 0x11FF) or (>= 0xA960 and <= 0xA97F) or (>= 0xD7B0 and <= 0xD7FF);

    /// <summary>True for those that begin a syllable.</summary>
    public static bool IsLeading(int value) => value >= FirstLeading && value < FirstLeading + LeadingAlone.Length;

    /// <summary>The syllable of two neighbours; null where they are none.</summary>
    public static char? Compose(int left, int right)
    {
        int vowel = right - FirstVowel;
        if (IsLeading(left) && vowel is >= 0 and < Vowels)
        {
            return (char)(FirstSyllable + ((((left - FirstLeading) * Vowels) + vowel) * Trailings));
        }

        int trailing = right - BeforeTrailing;
        bool isOpen = left is >= FirstSyllable and <= LastSyllable && (left - FirstSyllable) % Trailings == 0;
        return isOpen && trailing is > 0 and < Trailings ? (char)(left + trailing) : null;
    }

    /// <summary>The letter as it stands alone; null for those of old texts that have no such form.</summary>
    public static char? Alone(int value) => value switch
    {
        _ when IsLeading(value) => LeadingAlone[value - FirstLeading],
        >= FirstVowel and < FirstVowel + Vowels => VowelAlone[value - FirstVowel],
        > BeforeTrailing and < BeforeTrailing + Trailings => TrailingAlone[value - BeforeTrailing - 1],
        _ => null,
    };
}
