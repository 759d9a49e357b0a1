using System.Diagnostics;
using System.Text;

namespace Chat.Client.Bench.Terminal;

/// <summary>Reads what the client writes as fast as it comes, answers what a terminal is asked, and knows when a text was first seen.</summary>
internal sealed class Screening : IDisposable
{
    private const string AskDevice = "\u001b[c";
    private const string TellDevice = "\u001b[?62;22c";
    private const string AskCursor = "\u001b[6n";
    private const string TellCursor = "\u001b[1;1R";
    private const int Overlap = 64;
    private readonly FileStream _terminal;
    private readonly Lock _gate = new();
    private readonly Thread _reader;
    private readonly Decoder _decoder = new UTF8Encoding(false).GetDecoder();
    private string? _awaited;
    private TaskCompletionSource<long> _seen = new();
    private string _tail = string.Empty;
    private long _bytes;

    /// <summary>Begins to read.</summary>
    public Screening(FileStream terminal)
    {
        _terminal = terminal;
        _reader = new Thread(Read) { IsBackground = true, Name = "terminal" };
        _reader.Start();
    }

    /// <summary>Bytes that the client has written.</summary>
    public long Bytes => Volatile.Read(ref _bytes);

    /// <summary>Writes keys, and tells when a text is seen that was not there before.</summary>
    /// <returns>From the key to the text.</returns>
    public async Task<TimeSpan> PressAsync(string keys, string text, TimeSpan patience)
    {
        Task<long> seen = Await(text);
        long start = Stopwatch.GetTimestamp();
        Press(keys);
        return Stopwatch.GetElapsedTime(start, await seen.WaitAsync(patience).ConfigureAwait(false));
    }

    /// <summary>Writes keys.</summary>
    public void Press(string keys)
    {
        _terminal.Write(Encoding.UTF8.GetBytes(keys));
        _terminal.Flush();
    }

    /// <summary>The moment at which a text is written from now on.</summary>
    public Task<long> Await(string text)
    {
        lock (_gate)
        {
            (_awaited, _tail) = (text, string.Empty);
            _seen = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
            return _seen.Task;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _terminal.Dispose();

    private void Read()
    {
        byte[] bytes = new byte[64 * 1024];
        char[] characters = new char[bytes.Length];
        string asked = string.Empty;
        try
        {
            for (int count; (count = _terminal.Read(bytes)) > 0;)
            {
                long now = Stopwatch.GetTimestamp();
                Volatile.Write(ref _bytes, _bytes + count);
                string text = new(characters, 0, _decoder.GetChars(bytes, 0, count, characters, 0));
                Look(text, now);
                asked = Answer(asked + text);
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // The client has ended: the terminal's other side is closed.
        }
    }

    private void Look(string text, long now)
    {
        lock (_gate)
        {
            if (_awaited is null)
            {
                return;
            }

            string all = _tail + text;
            if (all.Contains(_awaited, StringComparison.Ordinal))
            {
                _awaited = null;
                _seen.TrySetResult(now);
            }

            _tail = all[Math.Max(0, all.Length - Overlap)..];
        }
    }

    // A terminal that answers nothing would have the client wait for it.
    private string Answer(string text)
    {
        foreach ((string ask, string tell) in new[] { (AskDevice, TellDevice), (AskCursor, TellCursor) })
        {
            for (int at = text.IndexOf(ask, StringComparison.Ordinal); at >= 0; at = text.IndexOf(ask, StringComparison.Ordinal))
            {
                text = text.Remove(at, ask.Length);
                Press(tell);
            }
        }

        return text[Math.Max(0, text.Length - 4)..];
    }
}
