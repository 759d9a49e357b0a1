using System.Buffers.Binary;
using System.Net;
using System.Net.WebSockets;

namespace Chat.Server.Tests.EndToEnd.Support;

/// <summary>A client by WebSocket: a message is a frame, so it reads and writes as one over TCP does.</summary>
internal sealed class WebSocketClient
{
    private WebSocketClient(ClientWebSocket socket)
    {
        Socket = socket;
        Wire = new WireClient(new MessageStream(socket));
    }

    /// <summary>The WebSocket itself.</summary>
    public ClientWebSocket Socket { get; }

    /// <summary>The client over it.</summary>
    public WireClient Wire { get; }

    public static async Task<WebSocketClient> ConnectAsync(IPEndPoint node, Action<ClientWebSocketOptions>? options = null)
    {
        var socket = new ClientWebSocket();
        options?.Invoke(socket.Options);
        using var deadline = new CancellationTokenSource(WireClient.Deadline);
        await socket.ConnectAsync(new Uri($"ws://{node}/ws"), deadline.Token);
        return new WebSocketClient(socket);
    }

    /// <summary>Sends one message, or a piece of one.</summary>
    public async Task SendAsync(ReadOnlyMemory<byte> bytes, WebSocketMessageType type = WebSocketMessageType.Text, bool isLast = true)
    {
        using var deadline = new CancellationTokenSource(WireClient.Deadline);
        await Socket.SendAsync(bytes, type, isLast, deadline.Token);
    }

    /// <summary>Reads to the server's close and answers it.</summary>
    /// <returns>All frames that nobody has asked for, in order.</returns>
    public async Task<IReadOnlyList<WireFrame>> ReadToCloseAsync()
    {
        IReadOnlyList<WireFrame> frames = await Wire.ReadToEndAsync();
        using var deadline = new CancellationTokenSource(WireClient.Deadline);
        try
        {
            await Socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, deadline.Token);
        }
        catch (WebSocketException)
        {
            // A server that could not make sense of the bytes does not wait for it.
        }

        return frames;
    }

    /// <summary>Puts a length in front of what comes, and takes it off what goes.</summary>
    private sealed class MessageStream(ClientWebSocket socket) : Stream
    {
        private ReadOnlyMemory<byte> _unread;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (_unread.IsEmpty && !await ReadMessageAsync(cancellationToken))
            {
                return 0;
            }

            int count = Math.Min(buffer.Length, _unread.Length);
            _unread[..count].CopyTo(buffer);
            _unread = _unread[count..];
            return count;
        }

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            while (!buffer.IsEmpty)
            {
                int end = 4 + BinaryPrimitives.ReadInt32BigEndian(buffer.Span);
                await socket.SendAsync(buffer[4..end], WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
                buffer = buffer[end..];
            }
        }

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                socket.Dispose();
            }

            base.Dispose(disposing);
        }

        private async Task<bool> ReadMessageAsync(CancellationToken cancel)
        {
            byte[] message = new byte[4096];
            int length = 4;
            while (true)
            {
                ValueWebSocketReceiveResult read = await socket.ReceiveAsync(message.AsMemory(length), cancel);
                if (read.MessageType == WebSocketMessageType.Close)
                {
                    return false;
                }

                length += read.Count;
                if (read.EndOfMessage)
                {
                    BinaryPrimitives.WriteInt32BigEndian(message, length - 4);
                    _unread = message.AsMemory(0, length);
                    return true;
                }

                if (length == message.Length)
                {
                    Array.Resize(ref message, message.Length * 2);
                }
            }
        }
    }
}
