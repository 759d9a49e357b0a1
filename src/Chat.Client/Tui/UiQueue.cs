using System.Collections.Concurrent;
using Terminal.Gui.App;

namespace Chat.Client.Tui;

/// <summary>
/// Brings work to the interface's thread. The library's own way holds a lock while it runs the work, so that an await in it may never end.
/// </summary>
internal sealed class UiQueue : SynchronizationContext
{
    private readonly ConcurrentQueue<(SendOrPostCallback Callback, object? State)> _work = new();
    private readonly Action _turn;

    /// <summary>Works in each turn of the application's loop.</summary>
    /// <param name="app">The application.</param>
    /// <param name="turn">Called at the end of each turn.</param>
    public UiQueue(IApplication app, Action turn)
    {
        _turn = turn;
        Attach(app);
    }

    /// <summary>Raised at each key, mouse event and paste, before anything is done for it.</summary>
    public event Action? Touched;

    /// <summary>Waits before each turn; null leaves that to the library.</summary>
    public TurnPace? Pace { get; set; }

    /// <summary>Works in the turns of another application, which has taken the place of the one before.</summary>
    public void Attach(IApplication app)
    {
        app.Keyboard.KeyDown += (_, _) => Touched?.Invoke();
        app.Mouse.MouseEvent += (_, _) => Touched?.Invoke();
        app.Paste += (_, _) => Touched?.Invoke();
        app.Iteration += (_, _) =>
        {
            Pace?.Wait(!_work.IsEmpty);
            SetSynchronizationContext(this);
            // Nothing else clears this flag, and set it has the cursor sent over the line for ever.
            app.Driver?.SetCursorNeedsUpdate(false);
            for (int count = _work.Count; count > 0 && _work.TryDequeue(out var work); count--)
            {
                work.Callback(work.State);
            }

            _turn();
        };
    }

    /// <inheritdoc/>
    public override void Post(SendOrPostCallback d, object? state)
    {
        _work.Enqueue((d, state));
        Pace?.Wake();
    }

    /// <inheritdoc/>
    public override SynchronizationContext CreateCopy() => this;
}
