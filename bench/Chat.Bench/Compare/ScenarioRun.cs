using System.Text.Json;

namespace Chat.Bench.Compare;

/// <summary>One start of a scenario as a program of its own.</summary>
/// <param name="Server">Whose server.</param>
/// <param name="Arguments">What it was told, to run it again.</param>
/// <param name="Results">The runs of its report; empty where it failed.</param>
/// <param name="Why">Why it failed; null where it did not.</param>
internal sealed record ScenarioRun(string Server, string Arguments, IReadOnlyList<JsonElement> Results, string? Why)
{
    /// <summary>A number of the first result.</summary>
    /// <param name="path">Property names, with dots between them.</param>
    /// <returns>Null where the scenario failed or has no such number.</returns>
    public double? Number(string path) => Results.Count == 0 ? null : NumberOf(Results[0], path);

    /// <summary>A number of each result.</summary>
    public IEnumerable<double> Numbers(string path) => Results.Select(result => NumberOf(result, path)).OfType<double>();

    private static double? NumberOf(JsonElement element, string path)
    {
        foreach (string name in path.Split('.'))
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element))
            {
                return null;
            }
        }

        return element.ValueKind == JsonValueKind.Number ? element.GetDouble() : null;
    }
}
