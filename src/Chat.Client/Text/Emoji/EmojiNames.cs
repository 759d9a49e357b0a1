using System.Reflection;

namespace Chat.Client.Text.Emoji;

/// <summary>Emoji by the names that people write between colons: GitHub's list. Read when first asked for.</summary>
internal sealed class EmojiNames
{
    private const string Resource = "gemoji.txt";
    private static readonly Lazy<EmojiNames> Loaded = new(() => new EmojiNames(Read()));
    private readonly SortedList<string, string> _emoji;

    private EmojiNames(SortedList<string, string> emoji) => _emoji = emoji;

    /// <summary>The longest name there is, in characters.</summary>
    public const int LongestName = 40;

    /// <summary>The list.</summary>
    public static EmojiNames GitHub => Loaded.Value;

    /// <summary>All names with their emoji, in the order of the alphabet.</summary>
    public IReadOnlyDictionary<string, string> All => _emoji;

    /// <summary>The emoji of a name without its colons; null where there is none.</summary>
    public string? Of(string name) => _emoji.GetValueOrDefault(name);

    /// <summary>Names that begin so, in the order of the alphabet, with their emoji.</summary>
    /// <param name="beginning">The beginning, in any case.</param>
    /// <param name="most">How many at most.</param>
    public IEnumerable<(string Name, string Emoji)> Find(string beginning, int most) => _emoji
        .Where(pair => pair.Key.StartsWith(beginning, StringComparison.OrdinalIgnoreCase))
        .Take(most)
        .Select(pair => (pair.Key, pair.Value));

    private static SortedList<string, string> Read()
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Resource) ?? throw new InvalidOperationException($"{Resource} is not in the program.");
        using var reader = new StreamReader(stream);
        Dictionary<string, string> emoji = new(StringComparer.Ordinal);
        while (reader.ReadLine() is { } line)
        {
            int tab = line.IndexOf('\t', StringComparison.Ordinal);
            foreach (string name in tab < 0 ? [] : line[(tab + 1)..].Split(' '))
            {
                emoji[name] = line[..tab];
            }
        }

        return new SortedList<string, string>(emoji, StringComparer.Ordinal);
    }
}
