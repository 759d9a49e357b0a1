using Chat.Client.Connecting;
using Chat.Client.Settings;
using Chat.Client.Startup;
using Chat.Client.Tui.Painting;
using Chat.Client.Tui.Painting.Themes;
using Chat.Client.Tui.Scrollback;
using Terminal.Gui.App;
using Terminal.Gui.Drivers;

namespace Chat.Client.Tui;

/// <summary>A run of the terminal interface, from connecting to the restored terminal.</summary>
internal static class TuiSession
{
    private const ushort TurnsPerSecond = 60;
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

    // The ansi driver breaks pastes of more than 256 bytes outside ASCII on Unix.
    private static IApplication TakeTerminal() => Application.Create().Init(OperatingSystem.IsWindows() ? null : DriverRegistry.Names.DOTNET);

    private static Task Show(ClientHost host, ChatSession session, StopSignals stop, CancellationToken ended)
    {
        Application.MaximumIterationsPerSecond = TurnsPerSecond;
        IApplication app = TakeTerminal();
        try
        {
            TerminalColours colours = TerminalColours.Of(Environment.GetEnvironmentVariable);
            app.Driver!.Force16Colors |= colours.IsBasic;
            var palette = new Palette(colours with { IsBasic = app.Driver.Force16Colors });
            using var window = new ChatWindow(palette, new MessageLayout(host.Time.LocalTimeZone));
            var presenter = new ChatPresenter(session, window, new ClientSettings(), new KeptState(), host.Time, ended);
            var queue = new UiQueue(app, presenter.Turn);
            presenter.Leaving += () => app.RequestStop();
            presenter.Interlude.Asked += () => app.RequestStop();
            using CancellationTokenRegistration signalled = stop.Token.Register(() => queue.Post(_ => app.RequestStop(), null));
            queue.Post(_ => presenter.Begin(), null);
            app.Run(window);
            while (presenter.Interlude.IsAsked)
            {
                app.Dispose();
                // The library leaves Ctrl-C without a meaning, which other programs do not expect.
                Console.TreatControlCAsInput = false;
                presenter.Interlude.Run();
                app = TakeTerminal();
                queue.Attach(app);
                // The new terminal has not heard of the cursor yet, and nobody tells it as long as it does not move.
                queue.Post(_ => window.Input.SetCursorNeedsUpdate(), null);
                app.Run(window);
            }

            return presenter.Lines.SentAsync();
        }
        finally
        {
            // Restores the terminal, whatever happened.
            app.Dispose();
        }
    }
}
