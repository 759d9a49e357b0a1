using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Chat.Protocol.Names;

/// <summary>The Unicode data of <c>Data/names.txt</c>, loaded when the first name that is not ASCII comes.</summary>
internal static class NameData
{
    /// <summary>Goes with every script.</summary>
    public const ulong AnyScript = ulong.MaxValue;

    private static readonly Tables Data = Load();

    /// <summary>The scripts in which a character is used, one bit each.</summary>
    /// <returns>False when no name may have the character.</returns>
    public static bool TryGetScripts(Rune rune, out ulong scripts)
    {
        int at = Data.Ranges.BinarySearch(new ScriptRange(rune.Value, rune.Value, 0), RangeOrder.Instance);
        scripts = at >= 0 ? Data.Ranges[at].Scripts : 0;
        return at >= 0;
    }

    /// <summary>Adds the character's full case folding.</summary>
    public static void AppendFolded(StringBuilder text, Rune rune) => Append(text, rune, Data.Folds);

    /// <summary>Adds what the character looks like beside others of its script.</summary>
    public static void AppendKey(StringBuilder text, Rune rune) => Append(text, rune, Data.Keys);

    /// <summary>The Latin letters that a folded character can be taken for, in lower or upper case; for a Latin one its key.</summary>
    public static IReadOnlyList<string> LatinDoubles(Rune rune)
    {
        if (!rune.IsAscii && !(TryGetScripts(rune, out ulong scripts) && (scripts & Data.Latin) != 0))
        {
            return Data.Doubles.GetValueOrDefault(rune.Value, []);
        }

        return [Data.Keys.GetValueOrDefault(rune.Value) ?? rune.ToString()];
    }

    private static void Append(StringBuilder text, Rune rune, FrozenDictionary<int, string> map)
    {
        if (map.TryGetValue(rune.Value, out string? replacement))
        {
            text.Append(replacement);
            return;
        }

        Span<char> units = stackalloc char[2];
        text.Append(units[..rune.EncodeToUtf16(units)]);
    }

    private static Tables Load()
    {
        var bits = new Dictionary<string, ulong>(StringComparer.Ordinal);
        var ranges = new List<ScriptRange>();
        var folds = new Dictionary<int, string>();
        var keys = new Dictionary<int, string>();
        var doubles = new Dictionary<int, string[]>();
        using Stream stream = typeof(NameData).Assembly.GetManifestResourceStream("names.txt")!;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            string[] fields = line.Split(';');
            switch (fields[0])
            {
                case "S":
                    ranges.Add(new ScriptRange(CodePoint(fields[1]), CodePoint(fields[2]), Mask(fields[3], bits)));
                    break;
                case "F":
                    folds.Add(CodePoint(fields[1]), Text(fields[2]));
                    break;
                case "K":
                    keys.Add(CodePoint(fields[1]), Text(fields[2]));
                    break;
                case "L":
                    doubles.Add(CodePoint(fields[1]), [.. fields.Skip(2).Select(Text)]);
                    break;
                default:
                    break;
            }
        }

        return new Tables(ranges, folds.ToFrozenDictionary(), keys.ToFrozenDictionary(), doubles.ToFrozenDictionary(), bits["Latn"]);
    }

    private static ulong Mask(string scripts, Dictionary<string, ulong> bits)
    {
        ulong mask = 0;
        foreach (string script in scripts.Split(' '))
        {
            if (script == "*")
            {
                return AnyScript;
            }

            if (!bits.TryGetValue(script, out ulong bit))
            {
                bit = 1UL << bits.Count;
                bits.Add(script, bit);
            }

            mask |= bit;
        }

        return mask;
    }

    private static int CodePoint(string hex) => int.Parse(hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    private static string Text(string hexes) => string.Concat(hexes.Split(' ').Select(h => char.ConvertFromUtf32(CodePoint(h))));

    private readonly record struct ScriptRange(int First, int Last, ulong Scripts);

    private sealed record Tables(
        List<ScriptRange> Ranges,
        FrozenDictionary<int, string> Folds,
        FrozenDictionary<int, string> Keys,
        FrozenDictionary<int, string[]> Doubles,
        ulong Latin);

    private sealed class RangeOrder : IComparer<ScriptRange>
    {
        public static RangeOrder Instance { get; } = new();

        public int Compare(ScriptRange x, ScriptRange y) => x.Last < y.First ? -1 : x.First > y.Last ? 1 : 0;
    }
}
