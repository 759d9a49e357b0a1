using System.Diagnostics;
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

    /// <summary>The room it is in; <c>@</c> and a user's name where it only talks to that user.</summary>
    public string Room { get; } = room;

    /// <summary>What all who get the same messages have in common.</summary>
    public string Group { get; } = IsPrivate(room) && string.CompareOrdinal(room[1..], name) < 0 ? $"{room[1..]} {name}" : IsPrivate(room) ? $"{name} {room[1..]}" : room;

    /// <summary>What this user can come back with; null until its hello was answered, or where the protocol knows no such thing.</summary>
    public string? Token { get; protected set; }

    /// <summary>From the attempt to connect until the server's welcome.</summary>
    public TimeSpan HelloTime { get; private set; }

    /// <summary>Messages of the room that have come.</summary>
    public long Messages => Volatile.Read(ref _messages);

    /// <summary>Reads each message, where this member is one of the sample.</summary>
    public SeqCheck? Check { get; } = check;

    /// <summary>Connects and becomes a user.</summary>
    public Task HelloAsync(EndPoint server, CancellationToken cancel) => GreetAsync(server, Protocol.Hello(++_lastId, Name), cancel);

    /// <summary>The same user on a new connection, which is not connected yet.</summary>
    public Member Successor() => new(Name, Room, Family, Protocol, Faults, check: null) { Token = Token };

    /// <summary>Connects as the user of an earlier connection, who is in its rooms already where the protocol has such users.</summary>
    /// <param name="server">Where to.</param>
    /// <param name="seen">The last seq seen in the room; null where nothing is to be sent again.</param>
    /// <param name="cancel">Ends the wait.</param>
    public Task ReturnAsync(EndPoint server, long? seen, CancellationToken cancel)
    {
        if (seen is { } seq)
        {
            Check?.StartAfter(seq);
        }

        Dictionary<string, long>? cursors = seen is { } last ? new() { [Room] = last } : null;
        return GreetAsync(server, Token is null ? Protocol.Hello(++_lastId, Name) : Protocol.Return(++_lastId, Name, Token, cursors), cancel);
    }

    /// <summary>Enters another room too.</summary>
    public Task JoinAsync(string room, CancellationToken cancel) => AskAsync("join", id => Protocol.Join(id, room), cancel);

    /// <summary>Enters the room. A private one needs no entering.</summary>
    public async Task JoinAsync(CancellationToken cancel)
    {
        if (IsPrivate(Room))
        {
            return;
        }

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

    /// <summary>The server does not send again what was missed.</summary>
    protected virtual void OnGap(WireEvent.Gap gap) => Faults.Report($"{Name} got a gap in its room: {gap.From} to {gap.To}.");

    /// <summary>Sends bytes that are whole requests.</summary>
    protected async Task SendAsync(ReadOnlyMemory<byte> requests)
    {
        try
        {
            await SendBytesAsync(requests).ConfigureAwait(false);
        }
        catch (Exception e) when (e is SocketException or IOException or ObjectDisposedException)
        {
            // The reading side learns of it too, and reports it unless the run is over.
        }
    }

    /// <summary>Asks and waits for the answer; one at a time.</summary>
    /// <param name="what">The request's name.</param>
    /// <param name="request">Makes it with an id.</param>
    /// <param name="cancel">Ends the wait.</param>
    /// <exception cref="BenchException">It was refused.</exception>
    protected Task<WireEvent.Done> AskAsync(string what, Func<long, byte[]> request, CancellationToken cancel) => AskAsync(what, request(++_lastId), cancel);

    private static bool IsPrivate(string room) => room.StartsWith('@');

    private async Task GreetAsync(EndPoint server, byte[] hello, CancellationToken cancel)
    {
        long start = Stopwatch.GetTimestamp();
        await ConnectAsync(server, cancel).ConfigureAwait(false);
        WireEvent.Done done = await AskAsync("hello", hello, cancel).ConfigureAwait(false);
        HelloTime = Stopwatch.GetElapsedTime(start);
        if (done.Frame?.Read<HelloOk>() is { } ok)
        {
            Token = ok.User == Name ? ok.Session : throw new BenchException($"{Name} was welcomed as {ok.User}.");
        }
    }

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
            case WireEvent.Gap gap:
                OnGap(gap);
                break;
            case WireEvent.AreYouThere question:
                // The socket sends one thing whole before the next, so this goes between a sender's messages and never into one.
                _ = SendAsync(question.Answer);
                break;
            default:
                break;
        }
    }

    private async Task<WireEvent.Done> AskAsync(string what, byte[] request, CancellationToken cancel)
    {
        var reply = new TaskCompletionSource<WireEvent>(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref _reply, reply);
        await SendBytesAsync(request).WaitAsync(cancel).ConfigureAwait(false);
        return await reply.Task.WaitAsync(cancel).ConfigureAwait(false) switch
        {
            WireEvent.Done done => done,
            WireEvent.Refused refused => throw new BenchException($"{Name}: {what} was refused: {refused.Why}"),
            var other => throw new BenchException($"{Name}: {what} was answered with {other}."),
        };
    }
}
