using System.CommandLine;
using Chat.Bench.Common.Commands;
using Chat.Fuzz.Conversations;
using Chat.Fuzz.Running;
using Chat.Fuzz.Targets;

namespace Chat.Fuzz.Commands;

/// <summary>The command line.</summary>
internal static class FuzzCommandLine
{
    private const int Failed = 1;
    private const int CouldNotRun = 2;
    private const double DefaultSeconds = 30;

    private static readonly Option<int?> Seed = new("--seed") { HelpName = "N", Description = "Make the inputs of that run again [default: a random one]" };
    private static readonly Option<int?> Inputs = Numbers.OptionalCount("--inputs", 1, int.MaxValue, "End after so many inputs");
    private static readonly Option<double?> Seconds = new("--seconds") { HelpName = "S", Description = "End after so many seconds [default: 30 where --inputs is absent]" };
    private static readonly Option<string?> Target = new("--target") { HelpName = "NAME", Description = "Try only that" };
    private static readonly Option<string?> Replay = new("--replay") { HelpName = "FILE", Description = "Try one input that was kept, and nothing else" };
    private static readonly Option<string> Failures = new("--failures") { HelpName = "DIR", Description = "Where inputs that fail are kept", DefaultValueFactory = _ => Path.Combine(Path.GetTempPath(), "akkachat-fuzz") };

    /// <returns>0 where no input failed, 1 where one did, 2 where the command line is wrong.</returns>
    public static async Task<int> RunAsync(string[] arguments)
    {
        var root = new RootCommand("Tries what takes bytes and texts from the network with hostile input. See docs/hostile-input.md.") { Seed, Inputs, Seconds, Target, Replay, Failures };
        root.SetAction(RunAsync);
        ParseResult command = root.Parse(arguments);
        if (command.Errors.Count > 0)
        {
            await Console.Error.WriteLineAsync($"{command.Errors[0].Message} See --help.").ConfigureAwait(false);
            return CouldNotRun;
        }

        return await command.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false }).ConfigureAwait(false);
    }

    private static async Task<int> RunAsync(ParseResult command, CancellationToken cancel)
    {
        TextWriter output = command.InvocationConfiguration.Output;
        await using var conversations = new ConversationTarget();
        IReadOnlyList<IFuzzTarget> all =
            [new RequestTarget(), new ServerFrameTarget(), new StreamTarget(), new StateTarget(), new NameTarget(), new TextTarget(), new SearchTarget(), conversations];
        try
        {
            if (command.GetValue(Replay) is { } path)
            {
                (string name, byte[] input) = FailureFile.Read(path);
                using var again = new FuzzRun(all, Options(command), output);
                bool isFine = await again.ReplayAsync(Find(all, name), input).ConfigureAwait(false);
                output.WriteLine(isFine ? "It does not fail." : "It fails.");
                return isFine ? 0 : Failed;
            }

            IReadOnlyList<IFuzzTarget> tried = command.GetValue(Target) is { } only ? [Find(all, only)] : all;
            FuzzOptions options = Options(command);
            output.WriteLine($"seed {options.Seed}");
            using var run = new FuzzRun(tried, options, output);
            return await run.RunAsync(cancel).ConfigureAwait(false) ? 0 : Failed;
        }
        catch (Exception e) when (e is InvalidDataException or IOException or ArgumentException)
        {
            await command.InvocationConfiguration.Error.WriteLineAsync(e.Message).ConfigureAwait(false);
            return CouldNotRun;
        }
    }

    private static FuzzOptions Options(ParseResult command)
    {
        long? inputs = command.GetValue(Inputs);
        double? seconds = command.GetValue(Seconds) ?? (inputs is null ? DefaultSeconds : null);
        return new FuzzOptions(command.GetValue(Seed) ?? Random.Shared.Next(), inputs, seconds is { } s ? TimeSpan.FromSeconds(s) : null, command.GetValue(Failures)!);
    }

    private static IFuzzTarget Find(IReadOnlyList<IFuzzTarget> all, string name) => all.FirstOrDefault(t => t.Name == name)
        ?? throw new ArgumentException($"There is no target '{name}'; there are {string.Join(", ", all.Select(t => t.Name))}.");
}
