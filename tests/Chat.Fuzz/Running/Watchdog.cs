namespace Chat.Fuzz.Running;

/// <summary>Ends the program where one input takes too long: what never ends can't be caught otherwise.</summary>
internal sealed class Watchdog : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    private readonly Lock _gate = new();
    private readonly string _directory;
    private readonly TextWriter _output;
    private readonly Timer _timer;
    private string? _target;
    private byte[] _input = [];
    private long _number;
    private long _seen = -1;

    /// <summary>Looks now and then.</summary>
    public Watchdog(string directory, TextWriter output)
    {
        (_directory, _output) = (directory, output);
        _timer = new Timer(_ => Look(), null, Longest, Longest);
    }

    /// <summary>An input begins.</summary>
    public void Begin(string target, byte[] input)
    {
        lock (_gate)
        {
            (_target, _input, _number) = (target, input, _number + 1);
        }
    }

    /// <summary>It has ended.</summary>
    public void End()
    {
        lock (_gate)
        {
            _target = null;
        }
    }

    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        lock (_gate)
        {
            if (_target is null || _number != _seen)
            {
                _seen = _number;
                return;
            }

            _output.WriteLine($"FAILED: {_target}: an input takes longer than {Longest.TotalSeconds:0} s");
            _output.WriteLine($"kept: {FailureFile.Write(_directory, _target, _input)}; try it again with --replay");
            Environment.Exit(1);
        }
    }
}
