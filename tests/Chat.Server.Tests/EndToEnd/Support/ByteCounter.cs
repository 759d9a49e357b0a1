using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Chat.Server.Tests.EndToEnd.Support;

/// <summary>One of many who are in a room: counts what comes, by type, and keeps none of it.</summary>
internal sealed class ByteCounter : IDisposable
{
    private readonly byte[] _buffer = new byte[16 * 1024];
    private readonly Dictionary<string, int> _frames = [];
    private readonly List<byte> _rest = [];
    private Socket _socket = null!;

    /// <summary>Bytes that came, over all its connections.</summary>
    public long Bytes { get; private set; }

    /// <summary>The token of the user.</summary>
    public string? Token { get; private set; }

    /// <summary>How many frames of a type came, over all its connections.</summary>
    public int Count(string type) => _frames.GetValueOrDefault(type);

    /// <summary>Forgets what came so far.</summary>
    public void Reset()
    {
        Bytes = 0;
        _frames.Clear();
    }

    /// <summary>Connects and is let in: a new guest, or the same user again.</summary>
    public async Task EnterAsync(IPEndPoint node, string name)
    {
        _socket = new Socket(node.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using var deadline = new CancellationTokenSource(WireClient.Deadline);
        await _socket.ConnectAsync(node, deadline.Token);
        await _socket.SendAsync(WireFrame.Request("hello", 1, ("user", name), ("session", Token)), deadline.Token);
        WireFrame ok = await ReadUntilAsync(frame => frame.Re == 1);
        Token = ok.Text("session") ?? throw new InvalidOperationException($"{name}: {ok}");
    }

    /// <summary>Cuts the connection.</summary>
    public void Leave()
    {
        _socket.LingerState = new LingerOption(true, 0);
        _socket.Dispose();
        _rest.Clear();
    }

    /// <summary>Reads on to the first frame that fits.</summary>
    public async Task<WireFrame> ReadUntilAsync(Predicate<WireFrame> fits)
    {
        using var deadline = new CancellationTokenSource(WireClient.Deadline);
        while (true)
        {
            while (Next() is { } frame)
            {
                if (fits(frame))
                {
                    return frame;
                }
            }

            int read = await _socket.ReceiveAsync(_buffer, deadline.Token);
            if (read == 0)
            {
                throw new InvalidOperationException("The server closed.");
            }

            Bytes += read;
            _rest.AddRange(_buffer.AsSpan(0, read));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _socket?.Dispose();

    private WireFrame? Next()
    {
        if (_rest.Count < 4)
        {
            return null;
        }

        int length = BinaryPrimitives.ReadInt32BigEndian([.. _rest[..4]]);
        if (_rest.Count < 4 + length)
        {
            return null;
        }

        var frame = WireFrame.Parse(_rest[4..(4 + length)].ToArray());
        _rest.RemoveRange(0, 4 + length);
        _frames[frame.Type] = Count(frame.Type) + 1;
        return frame;
    }
}
