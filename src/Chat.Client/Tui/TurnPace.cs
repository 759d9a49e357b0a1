using Terminal.Gui.App;
using Terminal.Gui.Drivers;

namespace Chat.Client.Tui;

/// <summary>
/// Lets the application's loop take a turn when there is something to do. The library's loop asks everything anew in each turn, 60 times a second for a quick
/// echo, which costs 6 % of a core while nothing happens; this asks only whether a key has come, and takes a few turns a second for the rest (the size of
/// the screen, timers).
/// </summary>
/// <param name="time">The clock.</param>
internal sealed class TurnPace(TimeProvider time)
{
    /// <summary>Turns a second to set for the library, so that it does not wait itself.</summary>
    public const ushort Unpaced = 1000;

    private static readonly TimeSpan Busy = TimeSpan.FromSeconds(0.3);
    private static readonly TimeSpan BusyTurn = TimeSpan.FromMilliseconds(16);
    private static readonly TimeSpan IdleTurn = TimeSpan.FromMilliseconds(150);
    private static readonly TimeSpan BusyLook = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan IdleLook = TimeSpan.FromMilliseconds(12);
    private readonly object _gate = new();
    private bool _isWoken;
    private long _lastTurn;
    private long _lastWork;

    /// <summary>True where there is something to show.</summary>
    public Func<bool> IsDue { get; init; } = () => false;

    /// <summary>True where a key or another sign has come from the terminal; always where that can't be seen, at the price of more turns.</summary>
    public Func<bool> HasInput { get; init; } = () => false;

    /// <summary>Told how long each turn took, from the end of one wait to the begin of the next.</summary>
    public Action<TimeSpan>? Took { get; init; }

    /// <summary>Looks into what the driver has read and the loop has not taken, where it reads characters.</summary>
    public static bool HasInputOf(IApplication app) => app.Driver?.GetInputProcessor() switch
    {
        InputProcessorImpl<char> characters => !characters.InputQueue.IsEmpty,
        _ => true,
    };

    /// <summary>Waits until a turn is wanted.</summary>
    /// <param name="hasWork">True where work was posted.</param>
    public void Wait(bool hasWork)
    {
        Took?.Invoke(_lastTurn == 0 ? TimeSpan.Zero : time.GetElapsedTime(_lastTurn));
        bool wanted = hasWork || HasInput();
        while (!wanted && !IsDue())
        {
            bool busy = time.GetElapsedTime(_lastWork) < Busy;
            if (time.GetElapsedTime(_lastTurn) >= (busy ? BusyTurn : IdleTurn))
            {
                break;
            }

            wanted = Sleep(busy ? BusyLook : IdleLook) || HasInput();
        }

        _lastTurn = time.GetTimestamp();
        _lastWork = wanted ? _lastTurn : _lastWork;
    }

    /// <summary>Ends the wait: something was posted. For any thread.</summary>
    public void Wake()
    {
        lock (_gate)
        {
            _isWoken = true;
            Monitor.Pulse(_gate);
        }
    }

    private bool Sleep(TimeSpan most)
    {
        lock (_gate)
        {
            bool woken = _isWoken || (Monitor.Wait(_gate, most) && _isWoken);
            _isWoken = false;
            return woken;
        }
    }
}
