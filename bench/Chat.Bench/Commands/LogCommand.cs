using System.CommandLine;
using Chat.Bench.Common.Commands;
using Chat.Bench.Common.Report;
using Chat.Bench.Common.Servers;
using Chat.Bench.Report;
using Chat.Bench.Scenarios;

namespace Chat.Bench.Commands;

/// <summary><c>log</c>: how long a page of history and a search take in a database with many messages.</summary>
internal static class LogCommand
{
    private static readonly Option<int> Messages = Numbers.Count("--messages", 1_000_000, 10_000, 100_000_000, "Messages in the big room; the others hold as many together");
    private static readonly Option<int> Repeat = Numbers.Count("--repeat", 50, 1, 100_000, "How often each question is asked");
    private static readonly Option<string?> Data = new("--data")
    {
        HelpName = "DIRECTORY",
        Description = "Keep the database there, and use the one that is there [default: a temporary one]",
    };

    public static Command Create()
    {
        var command = new Command("log", "Fills a database through the server's own storage, then reads pages and searches in it, without a server.")
        {
            Messages, Repeat, Data, CommonOptions.Json,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult command, CancellationToken cancel)
    {
        DateTimeOffset at = DateTimeOffset.UtcNow;
        TextWriter output = command.InvocationConfiguration.Output;
        string commandLine = string.Join(' ', ["Chat.Bench", .. command.Tokens.Select(t => t.Value)]);
        var machine = Machine.Read();
        output.WriteLine($"command  {commandLine}");
        output.WriteLine($"machine  {machine}");
        if (ServerBuild.Configuration != "Release")
        {
            output.WriteLine($"WARNING  this is a {ServerBuild.Configuration} build: its figures mean nothing. Run with -c Release.");
        }

        string? kept = command.GetValue(Data);
        string directory = kept ?? Directory.CreateTempSubdirectory("akkachat-bench-").FullName;
        try
        {
            Directory.CreateDirectory(directory);
            var scenario = new LogScenario(command.GetValue(Messages), command.GetValue(Repeat), directory, output);
            LogResult result = await scenario.RunAsync(cancel).ConfigureAwait(false);
            if (command.GetValue(CommonOptions.Json) is { } path)
            {
                ReportJson.Save(new BenchReport<LogResult>(commandLine, machine, null, ServerBuild.Configuration, at, [result]), path);
            }

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
}
