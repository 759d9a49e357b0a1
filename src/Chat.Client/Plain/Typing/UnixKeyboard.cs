using System.Runtime.Versioning;
using System.Text;
using Chat.Client.Terminals;
using Microsoft.Win32.SafeHandles;

namespace Chat.Client.Plain.Typing;

/// <summary>The terminal at the standard input, on Linux and macOS. Its mode is brought back on every way out, and while the program is stopped.</summary>
[UnsupportedOSPlatform("windows")]
internal sealed class UnixKeyboard : IKeyboard
{
    /// <summary>When the runtime has surely done what it does to the terminal as the program goes on.</summary>
    private static readonly TimeSpan Behind = TimeSpan.FromMilliseconds(100);

    private readonly Lock _gate = new();
    private readonly Timer _again;
    private readonly TerminalMode _before;
    private readonly TerminalMode _keys;
    private readonly FileStream _input = new(new SafeFileHandle(0, ownsHandle: false), FileAccess.Read, bufferSize: 0);
    private readonly Decoder _decoder = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false).GetDecoder();
    private readonly byte[] _bytes = new byte[128];
    private readonly Suspension _suspension;
    private readonly IDisposable _lastResort;
    private bool _isTaken;

    private UnixKeyboard(TerminalMode before)
    {
        (_before, _keys) = (before, before.KeyByKey());
        _again = new Timer(_ => TakeAgain());
        _lastResort = LastResort.Keep(Leave);
        _suspension = new Suspension(Leave, GoOn, work => work());
        Take();
    }

    /// <inheritdoc/>
    public event Action? Resumed;

    /// <inheritdoc/>
    public int Columns => Console.WindowWidth;

    /// <summary>Takes the keyboard; null where there is none that is known how to.</summary>
    public static UnixKeyboard? TryOpen() => TerminalMode.TryRead() is { } mode ? new UnixKeyboard(mode) : null;

    /// <inheritdoc/>
    public int Read(char[] buffer)
    {
        int chars = 0;
        int bytes;
        // A character may come in pieces.
        while (chars == 0 && (bytes = _input.Read(_bytes, 0, Math.Min(_bytes.Length, buffer.Length))) > 0)
        {
            chars = _decoder.GetChars(_bytes.AsSpan(0, bytes), buffer, flush: false);
        }

        return chars;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _suspension.Dispose();
        _lastResort.Dispose();
        _again.Dispose();
        Leave();
        // The stream stays open: a thread may wait in its read, which only a key ends.
    }

    private void Leave()
    {
        lock (_gate)
        {
            _isTaken = false;
            RuntimeKeys.Reset();
            _before.Apply();
        }
    }

    private void Take()
    {
        lock (_gate)
        {
            _isTaken = true;
            _keys.Apply();
        }
    }

    private void TakeAgain()
    {
        lock (_gate)
        {
            if (_isTaken)
            {
                _keys.Apply();
            }
        }
    }

    private void GoOn()
    {
        Take();
        Resumed?.Invoke();

        // The runtime sets the terminal too when it hears of that, before this or behind it.
        _again.Change(Behind, Timeout.InfiniteTimeSpan);
    }
}
