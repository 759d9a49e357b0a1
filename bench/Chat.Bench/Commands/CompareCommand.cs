using System.CommandLine;
using Chat.Bench.Common;
using Chat.Bench.Common.Commands;
using Chat.Bench.Common.Report;
using Chat.Bench.Common.Servers;
using Chat.Bench.Compare;
using Chat.Bench.Compare.Parts;
using Chat.Bench.Targets;

namespace Chat.Bench.Commands;

/// <summary><c>compare</c>: our server and its peers in turn, and the table of goals.</summary>
internal static class CompareCommand
{
    private const string ClientBenchName = "Chat.Client.Bench";

    private static readonly Option<int?> Rounds = Numbers.OptionalCount("--rounds", 1, 100, "How often the servers take turns [default: 3, with --quick 1]");
    private static readonly Option<bool> Quick = new("--quick") { Description = "Everything shorter and smaller than the goals ask for: to see that it works" };
    private static readonly Option<string[]> Only = OnlyOption();
    private static readonly Option<string?> Server = new("--start") { HelpName = "PATH", Description = "Our published Chat.Server.dll [default: the one built with this program]" };
    private static readonly Option<string?> Client = new("--client") { HelpName = "PATH", Description = "Our published client's program [default: where dotnet publish puts it]" };

    public static Command Create()
    {
        var command = new Command("compare", "Measures our server, InspIRCd and ngIRCd in turn, then prints every goal with what was measured. bench/compare publishes, and runs this.")
        {
            Rounds, Quick, Only, Server, Client, CommonOptions.Json,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult command, CancellationToken cancel)
    {
        DateTimeOffset at = DateTimeOffset.UtcNow;
        TextWriter output = command.InvocationConfiguration.Output;
        bool isQuick = command.GetValue(Quick);
        var options = new CompareOptions(command.GetValue(Server) ?? ServerBuild.FindDll(), command.GetValue(Client), FindClientBench(), command.GetValue(Rounds) ?? (isQuick ? 1 : 3), isQuick);
        string commandLine = string.Join(' ', ["Chat.Bench", .. command.Tokens.Select(t => t.Value)]);
        var machine = Machine.Read();
        output.WriteLine($"command  {commandLine}");
        output.WriteLine($"machine  {machine}");
        output.WriteLine($"server   {Path.GetFullPath(options.Server)}, {ServerBuild.GarbageCollector(options.Server)} GC");
        Warn();
        if (IrcPeer.All.FirstOrDefault(peer => IrcServer.Find(peer) is null) is { } missing)
        {
            throw new BenchException($"{missing.Title} is not installed: on Debian, apt-get install {missing.Program}.");
        }

        var run = new CompareRun(options, output);
        string[] only = command.GetValue(Only) ?? [];
        var rows = new List<GoalRow>();
        foreach (ComparePart part in AllParts.List)
        {
            rows.Add(only.Length == 0 || only.Contains(part.Name)
                ? await MeasureAsync(part, run, output, cancel).ConfigureAwait(false)
                : new GoalRow(part.Name, part.What, part.Wanted, [], "left out (--only)"));
        }

        output.WriteLine();
        foreach (string line in GoalRow.Table(rows))
        {
            output.WriteLine(line);
        }

        Warn();
        if (command.GetValue(CommonOptions.Json) is { } path)
        {
            CompareJson.Save(new CompareReport(commandLine, machine, at, isQuick, rows, run.Runs), path);
        }

        return run.Runs.All(one => one.Why is null) ? ExitCodes.Ok : ExitCodes.Failed;

        void Warn()
        {
            if (isQuick)
            {
                output.WriteLine("WARNING  --quick: runs are too short and too small to judge a goal by.");
            }
        }
    }

    private static async Task<GoalRow> MeasureAsync(ComparePart part, CompareRun run, TextWriter output, CancellationToken cancel)
    {
        output.WriteLine();
        output.WriteLine($"{part.Name}: {part.What}");
        int before = run.Runs.Count;
        IReadOnlyList<Figure> figures = await part.MeasureAsync(run, cancel).ConfigureAwait(false);
        foreach (Figure figure in figures)
        {
            run.Say(figure.Text);
        }

        string? why = figures.Any(f => f.Verdict == Compare.Verdict.NotMeasured)
            ? run.Runs.Skip(before).Select(one => one.Why).FirstOrDefault(reason => reason is not null)
            : null;
        return new GoalRow(part.Name, part.What, part.Wanted, figures, why);
    }

    private static Option<string[]> OnlyOption()
    {
        var option = new Option<string[]>("--only")
        {
            HelpName = "NAMES",
            Description = "Measure only these, several with blanks between: " + string.Join(", ", AllParts.List.Select(part => part.Name)),
            AllowMultipleArgumentsPerToken = true,
        };
        option.AcceptOnlyFromAmong([.. AllParts.List.Select(part => part.Name)]);
        return option;
    }

    private static string FindClientBench()
    {
        // Both are built in the same repository, in the same configuration.
        string here = AppContext.BaseDirectory;
        return Path.Combine(here.Replace($"{Path.DirectorySeparatorChar}Chat.Bench{Path.DirectorySeparatorChar}", $"{Path.DirectorySeparatorChar}{ClientBenchName}{Path.DirectorySeparatorChar}", StringComparison.Ordinal), $"{ClientBenchName}.dll");
    }
}
