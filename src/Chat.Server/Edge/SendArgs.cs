using System.Net.Sockets;

namespace Chat.Server.Edge;

/// <summary>
/// What one send of a socket needs. Nearly every send ends at once, so one per thread does; only a connection whose peer reads slowly keeps its own
/// until the kernel has taken its bytes.
/// </summary>
internal static class SendArgs
{
    [ThreadStatic]
    private static SocketAsyncEventArgs? _spare;

    /// <summary>Takes the thread's, or makes another.</summary>
    public static SocketAsyncEventArgs Rent()
    {
        if (_spare is { } spare)
        {
            _spare = null;
            return spare;
        }

        var made = new SocketAsyncEventArgs(unsafeSuppressExecutionContextFlow: true);
        made.Completed += static (_, done) => ((SocketTransport)done.UserToken!).OnSent(done);
        return made;
    }

    /// <summary>Gives it to the thread.</summary>
    public static void Return(SocketAsyncEventArgs args)
    {
        args.UserToken = null;
        args.SetBuffer(default);
        if (_spare is null)
        {
            _spare = args;
        }
        else
        {
            args.Dispose();
        }
    }
}
