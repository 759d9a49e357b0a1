using System.Net.Sockets;
using Chat.Bench.Measure;
using Chat.Protocol;
using Chat.Protocol.Frames;
using Chat.Protocol.Framing;

namespace Chat.Bench.Net;

/// <summary>A member with one line to say. It may be sent away as too slow, and its successor goes on where it was.</summary>
internal sealed class BurstMember : Member
{
    private const string TooSlow = ErrorCodes.SlowConsumer;

    private readonly TaskCompletionSource _sentAway = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly byte[] _line;
    private long _fetched;
    private Task _fetching = Task.CompletedTask;
    private volatile bool _isAcknowledged;

    /// <param name="name">The user's name.</param>
    /// <param name="room">Where it says its line.</param>
    /// <param name="family">Of the server's address.</param>
    /// <param name="protocol">What is spoken there.</param>
    /// <param name="faults">Where it reports what goes wrong.</param>
    /// <param name="textBytes">Length of the line.</param>
    public BurstMember(string name, string room, AddressFamily family, WireProtocol protocol, Faults faults, int textBytes)
        : base(name, room, family, protocol, faults, new SeqCheck(new MeasureWindow()))
    {
        IMessageTemplate template = protocol.Template(room, textBytes);
        _line = new byte[template.Bytes];
        template.Write(_line, SendTemplate.NumberBase, sentAt: 0);
    }

    private BurstMember(BurstMember earlier)
        : base(earlier.Name, earlier.Room, earlier.Family, earlier.Protocol, earlier.Faults, new SeqCheck(new MeasureWindow())) =>
        (_line, _isAcknowledged, Token) = (earlier._line, earlier._isAcknowledged, earlier.Token);

    /// <summary>Completes when the server sends this connection away as too slow.</summary>
    public Task SentAway => _sentAway.Task;

    /// <summary>Whether its line is acknowledged.</summary>
    public bool IsAcknowledged => _isAcknowledged;

    /// <summary>Messages of the room that came, or that it asked for because the server would not send so many again.</summary>
    public long Received => Messages + Volatile.Read(ref _fetched);

    /// <summary>Says the line.</summary>
    public Task SayAsync() => SendAsync(_line);

    /// <summary>Comes back on a new connection and goes on behind the last message seen.</summary>
    public async Task<BurstMember> ResumeAsync(System.Net.EndPoint server, CancellationToken cancel)
    {
        await _fetching.ConfigureAwait(false);
        var next = new BurstMember(this);
        await next.ReturnAsync(server, Check!.Last, cancel).ConfigureAwait(false);
        if (!IsAcknowledged)
        {
            // The same key again: it is posted once, whatever became of the first.
            await next.SayAsync().ConfigureAwait(false);
        }

        return next;
    }

    protected override void OnOk(long re) => _isAcknowledged = true;

    protected override void Report(string what)
    {
        if (Protocol.KeepsUsers && (_sentAway.Task.IsCompleted || what.Contains(TooSlow, StringComparison.Ordinal)))
        {
            _sentAway.TrySetResult();
        }
        else
        {
            base.Report(what);
        }
    }

    protected override void OnGap(WireEvent.Gap gap)
    {
        if (gap.From != Check!.Last + 1)
        {
            Faults.Report($"{Name} got a gap from {gap.From} where {Check.Last + 1} was due.");
        }

        Check.StartAfter(gap.To);
        _fetching = FetchAsync(gap);
    }

    private async Task FetchAsync(WireEvent.Gap gap)
    {
        for (long after = gap.From - 1; after < gap.To;)
        {
            long from = after;
            WireEvent.Done done = await AskAsync("history", id => FrameCodec.Encode(new HistoryRequest(id, Room, After: from, Limit: 200)), CancellationToken.None).ConfigureAwait(false);
            foreach (MessageInfo message in done.Frame!.Read<HistoryOk>().Messages)
            {
                if (message.Seq != after + 1)
                {
                    Faults.Report($"{Name} read seq {message.Seq} of the history where {after + 1} was due.");
                    return;
                }

                if (message.Seq > gap.To)
                {
                    return;
                }

                after = message.Seq;
                Interlocked.Increment(ref _fetched);
            }
        }
    }
}
