using System.CommandLine;
using Chat.Faults.Checking;
using Chat.Faults.History;
using Chat.Faults.Report;

namespace Chat.Faults.Commands;

/// <summary><c>check</c>: checks a history that was kept.</summary>
internal static class CheckCommand
{
    private static readonly Argument<string> Path = new("FILE") { Description = "A history that a run kept: history.jsonl.gz, or the same not compressed" };

    public static Command Create()
    {
        var command = new Command("check", "Check a history that was kept, again.") { Path };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult command, CancellationToken cancel)
    {
        TextWriter output = command.InvocationConfiguration.Output;
        RunHistory history = await HistoryFile.LoadAsync(command.GetRequiredValue(Path)).ConfigureAwait(false);
        FaultReport.Print(output, history);
        Findings findings = DeliveryCheck.Run(history);
        FaultReport.Print(output, findings);
        return findings.Total == 0 ? ExitCodes.Ok : ExitCodes.Violations;
    }
}
