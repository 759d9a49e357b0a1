namespace Chat.Server.Logs;

/// <summary>Closed when a node fails to start: the line that tells why is then the only one.</summary>
internal sealed class LogGate
{
    private volatile bool _closed;

    /// <summary>True once nothing is logged any more.</summary>
    public bool IsClosed => _closed;

    /// <summary>Logs nothing from here on.</summary>
    public void Close() => _closed = true;
}
