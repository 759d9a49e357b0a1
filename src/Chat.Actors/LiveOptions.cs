namespace Chat.Actors;

/// <summary>
/// The <see cref="ChatOptions"/> that count now. A reload exchanges all of them at once, so whoever looks sees either all old or all new values.
/// Actors look at the time of use and keep nothing of it; what is not read anew says so where it is read. For any thread.
/// </summary>
/// <param name="options">Those to begin with.</param>
public sealed class LiveOptions(ChatOptions options)
{
    private volatile ChatOptions _current = options;

    /// <summary>Those that count now. Decide one thing by one look: the next may see others.</summary>
    public ChatOptions Current => _current;

    /// <summary>Options that are never exchanged.</summary>
    /// <param name="options">Those.</param>
    public static implicit operator LiveOptions(ChatOptions options) => new(options);

    /// <summary>Lets others count from here on. They are checked already.</summary>
    /// <param name="next">Those.</param>
    public void Exchange(ChatOptions next)
    {
        ArgumentNullException.ThrowIfNull(next);
        _current = next;
    }
}
