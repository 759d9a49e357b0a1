using System.Runtime.InteropServices;
using Chat.Server.Reloading;

namespace Chat.Server.Hosting;

/// <summary>
/// Stops the node gracefully on Ctrl-C, SIGTERM, a closed terminal and their Windows counterparts. A second one does what
/// the system does by default: it ends the process at once. SIGHUP that comes from no closed terminal has the settings read again. A file size limit (<c>ulimit -f</c>) does not end the node: the write fails.
/// </summary>
internal sealed class SignalLifetime(IHostApplicationLifetime lifetime, IServiceProvider services) : IHostLifetime, IDisposable
{
    /// <summary>Linux and macOS send it to a process that writes beyond its file size limit. .NET has no name for it.</summary>
    private const PosixSignal Sigxfsz = (PosixSignal)25;

    private readonly List<PosixSignalRegistration> _registrations = [];
    private readonly bool _hasTerminal = ControllingTerminal.IsThere();
    private int _signals;

    /// <inheritdoc/>
    public Task WaitForStartAsync(CancellationToken cancellationToken)
    {
        foreach (PosixSignal signal in (PosixSignal[])[PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGQUIT])
        {
            _registrations.Add(PosixSignalRegistration.Create(signal, OnSignal));
        }

        _registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGHUP, OnHangUp));

        if (!OperatingSystem.IsWindows())
        {
            _registrations.Add(PosixSignalRegistration.Create(Sigxfsz, static context => context.Cancel = true));
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in _registrations)
        {
            registration.Dispose();
        }
    }

    private void OnHangUp(PosixSignalContext context)
    {
        bool isClosed = _hasTerminal && !ControllingTerminal.IsThere();
        if (OperatingSystem.IsWindows() || isClosed)
        {
            OnSignal(context);
            return;
        }

        context.Cancel = true;
        services.GetRequiredService<SettingsReload>().Run();
    }

    private void OnSignal(PosixSignalContext context)
    {
        if (Interlocked.Increment(ref _signals) > 1)
        {
            return;
        }

        context.Cancel = true;
        lifetime.StopApplication();
        if (OperatingSystem.IsWindows() && context.Signal is PosixSignal.SIGHUP or PosixSignal.SIGTERM)
        {
            // Windows ends the process when the handler of a closed window or a log-off returns.
            lifetime.ApplicationStopped.WaitHandle.WaitOne();
        }
    }
}
