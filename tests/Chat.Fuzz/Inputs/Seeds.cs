using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Chat.Fuzz.Inputs;

/// <summary>A frame as its fields, values as JSON.</summary>
/// <param name="Fields">In the order in which they are written; a name may stand twice.</param>
internal sealed record Seed(IReadOnlyList<(string Name, string Value)> Fields);

/// <summary>The examples of docs/protocol.md, one of each frame and field there is: where mutation begins.</summary>
internal static partial class Seeds
{
    private static readonly IReadOnlyList<string> Examples = Read();

    /// <summary>Each request.</summary>
    public static IReadOnlyList<Seed> Requests { get; } = [.. Examples.Select(Parse).Where(s => Has(s, "id"))];

    /// <summary>Each reply and event.</summary>
    public static IReadOnlyList<Seed> ServerFrames { get; } = [.. Examples.Select(Parse).Where(s => !Has(s, "id"))];

    private static bool Has(Seed seed, string name) => seed.Fields.Any(f => f.Name == name);

    private static Seed Parse(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return new Seed([.. document.RootElement.EnumerateObject().Select(p => (p.Name, p.Value.GetRawText()))]);
    }

    private static List<string> Read()
    {
        using Stream stream = typeof(Seeds).Assembly.GetManifestResourceStream("protocol.md")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return [.. ExampleBlock().Matches(reader.ReadToEnd()).Select(m => m.Groups[1].Value)];
    }

    [GeneratedRegex(@"^```json\r?\n(.*?)\r?\n```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex ExampleBlock();
}
