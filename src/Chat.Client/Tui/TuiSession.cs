using Chat.Client.Attention;
using Chat.Client.Connecting;
using Chat.Client.Settings;
using Chat.Client.Startup;
using Chat.Client.Tui.Painting;
using Chat.Client.Tui.Scrollback;
using Terminal.Gui.App;
using Terminal.Gui.Drivers;

namespace Chat.Client.Tui;

/// <summary>A run of the terminal interface, from connecting to the restored terminal.</summary>
internal static class TuiSession
{
    private static readonly TimeSpan QuitPatience = TimeSpan.FromSeconds(3);

    /// <summary>Runs until the user leaves or a signal comes.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(ClientHost host, Launch launch, StopSignals stop)
    {
        await host.Error.WriteLineAsync($"Connecting to {launch.Server.Host}:{launch.Server.Port}; Ctrl-C gives up.").ConfigureAwait(false);
        await using ChatSession session = await ChatSession.OpenAsync(host, launch, ChatPresenter.MessagesPerRoom, tellsAll: false, stop.Token).ConfigureAwait(false);
        session.TellsNothing();
        using var ended = new CancellationTokenSource();
        // The library wants one thread of its own from the first to the last call.
        Task sent = await Task.Factory.StartNew(
            () => Show(host, session, stop, ended.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).ConfigureAwait(false);
        await ended.CancelAsync().ConfigureAwait(false);
        if (stop.ExitCode is ExitCodes.HungUp or ExitCodes.Terminated)
        {
            return stop.ExitCode;
        }

        await Task.WhenAny(sent, Task.Delay(QuitPatience, host.Time, CancellationToken.None)).ConfigureAwait(false);
        await session.QuitAsync(CancellationToken.None).ConfigureAwait(false);
        return stop.ExitCode;
    }

    private static Task Show(ClientHost host, ChatSession session, StopSignals stop, CancellationToken ended)
    {
        Application.MaximumIterationsPerSecond = TurnPace.Unpaced;
        // The ansi driver breaks pastes of more than 256 bytes outside ASCII on Unix.
        IApplication app = Application.Create().Init(OperatingSystem.IsWindows() ? null : DriverRegistry.Names.DOTNET);
        TerminalSignals? signals = null;
        try
        {
            var palette = new Palette(colours: string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")));
            using var window = new ChatWindow(palette, new MessageLayout(host.Time.LocalTimeZone));
            var presenter = new ChatPresenter(session, window, new ClientSettings(), new KeptState(), host.Time, ended);
            var pace = new TurnPace(host.Time) { IsDue = () => presenter.IsDue, HasInput = TurnPace.InputOf(app), Took = SlowTurns.Writer() };
            var queue = new UiQueue(app, presenter.Turn) { Pace = pace };
            queue.Touched += presenter.Touch;
            signals = presenter.Signals;
            signals.Open(
                text => app.Driver?.WriteRaw(text),
                TerminalTraits.Read(Environment.GetEnvironmentVariable) with { TellsFocus = TerminalFocus.Follow(app, signals) });
            presenter.Leaving += () => app.RequestStop();
            using CancellationTokenRegistration signalled = stop.Token.Register(() => queue.Post(_ => app.RequestStop(), null));
            queue.Post(_ => presenter.Begin(), null);
            app.Run(window);
            return presenter.Lines.SentAsync();
        }
        finally
        {
            // Restores the terminal, whatever happened.
            signals?.Release();
            app.Dispose();
        }
    }
}
