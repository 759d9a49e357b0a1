using System.Buffers;
using System.IO.Pipelines;
using Chat.Protocol;
using Chat.Protocol.Frames;
using Chat.Protocol.Framing;

namespace Chat.Sdk.Tests.Support;

/// <summary>The server's end of one connection, played by a test. What the client asks for its own state it answers by itself.</summary>
internal sealed class FakePeer : IAsyncDisposable
{
    private readonly Stream _stream;
    private readonly PipeReader _reader;
    private readonly CancellationToken _patience;

    public FakePeer(Stream stream, CancellationToken patience)
    {
        _stream = stream;
        _reader = PipeReader.Create(_stream);
        _patience = patience;
    }

    /// <summary>Members that every room has.</summary>
    public IReadOnlyList<UserEntry> Members { get; set; } = [new("alice", UserStatus.Online, RoomRole.Member)];

    /// <summary>The next request, which must be of this kind.</summary>
    public async Task<T> NextAsync<T>()
        where T : Request
    {
        while (true)
        {
            Request request = await ReadAsync() ?? throw new InvalidOperationException($"the client closed where {typeof(T).Name} was expected");
            if (request is T wanted)
            {
                return wanted;
            }

            await TellMembersAsync(request as UsersRequest ?? throw new InvalidOperationException($"{request} came where {typeof(T).Name} was expected"));
        }
    }

    /// <summary>Answers hello.</summary>
    public async Task<HelloRequest> WelcomeAsync(params RoomSummary[] rooms)
    {
        HelloRequest hello = await NextAsync<HelloRequest>();
        await SendAsync(Frames.HelloOk(hello.User, rooms) with { Re = hello.Id });
        return hello;
    }

    /// <summary>Acknowledges a send.</summary>
    public Task AcknowledgeAsync(SendRequest send, long seq) => SendAsync(new SendOk(send.Room, seq, Frames.Noon) { Re = send.Id });

    public Task SendAsync(Frame frame) => SendRawAsync(FrameCodec.Encode(frame));

    public async Task SendRawAsync(byte[] bytes) => await _stream.WriteAsync(bytes, _patience);

    /// <summary>Reads until the client closes, answering requests for members.</summary>
    public async Task UntilClosedAsync()
    {
        try
        {
            while (await ReadAsync() is { } request)
            {
                if (request is UsersRequest users)
                {
                    await TellMembersAsync(users);
                }
            }
        }
        catch (IOException)
        {
            // Reset instead of closed: closed all the same.
        }
    }

    public ValueTask DisposeAsync() => _stream.DisposeAsync();

    private Task TellMembersAsync(UsersRequest asked) => SendAsync(new UsersOk(asked.Room, Members) { Re = asked.Id });

    private async Task<Request?> ReadAsync()
    {
        while (true)
        {
            ReadResult result = await _reader.ReadAsync(_patience);
            ReadOnlySequence<byte> buffer = result.Buffer;
            if (FrameReader.TryRead(ref buffer, ProtocolLimits.MaxClientFrameBytes, out ReadOnlySequence<byte> json) == FrameReadResult.Frame)
            {
                Request request = FrameCodec.DecodeRequest(json).Request ?? throw new InvalidOperationException("the client sent a bad frame");
                _reader.AdvanceTo(buffer.Start);
                return request;
            }

            _reader.AdvanceTo(buffer.Start, buffer.End);
            if (result.IsCompleted)
            {
                return null;
            }
        }
    }
}
