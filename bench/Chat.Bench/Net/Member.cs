using System.Net;
using System.Net.Sockets;
using Chat.Bench.Common;
using Chat.Protocol.Frames;

namespace Chat.Bench.Net;

/// <summary>A guest that says hello, joins its room and counts the messages it gets. One in a few has a <see cref="SeqCheck"/> that reads them too.</summary>
internal class Member(string name, string room, AddressFamily family, WireProtocol protocol, Faults faults, SeqCheck? check)
    : ClientConnection(name, family, protocol, faults)
{
    private TaskCompletionSource<WireEvent>? _reply;
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
        await AskAsync("hello", Protocol.Hello(++_lastId, Name), cancel).ConfigureAwait(false);
    }

    /// <summary>Enters the room.</summary>
    public async Task JoinAsync(CancellationToken cancel)
    {
        WireEvent.Done done = await AskAsync("join", Protocol.Join(++_lastId, Room), cancel).ConfigureAwait(false);
        if (done.Frame is { } ok)
        {
            Check?.StartAfter(ok.Read<JoinOk>().Seq);
        }
    }

    /// <summary>Leaves for good, so that the name is free at once. That the server then closes the connection is no fault.</summary>
    public Task QuitAsync(CancellationToken cancel)
    {
        MayEnd = true;
        return AskAsync("quit", Protocol.Quit(++_lastId), cancel);
    }

    /// <summary>How many messages this member must have got.</summary>
    /// <param name="acknowledged">Messages acknowledged in its room.</param>
    public virtual long Due(long acknowledged) => acknowledged;

    protected sealed override void OnFrame(ReadOnlySpan<byte> frame)
    {
        switch (Protocol.KindOf(frame))
        {
            case FrameKind.Message:
                OnMessage(frame);
                break;
            case FrameKind.Presence:
                break;
            case FrameKind.Ok when Protocol.AckOf(frame) is >= SendTemplate.NumberBase and var id:
                OnOk(id);
                break;
            default:
                OnEvent(Protocol.Parse(frame), frame);
                break;
        }
    }

    /// <summary>A message was acknowledged.</summary>
    /// <param name="re">Its id.</param>
    protected virtual void OnOk(long re) => Faults.Report($"{Name} got an ok that it did not ask for (re {re}).");

    private void OnMessage(ReadOnlySpan<byte> frame)
    {
        Volatile.Write(ref _messages, _messages + 1);
        Check?.Read(Protocol.FactsOf(frame));
    }

    private void OnEvent(WireEvent what, ReadOnlySpan<byte> frame)
    {
        switch (what)
        {
            case WireEvent.Message:
                OnMessage(frame);
                break;
            case WireEvent.Acknowledged ok:
                OnOk(ok.Id);
                break;
            case WireEvent.Done or WireEvent.Refused when Interlocked.Exchange(ref _reply, null) is { } waiting:
                waiting.SetResult(what);
                break;
            case WireEvent.Done:
                Faults.Report($"{Name} got an answer that it did not ask for.");
                break;
            case WireEvent.Refused refused:
                Faults.Report($"{Name} was refused: {refused.Why}");
                break;
            case WireEvent.SentAway when MayEnd && Interlocked.Exchange(ref _reply, null) is { } waiting:
                waiting.SetResult(new WireEvent.Done());
                break;
            case WireEvent.SentAway away:
                Interlocked.Exchange(ref _reply, null)?.SetResult(new WireEvent.Refused(away.Why));
                Report($"was sent away: {away.Why}");
                break;
            case WireEvent.Wrong wrong:
                Faults.Report($"{Name} {wrong.What}.");
                break;
            case WireEvent.AreYouThere question:
                _ = AnswerAsync(question.Answer);
                break;
            default:
                break;
        }
    }

    /// <summary>The socket sends one thing whole before the next, so this goes between a sender's messages and never into one.</summary>
    private async Task AnswerAsync(byte[] answer)
    {
        try
        {
            await Socket.SendAsync(answer, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The reading side learns of it too, and reports it unless the run is over.
        }
    }

    private async Task<WireEvent.Done> AskAsync(string what, byte[] request, CancellationToken cancel)
    {
        var reply = new TaskCompletionSource<WireEvent>(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref _reply, reply);
        await Socket.SendAsync(request, cancel).ConfigureAwait(false);
        return await reply.Task.WaitAsync(cancel).ConfigureAwait(false) switch
        {
            WireEvent.Done done => done,
            WireEvent.Refused refused => throw new BenchException($"{Name}: {what} was refused: {refused.Why}"),
            var other => throw new BenchException($"{Name}: {what} was answered with {other}."),
        };
    }
}
