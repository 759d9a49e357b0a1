using System.CommandLine;
using Chat.Bench.Scenarios;

namespace Chat.Bench.Commands;

/// <summary>Whether the figures count.</summary>
internal static class Verdict
{
    /// <summary>Says what was verified, or what was not as promised.</summary>
    /// <param name="command">Where to say it.</param>
    /// <param name="runs">All runs.</param>
    /// <param name="verified">What holds where no run has a problem.</param>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static int Tell(ParseResult command, IReadOnlyList<IVerified> runs, string verified)
    {
        InvocationConfiguration console = command.InvocationConfiguration;
        string[] problems = [.. runs.SelectMany((run, i) => run.Problems.Select(p => $"run {i + 1}: {p}"))];
        console.Output.WriteLine();
        if (problems.Length == 0)
        {
            console.Output.WriteLine($"verified: {verified}");
            return ExitCodes.Ok;
        }

        foreach (string problem in problems)
        {
            console.Error.WriteLine($"FAILED: {problem}");
        }

        return ExitCodes.Failed;
    }

    /// <summary>Says what is wrong with the command line.</summary>
    public static int Refuse(ParseResult command, string problem)
    {
        command.InvocationConfiguration.Error.WriteLine($"{problem} See --help.");
        return ExitCodes.WrongArguments;
    }
}
