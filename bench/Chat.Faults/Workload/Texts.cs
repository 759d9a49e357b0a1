using System.Globalization;
using System.Text;

namespace Chat.Faults.Workload;

/// <summary>What clients say: each text once, of many kinds and lengths. The same seed says the same.</summary>
internal static class Texts
{
    private const int LongOneIn = 500;
    private const int LongestRepeat = 200;

    private static readonly string[] Fragments =
    [
        "hello", "it rains", "日本語も書ける", "👍🏽", "naïve café", "a\tb", "line\nbreak", "\"quoted\" \\ back", "' OR 1=1 --", "<b>&amp;</b>", "\u202Eright\u202C",
        "\u001B[31mred", "Ω≈ç√", "%s %d {0}", "\u0001\u0007", "العربية", "e\u0301", "{\"type\":\"bye\"}", "  two  blanks  ", "\uFEFFmark",
    ];

    /// <summary>The text of a user's message with this number.</summary>
    public static string Of(int seed, string user, int number)
    {
        var random = new Random(HashCode(seed, user, number));
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{user}#{number}");
        int fragments = random.Next(1, 6);
        for (int i = 0; i < fragments; i++)
        {
            text.Append(' ').Append(Fragments[random.Next(Fragments.Length)]);
        }

        if (random.Next(LongOneIn) == 0)
        {
            text.Insert(text.Length, "0123456789 abcdefghij", random.Next(1, LongestRepeat));
        }

        return text.ToString();
    }

    // string.GetHashCode differs from process to process.
    private static int HashCode(int seed, string user, int number) =>
        (int)History.Fingerprint.Of(seed, History.Fingerprint.Of(user), (ulong)number, 0);
}
