using System.Runtime.Versioning;
using Chat.Client.Connecting;
using Chat.Client.Sessions;
using Chat.Client.Settings;
using Chat.Client.Startup;
using Chat.Client.Terminals;
using Chat.Client.Tui.Painting;
using Chat.Client.Tui.Painting.Themes;
using Chat.Client.Tui.Scrollback;
using Terminal.Gui.App;
using Terminal.Gui.Drivers;
using Terminal.Gui.Input;

namespace Chat.Client.Tui;

/// <summary>A run of the terminal interface, from connecting to the restored terminal.</summary>
internal static class TuiSession
{
    private const ushort TurnsPerSecond = 60;
    private static readonly TimeSpan QuitPatience = TimeSpan.FromSeconds(3);

    /// <summary>Connects as the interface needs it.</summary>
    /// <exception cref="Chat.Sdk.ChatException">The server could not be reached or refused.</exception>
    public static async Task<ChatSession> ConnectAsync(ClientHost host, Launch launch, CancellationToken cancellationToken)
    {
        await host.Error.WriteLineAsync($"Connecting to {launch.Server.Host}:{launch.Server.Port}; Ctrl-C gives up.").ConfigureAwait(false);
        return await ChatSession.OpenAsync(host, launch, ChatPresenter.MessagesPerRoom, tellsAll: false, cancellationToken).ConfigureAwait(false);
    }

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
        Task sent = await Task.Factory.StartNew(
            () => Show(host, session, kept?.State ?? new KeptState(), problems, stop, ended.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).ConfigureAwait(false);
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

    private static Task Show(ClientHost host, ChatSession session, KeptState kept, IReadOnlyList<string> problems, StopSignals stop, CancellationToken ended)
    {
        using var screen = new FullScreen();
        Application.MaximumIterationsPerSecond = TurnsPerSecond;
        IApplication app = TakeTerminal();
        try
        {
            TerminalColours colours = TerminalColours.Of(Environment.GetEnvironmentVariable);
            app.Driver!.Force16Colors |= colours.IsBasic;
            var palette = new Palette(colours with { IsBasic = app.Driver.Force16Colors });
            using var window = new ChatWindow(palette, new MessageLayout(host.Time.LocalTimeZone));
            var presenter = new ChatPresenter(session, window, host.Configuration, kept, host.Time, ended);
            var queue = new UiQueue(app, () =>
            {
                if (stop.Token.IsCancellationRequested)
                {
                    // Each turn anew: it ends the topmost dialog only.
                    app.RequestStop();
                }

                presenter.Turn();
            });
            presenter.Leaving += () => app.RequestStop();
            using IDisposable? suspension = OperatingSystem.IsWindows() ? null : Suspendable(app, screen, queue);
            queue.Post(_ => Begin(presenter, problems), null);
            presenter.Interlude.Asked += () => app.RequestStop();
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

    // Before any view, one of which would take Ctrl+Z for itself.
    [UnsupportedOSPlatform("windows")]
    private static Suspension Suspendable(IApplication app, FullScreen screen, UiQueue queue)
    {
        var suspension = new Suspension(screen.Leave, () => Redraw(app, screen), work => queue.Post(_ => work(), null));
        app.Keyboard.KeyDown += (_, key) =>
        {
            if (key == Key.Z.WithCtrl)
            {
                key.Handled = true;
                suspension.Stop();
            }
        };
        return suspension;
    }

    private static void Redraw(IApplication app, FullScreen screen)
    {
        screen.Return();
        app.ClearScreenNextIteration = true;
        app.LayoutAndDraw(forceRedraw: true);
        app.Driver?.SetCursorNeedsUpdate(true);
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
