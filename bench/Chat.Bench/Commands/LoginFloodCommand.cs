using System.CommandLine;
using Chat.Bench.Common.Commands;
using Chat.Bench.Scenarios;

namespace Chat.Bench.Commands;

/// <summary><c>login-flood</c>: wrong passwords from many addresses, while a room chats and the attacked account's owner logs in.</summary>
internal static class LoginFloodCommand
{
    private static readonly Option<int> Rate = Numbers.Count("--rate", 200, 1, 10_000, "Wrong passwords a second");
    private static readonly Option<double> Seconds = Numbers.Seconds("--seconds", 60, 1, 3600, "How long");
    private static readonly Option<int> Addresses = Numbers.Count("--addresses", 250, 1, 10_000, "From how many addresses of this machine");
    private static readonly Option<int> Chatters = Numbers.Count("--chatters", 100, 2, 1000, "Members of a room, all of whom chat");
    private static readonly Option<int> ChatRate = Numbers.Count("--chat-rate", 50, 1, 1000, "Messages a second of all of them, sent when they are due");
    private static readonly Option<double> Warmup = Numbers.Seconds("--warmup", 10, 0, 3600, "How long they chat first, not measured");
    private static readonly Option<double> Calm = Numbers.Seconds("--calm", 20, 1, 3600, "How long they chat then, measured, before the flood");

    public static Command Create()
    {
        var command = new Command("login-flood", "Gives wrong passwords from many addresses, and watches how a room's chat fares and whether the attacked account's owner gets in. Linux only.")
        {
            Rate, Seconds, Addresses, Chatters, ChatRate, Warmup, Calm, CommonOptions.Start, CommonOptions.Runs, CommonOptions.Json, CommonOptions.Chart,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult command, CancellationToken cancel)
    {
        var options = new LoginFloodOptions(
            command.GetValue(Rate),
            command.GetValue(Seconds),
            command.GetValue(Addresses),
            command.GetValue(Chatters),
            command.GetValue(ChatRate),
            command.GetValue(Warmup),
            command.GetValue(Calm));
        IReadOnlyList<LoginFloodResult> runs = await Bench.RunAsync(
            command,
            server: null,
            LoginFloodScenario.Needs,
            (target, stop) => new LoginFloodScenario(options, target).RunAsync(stop),
            LoginFloodResult.Metrics,
            LoginFloodResult.Charts,
            cancel).ConfigureAwait(false);
        return Verdict.Tell(command, runs, "no wrong password was taken, each refusal told when to come again, the owner got in, and each chatter received every acknowledged message once.");
    }
}
