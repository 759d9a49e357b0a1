using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;

namespace Chat.Client.Tests.Text;

/// <summary>Strings that break rows, harm neighbours or attack the terminal where they are drawn without care.</summary>
internal static partial class Corpus
{
    public static IReadOnlyList<(string Name, string Text)> All { get; } = Read();

    private static List<(string Name, string Text)> Read()
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("corpus.txt")!;
        using var reader = new StreamReader(stream);
        List<(string, string)> all = [];
        while (reader.ReadLine() is { } line)
        {
            if (!line.StartsWith('#'))
            {
                int tab = line.IndexOf('\t', StringComparison.Ordinal);
                all.Add((line[..tab], Escape().Replace(line[(tab + 1)..], match => match.Groups[1].Success ? Unit(match.Groups[1].Value) : "\\")));
            }
        }

        return all;
    }

    private static string Unit(string number)
    {
        int value = int.Parse(number, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        return value is >= 0xD800 and <= 0xDFFF ? ((char)value).ToString() : char.ConvertFromUtf32(value);
    }

    [GeneratedRegex(@"\\(?:u\{([0-9A-F]+)\}|\\)")]
    private static partial Regex Escape();
}
