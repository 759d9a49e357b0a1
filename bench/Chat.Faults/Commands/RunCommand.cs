using System.CommandLine;
using System.Globalization;
using Chat.Bench.Common;
using Chat.Bench.Common.Commands;
using Chat.Bench.Common.Report;
using Chat.Bench.Common.Servers;
using Chat.Faults.Checking;
using Chat.Faults.History;
using Chat.Faults.Nodes;
using Chat.Faults.Report;
using Chat.Faults.Running;

namespace Chat.Faults.Commands;

/// <summary>Runs, checks, reports. It is what happens without a command.</summary>
internal static class RunCommand
{
    private const string HistoryName = "history.jsonl.gz";

    private static readonly Option<int?> Seed = new("--seed") { HelpName = "N", Description = "Repeat the plan of faults and the texts of a run [default: a random one]" };
    private static readonly Option<int> Messages = Numbers.Count("--messages", 50_000, 100, 100_000_000, "Messages to be acknowledged");
    private static readonly Option<int> Kills = Numbers.Count("--kills", 10, 0, 10_000, "How often the server is killed");
    private static readonly Option<int> Cuts = Numbers.Count("--cuts", 25, 0, 10_000, "How often connections are cut");
    private static readonly Option<int> Rooms = Numbers.Count("--rooms", 20, 1, 1000, "How many rooms there are");
    private static readonly Option<int> Users = Numbers.Count("--users", 40, 2, 1000, "How many users there are; one in eight has two clients, the others one");
    private static readonly Option<int> RoomsPerUser = Numbers.Count("--rooms-per-user", 5, 1, 100, "In how many rooms each user is");
    private static readonly Option<double> Duration = Numbers.Seconds("--duration", 3600, 1, 86_400, "End after so long, done or not");
    private static readonly Option<string?> Keep = new("--keep") { HelpName = "DIR", Description = "Keep the history, the server's log and its data here" };
    private static readonly Option<string?> Server = new("--server") { HelpName = "PATH", Description = "Chat.Server.dll to start [default: the one built with this program]" };

    public static void AddTo(Command command)
    {
        foreach (Option option in (Option[])[Seed, Messages, Kills, Cuts, Rooms, Users, RoomsPerUser, Duration, Keep, Server, .. StorageOptions.All])
        {
            command.Add(option);
        }

        command.SetAction(RunAsync);
    }

    private static async Task<int> RunAsync(ParseResult command, CancellationToken cancel)
    {
        RunOptions options = Options(command);
        TextWriter output = command.InvocationConfiguration.Output;
        string directory = Directory.CreateDirectory(command.GetValue(Keep) ?? Path.Combine(Path.GetTempPath(), $"chat-faults-{Environment.ProcessId}")).FullName;
        await using IStorageUnderTest storage = StorageOptions.Make(command, Path.Combine(directory, "data"));
        string seed = $"seed     {options.Seed}";
        output.WriteLine(seed);
        output.WriteLine($"machine  {Machine.Read()}");
        output.WriteLine($"server   {Path.GetFullPath(options.Server)}, {storage.Description}, {ServerBuild.Configuration}");

        using var halt = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        halt.CancelAfter(options.Longest);
        RunResult run = await new FaultRun(options, storage, directory, output).RunAsync(halt.Token).ConfigureAwait(false);
        Findings findings = DeliveryCheck.Run(run.History);
        FaultReport.Print(output, run);
        FaultReport.Print(output, findings);
        await KeepAsync(command, run.History, findings, directory).ConfigureAwait(false);
        output.WriteLine(seed);
        return Judge(command, run, findings, isStopped: cancel.IsCancellationRequested);
    }

    private static RunOptions Options(ParseResult command) => new(
        command.GetValue(Seed) ?? Random.Shared.Next(),
        command.GetValue(Messages),
        command.GetValue(Kills),
        command.GetValue(Cuts),
        command.GetValue(Rooms),
        command.GetValue(Users),
        command.GetValue(RoomsPerUser),
        TimeSpan.FromSeconds(command.GetValue(Duration)),
        command.GetValue(Server) is { } path ? Existing(path) : ServerBuild.FindDll());

    private static string Existing(string path) => File.Exists(path) ? path : throw new BenchException($"There is no server at {path}.");

    private static async Task KeepAsync(ParseResult command, RunHistory history, Findings findings, string directory)
    {
        if (command.GetValue(Keep) is null && findings.Total == 0)
        {
            Directory.Delete(directory, recursive: true);
            return;
        }

        string path = Path.Combine(directory, HistoryName);
        await HistoryFile.SaveAsync(history, path).ConfigureAwait(false);
        command.InvocationConfiguration.Output.WriteLine($"kept     {path}");
    }

    private static int Judge(ParseResult command, RunResult run, Findings findings, bool isStopped)
    {
        if (findings.Total > 0)
        {
            return ExitCodes.Violations;
        }

        if (run.IsWhole || isStopped)
        {
            return ExitCodes.Ok;
        }

        command.InvocationConfiguration.Error.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"FAILED: the time was over before the plan was done ({run.Gauge.Acknowledged} messages): give a longer --duration, or ask for less."));
        return ExitCodes.CouldNotRun;
    }
}
