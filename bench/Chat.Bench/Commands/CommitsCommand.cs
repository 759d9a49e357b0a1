using System.CommandLine;
using System.Globalization;
using Chat.Bench.Common.Commands;
using Chat.Bench.Common.Report;
using Chat.Bench.Scenarios;

namespace Chat.Bench.Commands;

/// <summary><c>commits</c>: group commit on SQLite and on PostgreSQL, in one run.</summary>
internal static class CommitsCommand
{
    /// <summary>Where the connection string comes from; it may hold a password, which a command line would show to others.</summary>
    private const string Variable = "CHAT_TEST_POSTGRES";

    private static readonly int[] BatchSizes = [1, 10, 100, 1000, 2000];
    private static readonly Option<double> Seconds = Numbers.Seconds("--seconds", 3, 0.1, 3600, "How long to measure each storage with each size of batch");

    public static Command Create()
    {
        var command = new Command(
            "commits", $"Stores batches of messages without a server in between. SQLite always; PostgreSQL where the environment names a server as {Variable}.")
        {
            Seconds,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult command, CancellationToken cancel)
    {
        TextWriter output = command.InvocationConfiguration.Output;
        output.WriteLine($"command  {string.Join(' ', ["Chat.Bench", .. command.Tokens.Select(t => t.Value)])}");
        output.WriteLine($"machine  {Machine.Read()}");
        output.WriteLine($"{"storage",-12}{"batch",8}{"messages/s",14}{"commits/s",12}{"p50 ms",10}{"p99 ms",10}");
        await using CommitTarget sqlite = CommitTarget.OpenSqlite();
        await using CommitTarget? postgres = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } text ? await CommitTarget.OpenPostgresAsync(text, cancel).ConfigureAwait(false) : null;
        CommitTarget[] targets = postgres is null ? [sqlite] : [sqlite, postgres];
        foreach (CommitTarget target in targets)
        {
            await CommitsScenario.RunAsync(target.Store, BatchSizes[^1], TimeSpan.FromSeconds(1), cancel).ConfigureAwait(false);
        }

        foreach (int size in BatchSizes)
        {
            // One after the other with the same size, so that whatever else the machine does hits both.
            foreach (CommitTarget target in targets)
            {
                CommitsResult result = await CommitsScenario.RunAsync(target.Store, size, TimeSpan.FromSeconds(command.GetValue(Seconds)), cancel).ConfigureAwait(false);
                output.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{target.Name,-12}{size,8}{result.Messages / result.Seconds,14:N0}{result.Commits / result.Seconds,12:N0}{result.P50Ms,10:N2}{result.P99Ms,10:N2}"));
            }
        }

        return ExitCodes.Ok;
    }
}
