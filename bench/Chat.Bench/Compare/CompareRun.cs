using System.Globalization;
using Chat.Bench.Targets;

namespace Chat.Bench.Compare;

/// <summary>What the parts of a comparison share: the servers, how to measure them, and what was measured so far.</summary>
internal sealed class CompareRun(CompareOptions options, TextWriter output)
{
    private const int NameWidth = 10;
    private readonly List<ScenarioRun> _runs = [];

    public CompareOptions Options { get; } = options;

    /// <summary>Our server, then the peers: they take turns in this order.</summary>
    public IReadOnlyList<Contender> Contenders { get; } =
    [
        new("AkkaChat", ["--start", options.Server]),
        .. IrcPeer.All.Select(peer => new Contender(peer.Title, ["--protocol", "irc", "--start", peer.Name])),
    ];

    /// <summary>Everything measured so far.</summary>
    public IReadOnlyList<ScenarioRun> Runs => _runs;

    /// <summary>Measures our server.</summary>
    public Task<ScenarioRun> OursAsync(IReadOnlyList<string> arguments, CancellationToken cancel) => MeasureAsync(Contenders[0], arguments, cancel);

    /// <summary>Measures a server.</summary>
    public Task<ScenarioRun> MeasureAsync(Contender contender, IReadOnlyList<string> arguments, CancellationToken cancel) =>
        MeasureAsync(contender.Name, typeof(CompareRun).Assembly.Location, [.. arguments, .. contender.Arguments], cancel);

    /// <summary>Runs a program of the bench.</summary>
    public async Task<ScenarioRun> MeasureAsync(string server, string dll, IReadOnlyList<string> arguments, CancellationToken cancel)
    {
        ScenarioRun run = await ScenarioProcess.RunAsync(server, dll, arguments, cancel).ConfigureAwait(false);
        _runs.Add(run);
        if (run.Why is { } why)
        {
            Say($"{server}: could not be had: {why} ({run.Arguments})");
        }

        return run;
    }

    /// <summary>Prints a line below the part's name.</summary>
    public void Say(string line) => output.WriteLine($"  {line}");

    /// <summary>Prints a table of what each server reached.</summary>
    /// <param name="columns">Their titles.</param>
    /// <param name="rows">A name, and a text for each column.</param>
    public void Print(IReadOnlyList<string> columns, IEnumerable<(string Name, IReadOnlyList<string> Cells)> rows)
    {
        (string Name, IReadOnlyList<string> Cells)[] all = [(string.Empty, columns), .. rows];
        int first = Math.Max(NameWidth, all.Max(row => row.Name.Length));
        int[] widths = [.. Enumerable.Range(0, columns.Count).Select(i => all.Max(row => row.Cells[i].Length))];
        foreach ((string name, IReadOnlyList<string> cells) in all)
        {
            Say($"{name.PadRight(first)}{string.Concat(cells.Select((cell, i) => "  " + cell.PadLeft(widths[i])))}");
        }
    }

    /// <summary>A number as an argument.</summary>
    public static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A server that takes part.</summary>
/// <param name="Name">As tables name it.</param>
/// <param name="Arguments">What a scenario is told in order to measure it.</param>
internal sealed record Contender(string Name, IReadOnlyList<string> Arguments);
