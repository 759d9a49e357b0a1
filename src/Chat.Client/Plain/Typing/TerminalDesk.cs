namespace Chat.Client.Plain.Typing;

/// <summary>
/// Plain mode at a terminal: from the first character of a line to its end nothing is written, so that neither a screen reader nor an eye is taken away
/// from it. What came meanwhile follows, with its number. At most <see cref="MostHeld"/> lines wait; a writer of more waits itself.
/// </summary>
internal sealed class TerminalDesk : IPlainDesk
{
    /// <summary>Most lines that wait for the end of a typed one.</summary>
    public const int MostHeld = 500;

    private readonly object _gate = new();
    private readonly IKeyboard _keyboard;
    private readonly TextWriter _screen;
    private readonly Func<int, string> _announce;
    private readonly TypedLine _line;
    private readonly Queue<string> _held = new();
    private readonly char[] _keys = new char[256];
    private int _next;
    private int _count;
    private bool _secret;
    private bool _released;

    /// <summary>A desk at a terminal.</summary>
    /// <param name="keyboard">Its keys. Disposed with the desk.</param>
    /// <param name="screen">Its screen.</param>
    /// <param name="longest">Most characters of a line.</param>
    /// <param name="announce">The line that says how many lines were held; for two and more.</param>
    public TerminalDesk(IKeyboard keyboard, TextWriter screen, int longest, Func<int, string> announce)
    {
        (_keyboard, _screen, _announce, _line) = (keyboard, screen, announce, new TypedLine(longest));
        keyboard.Resumed += ShowAgain;
    }

    /// <inheritdoc/>
    public Task<string?> ReadAsync(CancellationToken cancellationToken) =>
        Task.Run(Read, CancellationToken.None).WaitAsync(cancellationToken);

    /// <inheritdoc/>
    public async Task<string?> AskAsync(string question, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            Flush();
            _secret = true;
            Send($"{question}: ");
        }

        try
        {
            return await ReadAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            lock (_gate)
            {
                _secret = false;
                Flush();
            }
        }
    }

    /// <inheritdoc/>
    public void Write(IReadOnlyList<string> lines)
    {
        lock (_gate)
        {
            foreach (string line in lines)
            {
                while (IsBusy && _held.Count >= MostHeld)
                {
                    Monitor.Wait(_gate);
                }

                if (IsBusy)
                {
                    _held.Enqueue(line);
                }
                else
                {
                    _screen.WriteLine(line);
                }
            }

            _screen.Flush();
        }
    }

    /// <inheritdoc/>
    public void Release()
    {
        lock (_gate)
        {
            if (IsBusy)
            {
                _screen.WriteLine();
            }

            _released = true;
            Flush();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _keyboard.Resumed -= ShowAgain;
        _keyboard.Dispose();
    }

    private bool IsBusy => !_released && (_secret || !_line.IsEmpty);

    private string? Read()
    {
        while (true)
        {
            if (_next == _count)
            {
                (_next, _count) = (0, _keyboard.Read(_keys));
                if (_count == 0)
                {
                    return null;
                }
            }

            lock (_gate)
            {
                KeyEffect effect = _line.Press(_keys[_next], alone: _count == 1, _keyboard.Columns, out string echo);
                _next++;
                switch (effect)
                {
                    case KeyEffect.Entered:
                        string line = _line.Take();
                        _screen.WriteLine();
                        FlushUnlessSecret();
                        return line;
                    case KeyEffect.Ended:
                        FlushUnlessSecret();
                        return null;
                }

                if (!_secret)
                {
                    Send(echo);
                    FlushUnlessSecret();
                }
            }
        }
    }

    private void FlushUnlessSecret()
    {
        if (!_secret && _line.IsEmpty)
        {
            Flush();
        }

        _screen.Flush();
    }

    private void Flush()
    {
        if (_held.Count > 1)
        {
            _screen.WriteLine(_announce(_held.Count));
        }

        while (_held.TryDequeue(out string? line))
        {
            _screen.WriteLine(line);
        }

        _screen.Flush();
        Monitor.PulseAll(_gate);
    }

    private void ShowAgain()
    {
        lock (_gate)
        {
            if (!_secret && !_released)
            {
                Send(_line.Shown);
            }
        }
    }

    private void Send(string text)
    {
        _screen.Write(text);
        _screen.Flush();
    }
}
