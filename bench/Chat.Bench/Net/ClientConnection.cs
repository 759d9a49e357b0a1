using System.Net;
using System.Net.Security;
using System.Net.Sockets;

namespace Chat.Bench.Net;

/// <summary>
/// One client's socket. What comes is cut into frames in one buffer that is reused for ever: nothing is allocated per
/// message. Frames are handed over one by one, on one thread at a time.
/// </summary>
internal abstract class ClientConnection : IDisposable
{
    private const int FirstBufferBytes = 16 * 1024;

    /// <summary>What trust would cost belongs to a client, and not to the server that is measured.</summary>
    private static readonly SslClientAuthenticationOptions AnyCertificate = new() { TargetHost = "localhost", RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null };

    private readonly SocketAsyncEventArgs _receive = new(unsafeSuppressExecutionContextFlow: true);
    private byte[] _buffer = GC.AllocateUninitializedArray<byte>(FirstBufferBytes);
    private readonly SemaphoreSlim _writing = new(1);
    private Socket? _socket;
    private SslStream? _tls;
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
        _tls?.Dispose();
        _writing.Dispose();
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
        if (Protocol.IsEncrypted)
        {
            _tls = new SslStream(new NetworkStream(_socket), leaveInnerStreamOpen: false);
            await _tls.AuthenticateAsClientAsync(AnyCertificate, cancel).ConfigureAwait(false);
            _ = ReceiveAsync(_tls);
        }
        else
        {
            Receive();
        }
    }

    /// <summary>Sends bytes that are whole requests, one call at a time.</summary>
    protected async Task SendBytesAsync(ReadOnlyMemory<byte> bytes)
    {
        if (_tls is null)
        {
            await Socket.SendAsync(bytes).ConfigureAwait(false);
            return;
        }

        await _writing.WaitAsync().ConfigureAwait(false);
        try
        {
            await _tls.WriteAsync(bytes).ConfigureAwait(false);
        }
        finally
        {
            _writing.Release();
        }
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

    private async Task ReceiveAsync(SslStream tls)
    {
        try
        {
            while (Take(await tls.ReadAsync(_receive.MemoryBuffer.Slice(_receive.Offset, _receive.Count)).ConfigureAwait(false), "closed by the server"))
            {
            }
        }
        catch (IOException e)
        {
            Take(0, e.Message);
        }
        catch (ObjectDisposedException)
        {
            // The run is over and has closed the stream.
        }
    }

    /// <returns>False when nothing more will come.</returns>
    private bool Take() => _receive.SocketError == SocketError.Success
        ? Take(_receive.BytesTransferred, "closed by the server")
        : Take(0, _receive.SocketError.ToString());

    private bool Take(int received, string why)
    {
        if (received == 0)
        {
            Report($"lost its connection ({why}).");
            return false;
        }

        _filled += received;
        Volatile.Write(ref _receivedBytes, _receivedBytes + received);
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
