namespace Chat.Client.Plain.Typing;

/// <summary>The console of Windows.</summary>
internal sealed class ConsoleKeyboard : IKeyboard
{
    /// <inheritdoc/>
    /// <remarks>Never here: there is no Ctrl-Z.</remarks>
    public event Action? Resumed
    {
        add { }
        remove { }
    }

    /// <inheritdoc/>
    public int Columns => Console.WindowWidth;

    /// <inheritdoc/>
    public int Read(char[] buffer)
    {
        do
        {
            buffer[0] = Console.ReadKey(intercept: true).KeyChar;
        }
        while (buffer[0] == '\0');
        return 1;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // The console's mode is not changed.
    }
}
