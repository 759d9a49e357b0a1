using System.Runtime.Versioning;
using Chat.Client.Attention;
using Chat.Client.Startup;
using Chat.Client.Terminals;
using Terminal.Gui.App;
using Terminal.Gui.Drivers;
using Terminal.Gui.Input;

namespace Chat.Client.Tui;

/// <summary>The terminal while the interface has it: taken at the beginning, given up for Ctrl-Z and for an editor, taken again, given back at the end. Used on one thread.</summary>
internal sealed class TerminalRun : IDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    private readonly FullScreen _screen = new();
    private readonly TimeProvider _time;
    private readonly StopSignals _stop;
    private readonly bool _hadMode = TerminalMode.TryRead() is not null;
    private IApplication _app;
    private AltKeys? _altKeys;
    private IScreenful? _presenter;
    private Suspension? _suspension;
    private long _looked;

    /// <summary>Takes the terminal.</summary>
    /// <param name="time">Paces the turns.</param>
    /// <param name="stop">Ends the interface, whatever is open.</param>
    public TerminalRun(TimeProvider time, StopSignals stop)
    {
        (_time, _stop) = (time, stop);
        Application.MaximumIterationsPerSecond = TurnPace.Unpaced;
        _app = Take();
    }

    /// <summary>True where the terminal has 16 colours only. To be set before the first drawing.</summary>
    public bool IsBasic
    {
        get => _app.Driver!.Force16Colors;
        set => _app.Driver!.Force16Colors = value;
    }

    /// <summary>Runs the interface until it is left or stopped.</summary>
    /// <param name="presenter">The interface.</param>
    /// <param name="begin">Done first, on the interface's thread.</param>
    public void Run(IScreenful presenter, Action begin)
    {
        _presenter = presenter;
        var pace = new TurnPace(_time) { IsDue = () => presenter.IsDue, HasInput = () => _altKeys?.HasInput ?? TurnPace.HasInputOf(_app), Took = SlowTurns.Writer() };
        var queue = new UiQueue(_app, Turn) { Pace = pace };
        queue.Touched += presenter.Touch;
        if (presenter.Signals is { } signals)
        {
            signals.Open(text => _app.Driver?.WriteRaw(text), TerminalTraits.Read(Environment.GetEnvironmentVariable) with { TellsFocus = TerminalFocus.Follow(_app, signals) });
        }

        presenter.Leaving += Stop;
        if (presenter.Interlude is { } asked)
        {
            asked.Asked += Stop;
        }

        using CancellationTokenRegistration woken = _stop.Token.Register(pace.Wake);
        using Suspension? suspension = OperatingSystem.IsWindows() ? null : new Suspension(Leave, Return, work => queue.Post(_ => work(), null));
        _suspension = suspension;
        Listen();
        queue.Post(_ => begin(), null);
        _app.Run(presenter.Window);
        while (presenter.Interlude is { IsAsked: true } interlude && !_stop.Token.IsCancellationRequested)
        {
            GiveUpFor(interlude);
            queue.Attach(_app);
            Listen();
            queue.Post(_ => presenter.TerminalIsAnother(), null);
            _app.Run(presenter.Window);
        }
    }

    /// <summary>Gives the terminal back, whatever happened.</summary>
    public void Dispose()
    {
        _presenter?.Signals?.Release();
        _app.Dispose();
        _screen.Dispose();
    }

    // The ansi driver breaks pastes of more than 256 bytes outside ASCII on Unix.
    private static IApplication Take() => Application.Create().Init(OperatingSystem.IsWindows() ? null : DriverRegistry.Names.DOTNET);

    private void GiveUpFor(Interlude interlude)
    {
        bool isBasic = IsBasic;
        _presenter!.Signals?.Release();
        _app.Dispose();
        // The library leaves Ctrl-C without a meaning, which other programs do not expect.
        Console.TreatControlCAsInput = false;
        interlude.Run();
        _app = Take();
        IsBasic = isBasic;
        _presenter.Signals?.Resume();
    }

    private void Turn()
    {
        if (_time.GetElapsedTime(_looked) >= Look)
        {
            _looked = _time.GetTimestamp();
            if (_hadMode && TerminalMode.TryRead() is null)
            {
                _stop.HangUp();
            }
        }

        if (_stop.Token.IsCancellationRequested)
        {
            // Each turn anew: it ends the topmost dialog only.
            _app.RequestStop();
        }

        _presenter!.Turn();
    }

    private void Stop() => _app.RequestStop();

    private void Listen()
    {
        _altKeys = AltKeys.Attach(_app, _time);
        // Before any view, one of which would take Ctrl+Z for itself.
        _app.Keyboard.KeyDown += (_, key) =>
        {
            if (!OperatingSystem.IsWindows() && key == Key.Z.WithCtrl)
            {
                key.Handled = true;
                _suspension?.Stop();
            }
        };
    }

    [UnsupportedOSPlatform("windows")]
    private void Leave()
    {
        _presenter!.Signals?.Release();
        _screen.Leave();
    }

    [UnsupportedOSPlatform("windows")]
    private void Return()
    {
        _screen.Return();
        _presenter!.Signals?.Resume();
        _presenter.TerminalIsBack();
        _app.ClearScreenNextIteration = true;
        _app.LayoutAndDraw(forceRedraw: true);
        _app.Driver?.SetCursorNeedsUpdate(true);
    }
}
