using System.Runtime.InteropServices;
using Chat.Client.Terminals;

namespace Chat.Client.Startup;

/// <summary>Turns the signals that end a program into a cancelled token, so that it ends by itself and cleans up.</summary>
internal sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly List<PosixSignalRegistration> _registrations = [];
    private int _exitCode;

    /// <summary>Starts to listen for Ctrl-C, termination and the loss of the terminal.</summary>
    public StopSignals()
    {
        Add(PosixSignal.SIGINT, ExitCodes.Interrupted);
        Add(PosixSignal.SIGTERM, ExitCodes.Terminated);
        Add(PosixSignal.SIGHUP, ExitCodes.HungUp);
        _registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGQUIT, _ => LastResort.Restore()));
    }

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => _stop.Token;

    /// <summary>The exit code of the first signal; 0 before it.</summary>
    public int ExitCode => Volatile.Read(ref _exitCode);

    /// <summary>The terminal is gone, and no signal has told of it.</summary>
    public void HangUp()
    {
        if (Interlocked.CompareExchange(ref _exitCode, ExitCodes.HungUp, 0) == 0)
        {
            _stop.Cancel();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _registrations.ForEach(registration => registration.Dispose());
        _stop.Dispose();
    }

    private void Add(PosixSignal signal, int exitCode) => _registrations.Add(PosixSignalRegistration.Create(signal, context =>
    {
        // The second signal of a person who can't wait ends the program at once.
        context.Cancel = Interlocked.CompareExchange(ref _exitCode, exitCode, 0) == 0;
        if (!context.Cancel)
        {
            LastResort.Restore();
        }

        _stop.Cancel();
    }));
}
