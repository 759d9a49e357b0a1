using Chat.Client.Connecting;
using Chat.Client.Sessions;
using Chat.Client.Settings;
using Chat.Client.Startup;
using Chat.Client.Trust;
using Chat.Client.Tui.Painting;
using Chat.Client.Tui.Painting.Themes;
using Chat.Client.Tui.Scrollback;
using Chat.Client.Tui.Trusting;

namespace Chat.Client.Tui;

/// <summary>A run of the terminal interface, from connecting to the restored terminal.</summary>
internal static class TuiSession
{
    private static readonly TimeSpan HangUpPatience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan QuitPatience = TimeSpan.FromSeconds(3);

    /// <summary>Connects as the interface needs it.</summary>
    /// <exception cref="Chat.Sdk.ChatException">The server could not be reached or refused.</exception>
    public static async Task<ChatSession> ConnectAsync(ClientHost host, Launch launch, CancellationToken cancellationToken)
    {
        await host.Error.WriteLineAsync($"Connecting to {launch.Server.Host}:{launch.Server.Port}; Ctrl-C gives up.").ConfigureAwait(false);
        return await ChatSession.OpenAsync(host, launch, ChatPresenter.MessagesPerRoom, ChatUse.Screen, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The machine with connections that ask about certificates on the screen.</summary>
    public static ClientHost AskingOnScreen(ClientHost host, StopSignals stop) => TrustGate.Guard(host, async (desk, refusal, _) =>
    {
        var question = new TrustQuestion(refusal, desk.Find(refusal.Shown.Server), Before: null, MayAccept: true);
        // The library wants one thread of its own from the first to the last call.
        Task<TrustAnswer> asking = Task.Factory.StartNew(() => TrustScreen.Ask(host, question, stop), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        await Task.WhenAny(asking, HungUpAsync(stop, host.Time)).ConfigureAwait(false);
        stop.Token.ThrowIfCancellationRequested();
        return await asking.ConfigureAwait(false);
    });

    /// <summary>Connects, and runs until the user leaves or a signal comes.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(ClientHost host, Launch launch, StopSignals stop) =>
        await RunAsync(host, await ConnectAsync(host, launch, stop.Token).ConfigureAwait(false), launch.Rooms, stop).ConfigureAwait(false);

    /// <summary>Runs on a connection, which it closes, until the user leaves or a signal comes.</summary>
    /// <param name="host">The machine.</param>
    /// <param name="opened">The connection.</param>
    /// <param name="rooms">Rooms to be in from the start.</param>
    /// <param name="stop">The signals.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(ClientHost host, ChatSession opened, IReadOnlyList<string> rooms, StopSignals stop)
    {
        await using ChatSession session = opened;
        session.TellsNothing();
        IReadOnlyList<string> problems = await session.EnterAsync(rooms, stop.Token).ConfigureAwait(false);
        using KeptFile? kept = host.Kept?.Open(session.Server, session.Chat.State.Self, host.Time);
        using var ended = new CancellationTokenSource();
        // The library wants one thread of its own from the first to the last call.
        Task<Task> showing = Task.Factory.StartNew(
            () => Show(host, session, kept?.State ?? new KeptState(), problems, stop, ended.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        await Task.WhenAny(showing, HungUpAsync(stop, host.Time)).ConfigureAwait(false);
        await ended.CancelAsync().ConfigureAwait(false);
        if (!showing.IsCompleted)
        {
            return stop.ExitCode;
        }

        Task sent = await showing.ConfigureAwait(false);
        if (stop.ExitCode is ExitCodes.HungUp or ExitCodes.Terminated)
        {
            return stop.ExitCode;
        }

        await Task.WhenAny(sent, Task.Delay(QuitPatience, host.Time, CancellationToken.None)).ConfigureAwait(false);
        await session.QuitAsync(CancellationToken.None).ConfigureAwait(false);
        return stop.ExitCode;
    }

    // Without a terminal the library may read nothing for ever, and waits for that to end.
    private static async Task HungUpAsync(StopSignals stop, TimeProvider time)
    {
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using CancellationTokenRegistration registration = stop.Token.Register(stopped.SetResult);
        await stopped.Task.ConfigureAwait(false);
        await Task.Delay(stop.ExitCode == ExitCodes.HungUp ? HangUpPatience : Timeout.InfiniteTimeSpan, time, CancellationToken.None).ConfigureAwait(false);
    }

    private static Task Show(ClientHost host, ChatSession session, KeptState kept, IReadOnlyList<string> problems, StopSignals stop, CancellationToken ended)
    {
        using var terminal = new TerminalRun(host.Time, stop);
        TerminalColours colours = TerminalColours.Of(Environment.GetEnvironmentVariable);
        terminal.IsBasic |= colours.IsBasic;
        using var window = new ChatWindow(new Palette(colours with { IsBasic = terminal.IsBasic }), new MessageLayout(host.Time.LocalTimeZone));
        var presenter = new ChatPresenter(session, window, host.Configuration, kept, host.Time, ended);
        terminal.Run(presenter, () => Begin(presenter, problems));
        return presenter.Lines.SentAsync();
    }

    private static void Begin(ChatPresenter presenter, IReadOnlyList<string> problems)
    {
        presenter.Begin();
        foreach (string problem in problems)
        {
            presenter.Tell(problem, isError: true);
        }
    }
}
