using System.CommandLine;
using Chat.Bench.Common;

namespace Chat.Bench.Commands;

/// <summary>The command line of the load generator.</summary>
internal static class BenchCommandLine
{
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static async Task<int> RunAsync(string[] arguments)
    {
        var root = new RootCommand("Measures an AkkaChat server with real connections. What is measured and how: docs/performance.md.");
        root.Add(FanoutCommand.Create());
        root.Add(FanoutCommand.CreateRooms());
        root.Add(FanoutCommand.CreatePrivate());
        root.Add(LatencyCommand.Create());
        root.Add(IdleCommand.Create());
        root.Add(StormCommand.Create());
        root.Add(BurstCommand.Create());
        root.Add(PresenceCommand.Create());
        root.Add(HostileCommand.Create());
        root.Add(RestCommand.Create());
        root.Add(LogCommand.Create());
        root.Add(CommitsCommand.Create());
        root.Add(CompareCommand.Create());
        root.Add(StartCommand.Create());
        root.Add(LoginFloodCommand.Create());
        ParseResult command = root.Parse(arguments);
        if (command.Errors.Count > 0)
        {
            await Console.Error.WriteLineAsync($"{command.Errors[0].Message} See --help.").ConfigureAwait(false);
            return ExitCodes.WrongArguments;
        }

        try
        {
            return await command.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false }).ConfigureAwait(false);
        }
        catch (BenchException e)
        {
            await Console.Error.WriteLineAsync($"FAILED: {e.Message}").ConfigureAwait(false);
            return ExitCodes.Failed;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("Stopped.").ConfigureAwait(false);
            return ExitCodes.Failed;
        }
    }
}
