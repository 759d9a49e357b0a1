using System.Globalization;
using System.Text;

namespace Chat.Fuzz.Inputs;

/// <summary>Texts, names and values that have broken programs before.</summary>
internal static class Nasty
{
    private static readonly string[] Pieces =
    [
        "a", "Alice", " ", "\t", "\n", "\r\n", "\0", "\a", "\b", "\u007f", "\u0085", "\u009b31m", "\u009d0;x\u009c", "\u001b", "\u001b[2J", "\u001b[31m", "\u001b]0;title\a",
        "\u001b]52;c;aGk=\u001b\\", "\u001b]8;;http://x\u001b\\link\u001b]8;;\u001b\\", "\u001bP+q\u001b\\", "\u001b[6n", "\u001bc",
        "\u202a", "\u202d", "\u202e", "\u202c", "\u2066", "\u2067", "\u2069", "\u061c", "\u200e", "\u200f", "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u034f",
        "\ufe0f", "\ufe0e", "\U000e0100", "\U000e0001", "\U000e0041", "\U000e007f", "\u0301", "\u0301\u0302\u0303\u0304\u0305\u0306\u0307", "\u20dd", "\u0488", "\u093e", "\u0bbe",
        "\u115f", "\u1160", "\u3164", "\uffa0", "\u2028", "\u2029", "\ufff9", "\ufffa", "\ufffb", "\ufffc", "\ufffd", "\ufffe", "\uffff", "\ufdd0", "\U0001fffe", "\U0010ffff",
        "\ue000", "\U000f0000", "\u0378", "\u1112\u1161\u11ab", "\u1100", "\u11a8", "한글", "日本語", "שלום", "سلام", "हिन्दी", "می\u200cخواهم", "\U0001f468\u200d\U0001f469\u200d\U0001f467",
        "\U0001f44d\U0001f3fd", "\U0001f1e9\U0001f1ea", "\U0001f1eb", "❤\ufe0f", "\U0001d15e", "\ufb01", "ﬃ", "İ", "ı", "ß", "ς", "Ⅷ", "①", "\u212b", "\u1e9e", "\u0390", "\ufdfa", "\u2800",
        "аlice", "pаypal", "l0bby", "..", "-", "_", ".", "@bob", "@", "~", "bob~1", "/me", "//x", "**b**", "`c`", "```", "> q", "[x](http://e)", "http://example.org/?a=1&b", "\"", "'", "\\",
        "%s", "{0}", "${x}", "'; drop table users; --", "*", "\"a", "NEAR(", "AND", "in:", "from:@", "before:9",
    ];

    private static readonly string[] Values =
    [
        "null", "true", "false", "0", "-0", "-1", "1", "2", "3", "41", "1.0", "1.5", "1e2", "1e400", "-1e-400", "9007199254740991", "9007199254740992", "9223372036854775807",
        "9223372036854775808", "-9223372036854775808", "99999999999999999999999999", "2147483647", "2147483648", "01", "+1", ".5", "NaN", "Infinity", "\"\"", "\"1\"", "\" \"", "[]", "{}",
        "[1]", "[null]", "{\"lobby\":1}", "{\"lobby\":-1}", "{\"a\":1,\"a\":2}", "{\"\":0}", "\"\\ud800\"", "\"\\udc00x\"", "\"\\ud83d\\ude00\"", "\"\\u0000\"", "\"\\u001b[2J\"", "\"\\x\"",
        "\"2026-11-22T10:30:20.123Z\"", "\"2026-13-99T99:99:99Z\"", "\"0001-01-01T00:00:00+14:00\"", "\"9999-12-31T23:59:59-14:00\"", "\"action\"", "\"others\"", "\"@bob\"", "\"lobby\"", "\"LOBBY\"",
        "undefined", "'x'", "/**/1", "", "{", "[", "\"",
    ];

    /// <summary>A text of such pieces, sometimes with half a surrogate pair, sometimes long.</summary>
    public static string Text(Dice dice)
    {
        var text = new StringBuilder();
        int pieces = dice.OneIn(40) ? dice.Below(400) : dice.Below(8);
        for (int i = 0; i < pieces; i++)
        {
            string piece = dice.Below(12) switch
            {
                0 => ((char)dice.Below(0x10000)).ToString(),
                1 => char.ConvertFromUtf32(dice.Below(0x10F800) is var any && any >= 0xD800 ? any + 0x800 : any),
                2 => ((char)(' ' + dice.Below(95))).ToString(),
                _ => dice.Pick(Pieces),
            };
            text.Insert(text.Length, piece, dice.OneIn(60) ? 1 + dice.Below(300) : 1);
        }

        return text.ToString();
    }

    /// <summary>A value in place of another, which need not be JSON.</summary>
    public static string Value(Dice dice) => dice.Below(4) switch
    {
        0 => Quoted(Text(dice), dice),
        1 => dice.Next().ToString(CultureInfo.InvariantCulture),
        _ => dice.Pick(Values),
    };

    /// <summary>The text as a JSON string: as it is where it may be, or as escapes.</summary>
    public static string Quoted(string text, Dice dice)
    {
        var quoted = new StringBuilder(text.Length + 2).Append('"');
        bool escapeAll = dice.OneIn(8);
        foreach (char c in text)
        {
            if (escapeAll || c is < ' ' or '"' or '\\' || char.IsSurrogate(c))
            {
                quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
            }
            else
            {
                quoted.Append(c);
            }
        }

        return quoted.Append('"').ToString();
    }
}
