namespace Chat.Client.Plain.Typing;

/// <summary>A terminal whose keys come one by one and are not echoed. Disposed, it is as it was before.</summary>
internal interface IKeyboard : IDisposable
{
    /// <summary>Raised, on any thread, when the program goes on after it was stopped (Ctrl-Z and <c>fg</c>): what was typed is no longer on the screen.</summary>
    event Action? Resumed;

    /// <summary>How many columns a row of the terminal has.</summary>
    int Columns { get; }

    /// <summary>Waits for characters.</summary>
    /// <param name="buffer">Gets them.</param>
    /// <returns>How many came together; 0 at the end.</returns>
    int Read(char[] buffer);
}
