using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Chat.Client.Terminals;

/// <summary>
/// Stops the program as a shell's Ctrl-Z does, with the terminal given back before and taken again behind <c>fg</c>. A program that a signal handler
/// listens to is not stopped by SIGTSTP any more: so the handler is taken away for that moment.
/// </summary>
[UnsupportedOSPlatform("windows")]
internal sealed class Suspension : IDisposable
{
    private const int OwnGroup = 0;
    private static readonly int SigTstp = OperatingSystem.IsMacOS() ? 18 : 20;
    // Where no shell is there to say fg, the system does not stop the program, and nothing will continue it.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(300);
    private readonly Lock _gate = new();
    private readonly ManualResetEventSlim _continued = new();
    private readonly Action _leave;
    private readonly Action _back;
    private readonly Action<Action> _post;
    private readonly PosixSignalRegistration _onContinue;
    private PosixSignalRegistration _onStop;
    private bool _awaited;

    /// <summary>Listens for the signals.</summary>
    /// <param name="leave">Gives the terminal back.</param>
    /// <param name="back">Takes it again.</param>
    /// <param name="post">Does what a signal asks for on the thread that has the terminal.</param>
    public Suspension(Action leave, Action back, Action<Action> post)
    {
        (_leave, _back, _post) = (leave, back, post);
        _onContinue = PosixSignalRegistration.Create(PosixSignal.SIGCONT, _ => Continued());
        _onStop = Listen();
    }

    /// <summary>Stops the program and what was started with it; returns when it goes on. Belongs to the thread that has the terminal.</summary>
    public void Stop()
    {
        lock (_gate)
        {
            _leave();
            _continued.Reset();
            Volatile.Write(ref _awaited, true);
            _onStop.Dispose();
            _ = Kill(OwnGroup, SigTstp);
            _continued.Wait(Patience);
            _onStop = Listen();
            _back();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _onContinue.Dispose();
        _onStop.Dispose();
        _continued.Dispose();
    }

    private PosixSignalRegistration Listen() => PosixSignalRegistration.Create(PosixSignal.SIGTSTP, context =>
    {
        context.Cancel = true;
        _post(Stop);
    });

    // Without a stop of one's own it was SIGSTOP, which nobody is told of.
    private void Continued()
    {
        if (Interlocked.Exchange(ref _awaited, false))
        {
            _continued.Set();
        }
        else
        {
            _post(_back);
        }
    }

    [DllImport("libc", EntryPoint = "kill", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);
}
