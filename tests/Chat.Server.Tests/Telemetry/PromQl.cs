using System.Text.RegularExpressions;

namespace Chat.Server.Tests.Telemetry;

/// <summary>Finds which metrics a query of Prometheus names.</summary>
internal static partial class PromQl
{
    private static readonly HashSet<string> Words = new(["and", "or", "unless", "offset", "bool", "inf", "nan", "by", "without", "on", "ignoring", "group_left", "group_right", "start", "end"], StringComparer.OrdinalIgnoreCase);

    /// <summary>The names, each once.</summary>
    public static IReadOnlySet<string> MetricsOf(string query)
    {
        string bare = Text().Replace(query, "''");
        bare = Selector().Replace(bare, "");
        bare = Range().Replace(bare, "");
        bare = Grouping().Replace(bare, " ");
        return Name().Matches(bare).Select(m => m.Value).Where(name => !Words.Contains(name)).ToHashSet(StringComparer.Ordinal);
    }

    [GeneratedRegex("""(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')""")]
    private static partial Regex Text();

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Selector();

    [GeneratedRegex(@"\[[^\]]*\]")]
    private static partial Regex Range();

    [GeneratedRegex(@"\b(?:by|without|on|ignoring|group_left|group_right)\s*\([^)]*\)", RegexOptions.IgnoreCase)]
    private static partial Regex Grouping();

    /// <summary>A name that is no function and no part of a number.</summary>
    [GeneratedRegex(@"(?<![\w.$])[a-zA-Z_:][a-zA-Z0-9_:]*\b(?!\s*\()")]
    private static partial Regex Name();
}
