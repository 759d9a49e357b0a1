namespace Chat.Client.Tui;

/// <summary>
/// Work that needs the terminal for itself, such as an editor: the screen is given up for it and comes back after. The chat goes on meanwhile; what it
/// brings is shown then. Used on the interface's thread.
/// </summary>
internal sealed class Interlude
{
    private Action? _work;

    /// <summary>Raised when there is work: the interface's loop is to end, and to run again after <see cref="Run"/>.</summary>
    public event Action? Asked;

    /// <summary>True while there is work.</summary>
    public bool IsAsked => _work is not null;

    /// <summary>Asks for the terminal.</summary>
    /// <param name="work">What is done with it. It may block; it must not throw.</param>
    public void Ask(Action work)
    {
        _work = work;
        Asked?.Invoke();
    }

    /// <summary>Does the work, while the terminal is as it was before the interface.</summary>
    public void Run()
    {
        Action? work = _work;
        _work = null;
        work?.Invoke();
    }
}
