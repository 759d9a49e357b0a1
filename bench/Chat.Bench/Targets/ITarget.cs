using System.Net;
using Chat.Bench.Common.Servers;
using Chat.Bench.Net;

namespace Chat.Bench.Targets;

/// <summary>The server under test.</summary>
internal interface ITarget : IAsyncDisposable
{
    /// <summary>Where clients connect.</summary>
    IPEndPoint EndPoint { get; }

    /// <summary>What is spoken there.</summary>
    WireProtocol Protocol { get; }

    /// <summary>The server's process; null where it is not ours to see.</summary>
    int? ProcessId => null;

    /// <summary>From starting the server until it listened; null where it was not ours to start.</summary>
    double? StartSeconds => null;

    /// <summary>What the server has used so far; null where it is not ours to see.</summary>
    ServerUsage? Usage();

    /// <summary>Asks the server to stop, as its operator would, while clients are connected.</summary>
    /// <returns>Null where it is not ours to stop.</returns>
    Task<ServerStop?> StopAsync(CancellationToken cancel);
}

/// <summary>How a server stopped.</summary>
/// <param name="Seconds">From the signal to the end of the process.</param>
/// <param name="ExitCode">Of the process; null where the system gives no way to ask it to stop and it was ended.</param>
internal sealed record ServerStop(double Seconds, int? ExitCode);
