using System.Buffers;
using System.Net;
using System.Net.Sockets;
using Chat.Bench.Common;
using Chat.Protocol.Frames;
using Chat.Protocol.Framing;

namespace Chat.Bench.Net;

/// <summary>A guest that says hello, joins its room and counts the messages it gets. One in a few has a <see cref="SeqCheck"/> that reads them too.</summary>
internal class Member(string name, string room, AddressFamily family, Faults faults, SeqCheck? check) : ClientConnection(name, family, faults)
{
    private TaskCompletionSource<ServerFrame>? _reply;
    private long _messages;
    private long _lastId;

    /// <summary>The room it is in.</summary>
    public string Room { get; } = room;

    /// <summary>Messages of the room that have come.</summary>
    public long Messages => Volatile.Read(ref _messages);

    /// <summary>Reads each message, where this member is one of the sample.</summary>
    public SeqCheck? Check { get; } = check;

    /// <summary>Connects and becomes a user.</summary>
    public async Task HelloAsync(EndPoint server, CancellationToken cancel)
    {
        await ConnectAsync(server, cancel).ConfigureAwait(false);
        await AskAsync(new HelloRequest(++_lastId, Name, Client: "Chat.Bench"), cancel).ConfigureAwait(false);
    }

    /// <summary>Enters the room.</summary>
    public async Task JoinAsync(CancellationToken cancel)
    {
        RawOk ok = await AskAsync(new JoinRequest(++_lastId, Room), cancel).ConfigureAwait(false);
        Check?.StartAfter(ok.Read<JoinOk>().Seq);
    }

    /// <summary>Leaves for good, so that the name is free at once.</summary>
    public Task QuitAsync(CancellationToken cancel) => AskAsync(new QuitRequest(++_lastId), cancel);

    protected sealed override void OnFrame(ReadOnlySpan<byte> json)
    {
        switch (FrameScan.KindOf(json))
        {
            case FrameKind.Message:
                OnMessage(json);
                break;
            case FrameKind.Presence:
                break;
            case FrameKind.Ok when Volatile.Read(ref _reply) is null:
                OnOk(FrameScan.ReOf(json));
                break;
            default:
                Parse(json);
                break;
        }
    }

    /// <summary>A request outside the handshake was done.</summary>
    /// <param name="re">Its id.</param>
    protected virtual void OnOk(long re) => Faults.Report($"{Name} got an ok that it did not ask for (re {re}).");

    private void OnMessage(ReadOnlySpan<byte> json)
    {
        Volatile.Write(ref _messages, _messages + 1);
        Check?.Read(json);
    }

    private void Parse(ReadOnlySpan<byte> json)
    {
        switch (FrameCodec.DecodeServerFrame(new ReadOnlySequence<byte>(json.ToArray())))
        {
            case MessageEvent message when FrameScan.IsOurs(message.Room):
                OnMessage(json);
                break;
            case Reply reply when Interlocked.Exchange(ref _reply, null) is { } waiting:
                waiting.SetResult(reply);
                break;
            case RawOk ok:
                OnOk(ok.Re ?? 0);
                break;
            case ErrorReply error:
                Faults.Report($"{Name} was refused: {error.Code}: {error.Message}");
                break;
            case ByeEvent bye:
                Faults.Report($"{Name} was sent away: {bye.Code}: {bye.Message}");
                break;
            case GapEvent:
                Faults.Report($"{Name} got a gap in the room.");
                break;
            default:
                break;
        }
    }

    private async Task<RawOk> AskAsync(Request request, CancellationToken cancel)
    {
        var reply = new TaskCompletionSource<ServerFrame>(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref _reply, reply);
        await Socket.SendAsync(FrameCodec.Encode(request), cancel).ConfigureAwait(false);
        return await reply.Task.WaitAsync(cancel).ConfigureAwait(false) switch
        {
            RawOk ok => ok,
            ErrorReply error => throw new BenchException($"{Name}: {request.Type} was refused: {error.Code}: {error.Message}"),
            var other => throw new BenchException($"{Name}: {request.Type} was answered with {other.Type}."),
        };
    }
}
