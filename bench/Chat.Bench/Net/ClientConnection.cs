using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using Chat.Bench.Common;
using Chat.Protocol;

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
    private int _filled;
    private long _receivedBytes;

    protected ClientConnection(string name, AddressFamily family, Faults faults)
    {
        Name = name;
        Faults = faults;
        Socket = new Socket(family, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        _receive.Completed += (_, _) => OnReceived();
        _receive.SetBuffer(_buffer, 0, _buffer.Length);
    }

    /// <summary>The user's name.</summary>
    public string Name { get; }

    /// <summary>Bytes that have come, length prefixes included.</summary>
    public long ReceivedBytes => Volatile.Read(ref _receivedBytes);

    protected Socket Socket { get; }

    protected Faults Faults { get; }

    public virtual void Dispose()
    {
        Socket.Dispose();
        _receive.Dispose();
    }

    protected async Task ConnectAsync(EndPoint server, CancellationToken cancel)
    {
        await Socket.ConnectAsync(server, cancel).ConfigureAwait(false);
        Receive();
    }

    /// <summary>Takes a frame's JSON, valid only during the call.</summary>
    protected abstract void OnFrame(ReadOnlySpan<byte> json);

    /// <summary>Everything that came in one read was handed over.</summary>
    protected virtual void OnFramesEnd()
    {
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
            Faults.Report($"{Name} lost its connection ({(_receive.SocketError == SocketError.Success ? "closed by the server" : _receive.SocketError)}).");
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
        int wanted = 0;
        while (rest.Length >= ProtocolLimits.PrefixBytes)
        {
            uint length = BinaryPrimitives.ReadUInt32BigEndian(rest);
            if (length is 0 or > ProtocolLimits.MaxServerFrameBytes)
            {
                throw new BenchException($"a frame of {length} bytes");
            }

            int whole = ProtocolLimits.PrefixBytes + (int)length;
            if (rest.Length < whole)
            {
                wanted = whole;
                break;
            }

            OnFrame(rest[ProtocolLimits.PrefixBytes..whole]);
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
