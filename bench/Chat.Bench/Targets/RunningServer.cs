using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Chat.Bench.Common;
using Chat.Bench.Common.Servers;
using Chat.Bench.Net;

namespace Chat.Bench.Targets;

/// <summary>A server that someone else has started.</summary>
internal sealed class RunningServer(IPEndPoint endPoint, WireProtocol protocol) : ITarget
{
    private const string Scheme = "chat://";

    public IPEndPoint EndPoint { get; } = endPoint;

    public WireProtocol Protocol { get; } = protocol;

    /// <summary>Reads HOST:PORT, with or without <c>chat://</c> in front.</summary>
    /// <exception cref="BenchException">It is none, or the name is unknown.</exception>
    public static async Task<RunningServer> FindAsync(string address, WireProtocol protocol, CancellationToken cancel)
    {
        string text = address.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? address[Scheme.Length..] : address;
        int colon = text.LastIndexOf(':');
        if (colon <= 0 || !ushort.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out ushort port))
        {
            throw new BenchException($"'{address}' is no address: give HOST:PORT.");
        }

        string host = text[..colon].Trim('[', ']');
        try
        {
            IPAddress[] found = await Dns.GetHostAddressesAsync(host, cancel).ConfigureAwait(false);
            return new RunningServer(new IPEndPoint(found.OrderBy(a => a.AddressFamily == AddressFamily.InterNetwork ? 0 : 1).First(), port), protocol);
        }
        catch (SocketException e)
        {
            throw new BenchException($"Can't find the host '{host}': {e.Message}", e);
        }
    }

    public ServerUsage? Usage() => null;

    public Task<ServerStop?> StopAsync(CancellationToken cancel) => Task.FromResult<ServerStop?>(null);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
