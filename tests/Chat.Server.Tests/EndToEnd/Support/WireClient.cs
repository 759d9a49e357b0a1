using System.Buffers.Binary;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using Xunit;

namespace Chat.Server.Tests.EndToEnd.Support;

/// <summary>
/// A bare client: it writes bytes and reads frames, and reads nothing that nobody asks for.
/// Frames that were read while another was looked for are kept, in order, for whoever looks for them next.
/// </summary>
internal sealed class WireClient : IDisposable
{
    /// <summary>Only ever reached by a spec that fails: a busy machine takes its time. Less than a node may take to stop.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly Stream _stream;
    private readonly Socket? _socket;
    private readonly List<WireFrame> _unclaimed = [];
    private long _lastId;

    /// <summary>A client over a carrier.</summary>
    /// <param name="stream">Carries frames with their lengths, both ways.</param>
    /// <param name="socket">The socket below it, where there is one to be cut.</param>
    public WireClient(Stream stream, Socket? socket = null) => (_stream, _socket) = (stream, socket);

    /// <summary>The name from hello's answer.</summary>
    public string Name { get; private set; } = "";

    /// <summary>The token from hello's answer.</summary>
    public string Token { get; private set; } = "";

    /// <summary>Every frame that was read, in the order it came.</summary>
    public List<WireFrame> Received { get; } = [];

    /// <summary>True when the server closed with a reset.</summary>
    public bool WasReset { get; private set; }

    /// <summary>True when the server closed in the middle of a frame.</summary>
    public bool WasCut { get; private set; }

    /// <summary>What encrypts it; null where nothing does.</summary>
    public SslStream? Tls => _stream as SslStream;

    /// <param name="node">Where to.</param>
    /// <param name="receiveBuffer">Bytes of the socket's buffer.</param>
    /// <param name="tls">How to encrypt; null for plain text.</param>
    public static async Task<WireClient> ConnectAsync(IPEndPoint node, int? receiveBuffer = null, SslClientAuthenticationOptions? tls = null)
    {
        var socket = new Socket(node.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        if (receiveBuffer is { } bytes)
        {
            socket.ReceiveBufferSize = bytes;
        }

        using var deadline = new CancellationTokenSource(Deadline);
        await socket.ConnectAsync(node, deadline.Token);
        Stream stream = new NetworkStream(socket, ownsSocket: true);
        if (tls is not null)
        {
            var encrypted = new SslStream(stream);
            await encrypted.AuthenticateAsClientAsync(tls, deadline.Token);
            stream = encrypted;
        }

        return new WireClient(stream, socket);
    }

    /// <summary>Says hello and expects to be let in.</summary>
    public Task<WireFrame> HelloAsync(string user, string? session = null, object? cursors = null) =>
        GreetAsync(("user", user), ("session", session), ("cursors", cursors));

    /// <summary>Says hello with a password and expects to be let in.</summary>
    public Task<WireFrame> LogInAsync(string user, string password, string? client = null) =>
        GreetAsync(("user", user), ("password", password), ("client", client));

    /// <summary>Says hello as a new guest and waits until it is in the lobby.</summary>
    public async Task<WireFrame> EnterAsync(string user)
    {
        WireFrame ok = await HelloAsync(user);
        await EventAsync("joined", ("room", "lobby"), ("user", user));
        return ok;
    }

    /// <summary>Asks and reads the answer, whatever it is.</summary>
    public async Task<WireFrame> AskAsync(string type, params (string Name, object? Value)[] fields) => await ReplyAsync(await PutAsync(type, fields));

    public async Task<WireFrame> OkAsync(string type, params (string Name, object? Value)[] fields)
    {
        WireFrame reply = await AskAsync(type, fields);
        Assert.True(reply.Type == "ok", $"{type} was answered {reply}");
        return reply;
    }

    public async Task<WireFrame> ErrorAsync(string code, string type, params (string Name, object? Value)[] fields)
    {
        WireFrame reply = await AskAsync(type, fields);
        Assert.True(reply.Type == "error" && reply.Code == code, $"{type} was to be refused as {code}, and was answered {reply}");
        return reply;
    }

    /// <summary>Asks without reading.</summary>
    /// <returns>The request's id.</returns>
    public async Task<long> PutAsync(string type, params (string Name, object? Value)[] fields)
    {
        long id = ++_lastId;
        await WriteAsync(WireFrame.Request(type, id, fields));
        return id;
    }

    /// <summary>Posts a message under a key of its own, and expects it to be taken.</summary>
    public Task<WireFrame> SayAsync(string room, string text) => OkAsync("send", ("room", room), ("text", text), ("key", Guid.NewGuid().ToString("N")));

    public async Task WriteAsync(ReadOnlyMemory<byte> bytes)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        await _stream.WriteAsync(bytes, deadline.Token);
    }

    public Task<WireFrame> ReplyAsync(long id) => NextAsync(f => f.Re == id, $"the reply to {id}");

    public Task<WireFrame> EventAsync(string type, params (string Field, string Text)[] texts) =>
        NextAsync(f => f.Is(type, texts), $"{type} {string.Join(' ', texts)}");

    /// <summary>The first frame, kept or still to come, that fits.</summary>
    public async Task<WireFrame> NextAsync(Predicate<WireFrame> fits, string what)
    {
        int at = _unclaimed.FindIndex(fits);
        if (at >= 0)
        {
            WireFrame kept = _unclaimed[at];
            _unclaimed.RemoveAt(at);
            return kept;
        }

        while (await ReadAsync(what) is { } frame)
        {
            if (fits(frame))
            {
                return frame;
            }

            _unclaimed.Add(frame);
        }

        throw new InvalidOperationException($"{Name}: closed while waiting for {what}; {Seen()}");
    }

    /// <summary>Takes what was read and not asked for yet.</summary>
    public IReadOnlyList<WireFrame> TakeKept(Predicate<WireFrame> fits)
    {
        List<WireFrame> kept = _unclaimed.FindAll(fits);
        _unclaimed.RemoveAll(fits);
        return kept;
    }

    /// <summary>Reads to the end of the connection.</summary>
    /// <returns>All frames that nobody has asked for, in order.</returns>
    public async Task<IReadOnlyList<WireFrame>> ReadToEndAsync()
    {
        while (await ReadAsync("the end") is { } frame)
        {
            _unclaimed.Add(frame);
        }

        return TakeKept(_ => true);
    }

    /// <summary>Closes the sending side only.</summary>
    public async Task FinishAsync()
    {
        if (Tls is { } tls)
        {
            await tls.ShutdownAsync();
        }

        _socket!.Shutdown(SocketShutdown.Send);
    }

    /// <summary>Cuts the connection: the server sees a reset.</summary>
    public void Reset()
    {
        _socket!.LingerState = new LingerOption(true, 0);
        _socket.Dispose();
    }

    public void Dispose()
    {
        _stream.Dispose();
        _socket?.Dispose();
    }

    private async Task<WireFrame> GreetAsync(params (string Name, object? Value)[] fields)
    {
        WireFrame ok = await OkAsync("hello", fields);
        Name = ok.Text("user")!;
        Token = ok.Text("session")!;
        return ok;
    }

    private async Task<WireFrame?> ReadAsync(string what)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        try
        {
            byte[] prefix = new byte[4];
            if (!await FillAsync(prefix, deadline.Token))
            {
                return null;
            }

            byte[] json = new byte[BinaryPrimitives.ReadUInt32BigEndian(prefix)];
            if (!await FillAsync(json, deadline.Token))
            {
                WasCut = true;
                return null;
            }

            var frame = WireFrame.Parse(json);
            Received.Add(frame);
            return frame;
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"{Name}: no sign of {what}; {Seen()}");
        }
    }

    private async Task<bool> FillAsync(Memory<byte> buffer, CancellationToken cancel)
    {
        while (!buffer.IsEmpty)
        {
            int read;
            try
            {
                read = await _stream.ReadAsync(buffer, cancel);
            }
            catch (IOException e) when (e.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionReset or SocketError.ConnectionAborted })
            {
                WasReset = true;
                return false;
            }

            if (read == 0)
            {
                return false;
            }

            buffer = buffer[read..];
        }

        return true;
    }

    private string Seen() => $"the last of {Received.Count} frames were: {string.Join("; ", Received.TakeLast(12))}";
}
