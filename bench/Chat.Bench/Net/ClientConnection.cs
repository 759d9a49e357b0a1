using System.Net;
using System.Net.Sockets;

namespace Chat.Bench.Net;

/// <summary>
/// One client's socket. What comes is cut into frames in one buffer that is reused for ever: nothing is allocated per
/// message. Frames are handed over one by one, on one thread at a time.
/// </summary>
internal abstract class ClientConnection : IDisposable
{
    private const int FirstBufferBytes = 16 * 1024;

    private readonly SocketAsyncEventArgs _receive = new(unsafeSuppressExecutionContextFlow: true);
    private byte[] _buffer = GC.AllocateUninitializedArray<byte>(FirstBufferBytes);
    private Socket? _socket;
    private IPAddress? _source;
    private int _filled;
    private long _receivedBytes;

    protected ClientConnection(string name, AddressFamily family, WireProtocol protocol, Faults faults)
    {
        Name = name;
        Family = family;
        Protocol = protocol;
        Faults = faults;
        _receive.Completed += (_, _) => OnReceived();
        _receive.SetBuffer(_buffer, 0, _buffer.Length);
    }

    /// <summary>The user's name.</summary>
    public string Name { get; }

    /// <summary>Bytes that have come, with what delimits frames.</summary>
    public long ReceivedBytes => Volatile.Read(ref _receivedBytes);

    /// <summary>Of the server's address.</summary>
    protected AddressFamily Family { get; }

    /// <summary>What it speaks.</summary>
    public WireProtocol Protocol { get; }

    /// <summary>Its socket, once it connects: until then it takes none of the files that this process may open.</summary>
    protected Socket Socket => _socket ?? throw new InvalidOperationException("not connected yet");

    protected Faults Faults { get; }

    /// <summary>Whether this connection has said farewell, so that its end is no fault.</summary>
    protected bool MayEnd { get; set; }

    public virtual void Dispose()
    {
        _socket?.Dispose();
        _receive.Dispose();
    }

    /// <summary>Connects from one of this machine's addresses; before it connects.</summary>
    public void ConnectFrom(IPAddress source) => _source = source;

    /// <summary>Cuts the connection as a broken network would: no farewell, and the server is told by a reset.</summary>
    public void Sever()
    {
        MayEnd = true;
        _socket?.Close(timeout: 0);
    }

    protected async Task ConnectAsync(EndPoint server, CancellationToken cancel)
    {
        _socket = new Socket(Family, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        if (_source is { } source)
        {
            _socket.Bind(new IPEndPoint(source, 0));
        }

        await _socket.ConnectAsync(server, cancel).ConfigureAwait(false);
        Receive();
    }

    /// <summary>Takes a frame without its delimiters, valid only during the call.</summary>
    protected abstract void OnFrame(ReadOnlySpan<byte> frame);

    /// <summary>Everything that came in one read was handed over.</summary>
    protected virtual void OnFramesEnd()
    {
    }

    /// <summary>Reports that the connection has ended and why, unless it may end.</summary>
    protected virtual void Report(string what)
    {
        if (!MayEnd)
        {
            Faults.Report($"{Name} {what}");
        }
    }

    private void OnReceived()
    {
        if (Take())
        {
            Receive();
        }
    }

    private void Receive()
    {
        try
        {
            while (!Socket.ReceiveAsync(_receive) && Take())
            {
            }
        }
        catch (ObjectDisposedException)
        {
            // The run is over and has closed the socket.
        }
    }

    /// <returns>False when nothing more will come.</returns>
    private bool Take()
    {
        if (_receive.SocketError != SocketError.Success || _receive.BytesTransferred == 0)
        {
            Report($"lost its connection ({(_receive.SocketError == SocketError.Success ? "closed by the server" : _receive.SocketError)}).");
            return false;
        }

        _filled += _receive.BytesTransferred;
        Volatile.Write(ref _receivedBytes, _receivedBytes + _receive.BytesTransferred);
        try
        {
            Cut();
        }
        catch (Exception e)
        {
            Faults.Report($"{Name} can't read what the server sent: {e.Message}");
            return false;
        }

        return true;
    }

    private void Cut()
    {
        ReadOnlySpan<byte> rest = _buffer.AsSpan(0, _filled);
        int wanted;
        while (Protocol.Cut(rest, out ReadOnlySpan<byte> frame, out wanted) is > 0 and var whole)
        {
            OnFrame(frame);
            rest = rest[whole..];
        }

        OnFramesEnd();
        Keep(rest, wanted);
    }

    /// <summary>Moves the head of a frame that is not complete to where the next read goes on behind it.</summary>
    private void Keep(ReadOnlySpan<byte> rest, int wanted)
    {
        if (rest.IsEmpty && _receive.Offset == 0)
        {
            _filled = 0;
            return;
        }

        byte[] target = wanted > _buffer.Length ? GC.AllocateUninitializedArray<byte>(wanted) : _buffer;
        rest.CopyTo(target);
        _filled = rest.Length;
        if (target == _buffer)
        {
            _receive.SetBuffer(_filled, _buffer.Length - _filled);
            return;
        }

        _buffer = target;
        _receive.SetBuffer(_buffer, _filled, _buffer.Length - _filled);
    }
}
