using System.Text;

namespace Chat.Client.Terminals;

/// <summary>
/// The terminal under the full-screen interface: how it was before, and how to come and go while the interface lives. The library does both at its own
/// beginning and end only.
/// </summary>
internal sealed class FullScreen : IDisposable
{
    // Bracketed paste, mouse, alternate screen, cursor, application keys, attributes.
    private const string Left = "\u001b[?2004l\u001b[?1003l\u001b[?1002l\u001b[?1015l\u001b[?1006l\u001b[?1049l\u001b[?25h" + Own;
    private const string Taken = "\u001b[?1049h\u001b[?1h\u001b=\u001b[?2004h";
    private const string Own = RuntimeKeys.Off + "\u001b[0m";
    private readonly Stream _screen = Console.OpenStandardOutput();
    private readonly TerminalMode? _before = TerminalMode.TryRead();
    private readonly IDisposable _lastResort;
    private TerminalMode? _inside;

    /// <summary>Notes how the terminal is. Before the interface begins.</summary>
    public FullScreen() => _lastResort = LastResort.Keep(() =>
    {
        // The interface may still be drawing, on its own thread.
        Console.SetOut(TextWriter.Null);
        Leave();
    });

    /// <summary>Gives the terminal back for a while.</summary>
    public void Leave()
    {
        _inside = TerminalMode.TryRead();
        Send(Left);
        _before?.Apply();
    }

    /// <summary>Takes the terminal again, but for the mouse. The screen is empty then.</summary>
    public void Return()
    {
        _inside?.Apply();
        Send(Taken);
    }

    /// <summary>The interface has ended and has given back what it took itself; the rest follows.</summary>
    public void Dispose()
    {
        _lastResort.Dispose();
        Send(Own);
        _before?.Apply();
        _screen.Dispose();
    }

    private void Send(string sequences)
    {
        try
        {
            _screen.Write(Encoding.ASCII.GetBytes(sequences));
            _screen.Flush();
        }
        catch (IOException)
        {
            // The terminal is gone, and nothing has to be given back.
        }
    }
}
