using System.Text.RegularExpressions;

namespace Chat.Server.Tests.Authorization;

/// <summary>A cell of the tables in docs/security.md.</summary>
/// <param name="Place">Where: <c>public</c>, <c>invite</c> or <c>private</c> for a room of that access, <c>*</c> for the whole server.</param>
/// <param name="Operation">What is asked, as its row says.</param>
/// <param name="Relation">Who asks, as its column says.</param>
/// <param name="Outcome">What that gets.</param>
internal sealed record MatrixCell(string Place, string Operation, string Relation, string Outcome);

/// <summary>The tables of docs/security.md.</summary>
internal static partial class MatrixPage
{
    private static readonly Dictionary<string, string> Places = new(StringComparer.Ordinal)
    {
        ["In a public room"] = "public",
        ["In a room that one joins by invitation"] = "invite",
        ["In a private room"] = "private",
        ["In the whole server (`*`)"] = "*",
    };

    /// <summary>Every cell, in the page's order.</summary>
    public static IReadOnlyList<MatrixCell> Cells { get; } = [.. Read(File.ReadAllLines(Path.Combine(Root(), "docs", "security.md")))];

    private static IEnumerable<MatrixCell> Read(IEnumerable<string> lines)
    {
        string? place = null;
        string[]? relations = null;
        foreach (string line in lines)
        {
            if (Heading().Match(line) is { Success: true } heading)
            {
                (place, relations) = (Places[heading.Groups[1].Value], null);
            }
            else if (place is not null && line.StartsWith('|'))
            {
                string[] columns = [.. line.Trim('|').Split('|').Select(c => c.Trim())];
                if (relations is null)
                {
                    relations = columns[1..];
                }
                else if (columns[0] != "---")
                {
                    for (int i = 0; i < relations.Length; i++)
                    {
                        yield return new MatrixCell(place, columns[0], relations[i], columns[i + 1]);
                    }
                }
            }
        }
    }

    private static string Root()
    {
        string folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "AkkaChat.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("the repository's root");
        }

        return folder;
    }

    [GeneratedRegex("^### (.+)$")]
    private static partial Regex Heading();
}
