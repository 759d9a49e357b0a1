using System.CommandLine;
using Chat.Bench.Common;

namespace Chat.Faults.Commands;

/// <summary>The command line.</summary>
internal static class FaultsCommandLine
{
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static async Task<int> RunAsync(string[] arguments)
    {
        var root = new RootCommand(
            "Breaks a server while clients talk, and checks that nothing acknowledged is lost, nothing comes twice and everyone sees the same. See docs/delivery.md.");
        RunCommand.AddTo(root);
        root.Add(CheckCommand.Create());
        ParseResult command = root.Parse(arguments);
        if (command.Errors.Count > 0)
        {
            await Console.Error.WriteLineAsync($"{command.Errors[0].Message} See --help.").ConfigureAwait(false);
            return ExitCodes.CouldNotRun;
        }

        try
        {
            // Ctrl-C ends the talk; what was recorded is checked all the same, and that takes its time.
            var console = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = Timeout.InfiniteTimeSpan };
            return await command.InvokeAsync(console).ConfigureAwait(false);
        }
        catch (Exception e) when (e is BenchException or OperationCanceledException)
        {
            await Console.Error.WriteLineAsync($"FAILED: {(e is BenchException ? e.Message : "stopped before it began.")}").ConfigureAwait(false);
            return ExitCodes.CouldNotRun;
        }
    }
}
