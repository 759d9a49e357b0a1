using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Chat.Bench.Common;
using Chat.Bench.Common.Servers;
using Chat.Bench.Measure;
using Chat.Bench.Net;
using Chat.Bench.Targets;
using Chat.Protocol;

namespace Chat.Bench.Scenarios;

/// <summary>What a login flood is like.</summary>
/// <param name="Rate">Wrong passwords a second.</param>
/// <param name="Seconds">How long.</param>
/// <param name="Addresses">From how many addresses.</param>
/// <param name="Chatters">Members of a room, all of whom chat.</param>
/// <param name="ChatRate">Messages a second of all of them.</param>
/// <param name="Warmup">Seconds of chat that are not measured.</param>
/// <param name="Calm">Seconds of chat then, measured, before the flood.</param>
internal sealed record LoginFloodOptions(int Rate, double Seconds, int Addresses, int Chatters, int ChatRate, double Warmup, double Calm);

/// <summary>
/// Attackers give wrong passwords from many addresses, half of them for one account; a room chats meanwhile, and the account's owner logs in, from an address it
/// is known at and from one it is not.
/// </summary>
internal sealed class LoginFloodScenario(LoginFloodOptions options, ITarget target)
{
    private const string Owner = "owner";
    private const string Password = "correct horse battery";
    private const int Victims = 20;
    private const int TextBytes = 64;
    private const int MostAtOnce = 2000;
    private static readonly TimeSpan OwnerPatience = TimeSpan.FromMinutes(2);

    private readonly Stage _stage = new(target);
    private readonly MeasureWindow _window = new();
    private readonly ConcurrentQueue<LoginAnswer> _answers = new();

    /// <summary>How the server must differ: limits as they come, but an address of this machine counts as any other.</summary>
    public static ServerNeeds Needs { get; } = new(["rooms.autojoin = []", "limits.loopbackFactor = 1"], HasLimits: true);

    /// <summary>Runs once, on a server of our own.</summary>
    public async Task<LoginFloodResult> RunAsync(CancellationToken cancel)
    {
        LoginProbe known = Probe(3, 0, 1), strange = Probe(3, 0, 2);
        await RegisterAsync(known, cancel).ConfigureAwait(false);
        using Crowd chatters = CreateChatters();
        await _stage.EnterAsync(chatters, options.Chatters + MostAtOnce, joins: true, cancel).ConfigureAwait(false);
        GC.Collect();

        await using var talk = new Talk(_stage, chatters, _window, options.ChatRate);
        ServerUsage calm = await talk.BeginCalmlyAsync(options.Warmup, options.Calm, cancel).ConfigureAwait(false);
        _window.Open();
        long begin = Stopwatch.GetTimestamp();
        Task flood = FloodAsync(cancel);
        await _stage.DelayAsync(TimeSpan.FromSeconds(options.Seconds / 3), cancel).ConfigureAwait(false);
        Task<double?> knownIn = known.LogInPatientlyAsync(Owner, Password, OwnerPatience, cancel);
        Task<double?> strangeIn = strange.LogInPatientlyAsync(Owner, Password, OwnerPatience, cancel);
        await _stage.Faults.GuardAsync(flood).ConfigureAwait(false);
        double seconds = Stopwatch.GetElapsedTime(begin).TotalSeconds;
        _window.Close();
        ServerUsage end = _stage.Usage();
        await talk.DrainAsync(cancel).ConfigureAwait(false);
        List<string> problems = talk.Verify();
        (double? knownSeconds, double? strangeSeconds) = (await knownIn.ConfigureAwait(false), await strangeIn.ConfigureAwait(false));
        await _stage.EndAsync(chatters, problems, cancel).ConfigureAwait(false);
        return Result(talk, seconds, knownSeconds, strangeSeconds, end.Cpu - calm.Cpu, end.PeakResidentBytes / Stage.MiB, problems);
    }

    private static string VictimOf(int index) => $"victim{index}";

    private static IPAddress Address(int group, int high, int low) => new([127, (byte)group, (byte)high, (byte)low]);

    private LoginProbe Probe(int group, int high, int low) => new(target.EndPoint, Address(group, high, low));

    private async Task RegisterAsync(LoginProbe owner, CancellationToken cancel)
    {
        LoginAnswer made = await owner.RegisterAsync(Owner, Password, cancel).ConfigureAwait(false);
        LoginAnswer entered = await owner.LogInAsync(Owner, Password, cancel).ConfigureAwait(false);
        if (made.Outcome != LoginAnswer.Ok || entered.Outcome != LoginAnswer.Ok)
        {
            throw new BenchException($"The owner could not register and log in: {made.Outcome}, {entered.Outcome}.");
        }

        for (int i = 0; i < Victims; i++)
        {
            await Probe(4, 0, i + 1).RegisterAsync(VictimOf(i), Password, cancel).ConfigureAwait(false);
        }
    }

    private Crowd CreateChatters()
    {
        int inFlight = Talk.InFlight(1, options.ChatRate, options.Chatters);
        Crowd crowd = Crowd.Create(
            options.Chatters,
            i => new Sender(FrameScan.UserOf(i), FrameScan.RoomOf(0), AddressFamily.InterNetwork, target.Protocol, _stage.Faults, new SeqCheck(_window), _window, inFlight, TextBytes),
            _stage.Faults);
        for (int i = 0; i < options.Chatters; i++)
        {
            crowd.Members[i].ConnectFrom(Address(1, i / 250, (i % 250) + 1));
        }

        return crowd;
    }

    /// <summary>Every other password is for the owner's account, the rest for the victims' and for names that nobody has.</summary>
    private async Task FloodAsync(CancellationToken cancel)
    {
        var running = new ConcurrentDictionary<Task, bool>();
        long start = Stopwatch.GetTimestamp();
        int tries = (int)(options.Rate * options.Seconds);
        for (int i = 0; i < tries; i++)
        {
            TimeSpan due = TimeSpan.FromSeconds(i / (double)options.Rate) - Stopwatch.GetElapsedTime(start);
            if (due > TimeSpan.FromMilliseconds(1))
            {
                await Task.Delay(due, cancel).ConfigureAwait(false);
            }

            if (running.Count >= MostAtOnce)
            {
                await Task.WhenAny(running.Keys).ConfigureAwait(false);
            }

            int attacker = i % options.Addresses;
            string user = i % 2 == 0 ? Owner : VictimOf(i / 2 % (2 * Victims));
            Task attempt = TryAsync(Probe(2, attacker / 250, (attacker % 250) + 1), user, i, cancel);
            running[attempt] = true;
            _ = attempt.ContinueWith(done => running.TryRemove(done, out _), TaskScheduler.Default);
        }

        await Task.WhenAll(running.Keys).ConfigureAwait(false);
    }

    private async Task TryAsync(LoginProbe probe, string user, int number, CancellationToken cancel) =>
        _answers.Enqueue(await probe.LogInAsync(user, $"wrong guess {number}", cancel).ConfigureAwait(false));

    private LoginFloodResult Result(Talk talk, double seconds, double? known, double? strange, TimeSpan cpu, double peak, List<string> problems)
    {
        LoginAnswer[] answers = [.. _answers];
        int wrong = answers.Count(a => a.Outcome == ErrorCodes.AuthFailed);
        int overloaded = answers.Count(a => a.Outcome == ErrorCodes.Overloaded);
        LoginAnswer[] limited = [.. answers.Where(a => a.Outcome == ErrorCodes.RateLimited)];
        int untold = limited.Count(a => a.RetryAfterMs is not > 0);
        if (answers.Any(a => a.Outcome == LoginAnswer.Ok))
        {
            problems.Add("a wrong password was taken");
        }

        if (untold > 0)
        {
            problems.Add($"{untold} refusals did not say when to come again");
        }

        if (known is null || strange is null)
        {
            problems.Add("the owner was kept out");
        }

        return new LoginFloodResult(
            answers.Length,
            seconds,
            wrong,
            limited.Length,
            overloaded,
            answers.Length - wrong - limited.Length - overloaded,
            untold,
            talk.CalmOk.Summarize(),
            talk.CalmSeen.Summarize(),
            talk.Ok.Summarize(),
            talk.Seen.Summarize(),
            talk.Late?.Summarize(),
            known,
            strange,
            cpu.TotalSeconds,
            peak,
            problems);
    }
}
