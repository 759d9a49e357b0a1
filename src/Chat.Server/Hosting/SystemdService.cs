using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting.Systemd;

namespace Chat.Server.Hosting;

/// <summary>
/// Tells systemd when the node serves and when it stops, and, where the unit has <c>WatchdogSec</c>, that its actors answer: a node that is stuck is started
/// anew. Without systemd it does nothing.
/// </summary>
internal sealed class SystemdService(ISystemdNotifier systemd, IHostApplicationLifetime lifetime, HealthCheckService health, TimeProvider time) : BackgroundService
{
    private static readonly ServiceState Alive = new("WATCHDOG=1");

    /// <inheritdoc/>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        if (!systemd.IsEnabled)
        {
            return Task.CompletedTask;
        }

        lifetime.ApplicationStarted.Register(() => systemd.Notify(ServiceState.Ready));
        lifetime.ApplicationStopping.Register(() => systemd.Notify(ServiceState.Stopping));
        return base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!long.TryParse(Environment.GetEnvironmentVariable("WATCHDOG_USEC"), NumberStyles.None, CultureInfo.InvariantCulture, out long microseconds) || microseconds == 0)
        {
            return;
        }

        using var timer = new PeriodicTimer(TimeSpan.FromMicroseconds(microseconds) / 2, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
            {
                HealthReport report = await health.CheckHealthAsync(check => check.Name == HealthEndpoints.Actors, stoppingToken).ConfigureAwait(false);
                if (report.Status == HealthStatus.Healthy)
                {
                    systemd.Notify(Alive);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The node stops.
        }
    }
}
