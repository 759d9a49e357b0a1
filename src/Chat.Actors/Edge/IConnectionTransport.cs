using Chat.Actors.Telemetry;

namespace Chat.Actors.Edge;

/// <summary>What carries a connection's bytes to its peer: a socket, or in a spec the spec itself.</summary>
public interface IConnectionTransport
{
    /// <summary>One of <see cref="Carriers"/>, for who counts.</summary>
    string Carrier => Carriers.Tcp;

    /// <summary>
    /// Sends what the outbox holds, by <see cref="Outbox.Next"/>, until it is at rest. Called by whoever has its turn, so by one thread at a time;
    /// never waits for the peer and never throws.
    /// </summary>
    void Flush();

    /// <summary>Takes the turn to another thread and flushes there.</summary>
    void FlushSoon();

    /// <summary>The last frame is queued: the peer has a moment to take it. Called once; must not block.</summary>
    void OnClosing();

    /// <summary>Cuts the connection now; what was not sent is lost. Doing it again changes nothing.</summary>
    void Abort();
}
