using System.CommandLine;
using System.Globalization;
using Chat.Bench.Common.Commands;
using Chat.Bench.Common.Report;
using Chat.Bench.Common.Servers;
using Chat.Bench.Report;
using Chat.Bench.Scenarios;

namespace Chat.Bench.Commands;

/// <summary><c>start</c>: how long a published server takes until it answers.</summary>
internal static class StartCommand
{
    private static readonly Option<int> Messages = Numbers.Count("--messages", 1_000_000, 20_000, 100_000_000, "Messages in the filled data directory");
    private static readonly Option<int> Starts = Numbers.Count("--starts", 5, 1, 1000, "Starts on each data directory, after a first one that does not count");
    private static readonly Option<string?> Data = new("--data")
    {
        HelpName = "DIRECTORY",
        Description = "Keep the filled data directory there, and use the one that is there [default: a temporary one]",
    };

    private static readonly Option<string?> Server = new("--start")
    {
        HelpName = "PATH",
        Description = "Chat.Server.dll to start [default: where dotnet publish src/Chat.Server -c Release puts it]",
    };

    public static Command Create()
    {
        var command = new Command("start", "Starts the published server on an empty data directory and on one with many messages, and waits for the first hello's answer.")
        {
            Messages, Starts, Data, Server, CommonOptions.Json, CommonOptions.Chart,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult command, CancellationToken cancel)
    {
        string dll = command.GetValue(Server) ?? ServerBuild.FindPublished();
        string? kept = command.GetValue(Data);
        string directory = kept ?? Directory.CreateTempSubdirectory("akkachat-bench-").FullName;
        try
        {
            Directory.CreateDirectory(directory);
            await RunAsync(command, dll, directory, cancel).ConfigureAwait(false);
            return ExitCodes.Ok;
        }
        finally
        {
            if (kept is null)
            {
                Directory.Delete(directory, recursive: true);
            }
        }
    }

    private static async Task RunAsync(ParseResult command, string dll, string directory, CancellationToken cancel)
    {
        TextWriter output = command.InvocationConfiguration.Output;
        var scenario = new StartScenario(dll, directory);
        long messages = await scenario.FillAsync(command.GetValue(Messages), output, cancel).ConfigureAwait(false);

        DateTimeOffset at = DateTimeOffset.UtcNow;
        string commandLine = string.Join(' ', ["Chat.Bench", .. command.Tokens.Select(t => t.Value)]);
        var machine = Machine.Read();
        output.WriteLine($"command  {commandLine}");
        output.WriteLine($"machine  {machine}");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"server   {Path.GetFullPath(dll)}; {messages:N0} messages in the filled data directory"));
        // The first one compiles this program's own code and reads the server's files into the system's cache.
        await scenario.RunAsync(cancel).ConfigureAwait(false);
        var starts = new List<StartResult>();
        for (int i = 0; i < command.GetValue(Starts); i++)
        {
            starts.Add(await scenario.RunAsync(cancel).ConfigureAwait(false));
        }

        output.WriteLine();
        ResultTable.Print(output, StartResult.Metrics, starts);
        if (command.GetValue(CommonOptions.Json) is { } path)
        {
            ReportJson.Save(new BenchReport<StartResult>(commandLine, machine, ServerBuild.GarbageCollector(dll), ServerBuild.Configuration, at, starts), path);
        }

        if (command.GetValue(CommonOptions.Chart) is { } picture)
        {
            ChartFile.Save($"{commandLine}\n{machine}", StartResult.Charts(starts), picture);
        }
    }
}
