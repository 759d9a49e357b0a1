using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Chat.Actors.Telemetry;

/// <summary>Measures of a node as a whole, taken when somebody asks for them.</summary>
public static class NodeMetrics
{
    private static readonly ConcurrentDictionary<INodeMeasures, bool> Nodes = new();

    static NodeMetrics()
    {
        Gauge("akkachat.uptime", "s", "Time since the node began to listen.", node => node.Uptime.TotalSeconds);
        Gauge("akkachat.ready", "{node}", "1 while clients can be served, else 0: what /health/ready says, looked at every 15 seconds.", node => node.IsReady ? 1 : 0);
        Gauge("akkachat.outbox.size", "By", "Bytes that wait for clients, all together.", node => node.Outboxes.Total);
        Gauge("akkachat.outbox.largest", "By", "Bytes that wait for the client for which most wait.", node => node.Outboxes.Most);
        Gauge("akkachat.disk.free", "By", "Bytes free for the node on the disk of its data directory.", node => node.FreeDisk);
        Gauge("akkachat.certificate.expiry", "s", "Time until the certificate that clients are shown ends; nothing without TLS.", node => node.CertificateExpiry?.TotalSeconds);
    }

    /// <summary>A node is to be measured from here on.</summary>
    public static void Add(INodeMeasures node) => Nodes[node] = true;

    /// <summary>A node is gone.</summary>
    public static void Remove(INodeMeasures node) => Nodes.TryRemove(node, out _);

    private static void Gauge(string name, string unit, string description, Func<INodeMeasures, double?> measure) =>
        ChatMeter.Meter.CreateObservableGauge(name, () => Measure(measure), unit, description);

    /// <summary>A process has one node, but in specs.</summary>
    private static IEnumerable<Measurement<double>> Measure(Func<INodeMeasures, double?> measure)
    {
        foreach ((INodeMeasures node, _) in Nodes)
        {
            if (measure(node) is { } value)
            {
                return [new Measurement<double>(value)];
            }
        }

        return [];
    }
}

/// <summary>What a node can be asked for.</summary>
public interface INodeMeasures
{
    /// <summary>Time since it began to listen.</summary>
    TimeSpan Uptime { get; }

    /// <summary>Whether clients can be served.</summary>
    bool IsReady { get; }

    /// <summary>Bytes that wait for clients: of all together, and of the one for which most wait.</summary>
    (long Total, long Most) Outboxes { get; }

    /// <summary>Bytes free on the disk of the data directory; null where nobody knows.</summary>
    long? FreeDisk { get; }

    /// <summary>Time until the certificate ends; null where there is none.</summary>
    TimeSpan? CertificateExpiry { get; }
}
