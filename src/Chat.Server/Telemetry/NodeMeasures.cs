using Chat.Actors.Edge;
using Chat.Actors.Telemetry;
using Chat.Server.Settings;
using Chat.Server.Tls;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Chat.Server.Telemetry;

/// <summary>This node's <see cref="INodeMeasures"/>, from its start to its end.</summary>
internal sealed class NodeMeasures(ChatSettings settings, ConnectionTable connections, TimeProvider time, IServiceProvider services)
    : INodeMeasures, IHealthCheckPublisher, IHostedService
{
    private long _began;
    private volatile bool _isReady;

    /// <inheritdoc/>
    public TimeSpan Uptime => time.GetElapsedTime(_began);

    /// <inheritdoc/>
    public bool IsReady => _isReady;

    /// <inheritdoc/>
    public (long Total, long Most) Outboxes => connections.PendingBytes();

    /// <inheritdoc/>
    public long? FreeDisk
    {
        get
        {
            try
            {
                return new DriveInfo(NearestFolder(settings.DataDirectory)).AvailableFreeSpace;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
            {
                return null;
            }
        }
    }

    /// <inheritdoc/>
    public TimeSpan? CertificateExpiry => services.GetService<NodeCertificate>()?.Current.NotAfter - time.GetUtcNow();

    /// <inheritdoc/>
    public Task PublishAsync(HealthReport report, CancellationToken cancellationToken)
    {
        _isReady = report.Status == HealthStatus.Healthy;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _began = time.GetTimestamp();
        ChatMeter.Zero();
        NodeMetrics.Add(this);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        NodeMetrics.Remove(this);
        return Task.CompletedTask;
    }

    /// <summary>A node in memory has a data directory by name only.</summary>
    private static string NearestFolder(string path)
    {
        while (!Directory.Exists(path) && Path.GetDirectoryName(path) is { } parent)
        {
            path = parent;
        }

        return path;
    }
}
