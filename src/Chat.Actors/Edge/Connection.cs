using System.Net;
using Chat.Actors.Limits;
using Chat.Actors.Telemetry;
using Chat.Protocol;
using Chat.Protocol.Frames;
using Chat.Protocol.Framing;

namespace Chat.Actors.Edge;

/// <summary>
/// One connected device as its node sees it: the outbox, the requests in flight and the credit that bounds them.
/// Relays and the connection's actor write to it from their own threads.
/// </summary>
public sealed partial class Connection
{
    private static readonly byte[] SlowConsumer = FrameCodec.Encode(new ByeEvent(
        ErrorCodes.SlowConsumer,
        "You read too slowly and too much was waiting; connect again with your cursors, nothing is lost."));

    [ThreadStatic]
    private static List<byte[]>? _ready;

    private readonly Lock _gate = new();
    private readonly ReplyOrder _order = new();
    private readonly IConnectionTransport _transport;
    private bool _isAdmin;

    /// <summary>A fresh connection.</summary>
    /// <param name="id">Unique on this node.</param>
    /// <param name="remote">The peer's address and port.</param>
    /// <param name="options">Bounds of outbox, frames and requests in flight.</param>
    /// <param name="transport">What carries its bytes.</param>
    /// <param name="gate">Judges what it sends; null for one of its own.</param>
    public Connection(ConnectionId id, IPEndPoint remote, LiveOptions options, IConnectionTransport transport, RequestGate? gate = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        _requests = gate ?? new RequestGate(options, new AddressGate(options, TimeProvider.System), TimeProvider.System);
        HeardAt = _requests.Now;
        Id = id;
        Remote = remote;
        Outbox = new Outbox(options, SlowConsumer);
        _transport = transport;
        Options = options.Current;
        _credit = Options.InFlight;
    }

    /// <summary>Unique on this node.</summary>
    public ConnectionId Id { get; }

    /// <summary>The peer's address and port.</summary>
    public IPEndPoint Remote { get; }

    /// <summary>What counted when it was opened: sizes of frames and texts are told to the peer once, so they hold until its end.</summary>
    public ChatOptions Options { get; }

    /// <summary>True where its user is one of the server's admins. Set by its actor, read by anyone.</summary>
    public bool IsAdmin
    {
        get => Volatile.Read(ref _isAdmin);
        set => Volatile.Write(ref _isAdmin, value);
    }

    /// <summary>What waits for the peer.</summary>
    public Outbox Outbox { get; }

    /// <summary>One of <see cref="Carriers"/>.</summary>
    public string Carrier => _transport.Carrier;

    /// <summary>Answers a request: the frame leaves when the earlier requests on the same room have been answered. A second answer is ignored.</summary>
    /// <param name="ticket">Of the request.</param>
    /// <param name="frame">The answer.</param>
    /// <param name="page">Where the answer shows what a room holds: what is said in its place once <see cref="Leave"/> was called for that room.</param>
    public void Reply(long ticket, byte[] frame, RoomPage? page = null)
    {
        if (ReplyLater(ticket, frame, page))
        {
            _transport.FlushSoon();
        }
    }

    /// <summary>Answers a request, but leaves the sending to the caller.</summary>
    /// <returns>True where the caller must <see cref="Flush"/>.</returns>
    public bool ReplyLater(long ticket, byte[] frame, RoomPage? page = null)
    {
        List<byte[]> ready = _ready ??= [];
        Outbox.Posted posted = Outbox.Posted.Nothing;
        TaskCompletionSource? credited, paged;
        Action? due;
        lock (_gate)
        {
            if (!_order.Complete(ticket, frame, ready, page))
            {
                return false;
            }

            foreach (byte[] reply in ready)
            {
                posted |= Outbox.Post(reply, areAnswers: true);
            }

            EdgeMetrics.Send(ready.Count);
            (credited, paged) = (GiveBack(ready.Count), EndPage());
            ready.Clear();
            due = TakeDue();
        }

        credited?.TrySetResult();
        paged?.TrySetResult();
        due?.Invoke();
        return HasTurn(Fill(posted));
    }

    /// <summary>The user is sent out of a room: no answer behind this shows anything of it, whenever it was asked for.</summary>
    /// <param name="room">The room as answers name it.</param>
    public void Leave(string room)
    {
        lock (_gate)
        {
            _order.Leave(room);
        }
    }

    /// <summary>Queues frames that are no replies.</summary>
    public void Post(ReadOnlyMemory<byte> frames)
    {
        EdgeMetrics.Send(1);
        if (PostLater(frames))
        {
            _transport.FlushSoon();
        }
    }

    /// <summary>Queues frames that are no replies, but leaves the sending to the caller.</summary>
    /// <returns>True where the caller must <see cref="Flush"/>.</returns>
    public bool PostLater(ReadOnlyMemory<byte> frames) => HasTurn(Fill(Outbox.Post(frames)));

    /// <summary>Sends what is queued, on this thread. Only for one that was told to.</summary>
    public void Flush() => _transport.Flush();

    /// <summary>The same on another thread.</summary>
    public void FlushSoon() => _transport.FlushSoon();

    /// <summary>Says goodbye and closes once everything queued is out.</summary>
    /// <param name="bye">The last frame.</param>
    /// <param name="reason">What is counted as the reason, where the frame's code does not say it.</param>
    public void Close(ByeEvent bye, string? reason = null)
    {
        ArgumentNullException.ThrowIfNull(bye);
        if (Close(FrameCodec.Encode(bye)) && bye.Code != ErrorCodes.Quit)
        {
            EdgeMetrics.Drop(reason ?? bye.Code);
        }
    }

    /// <summary>Closes once everything queued is out, with that frame as the last where there is one.</summary>
    /// <returns>False where it was closed before.</returns>
    public bool Close(ReadOnlyMemory<byte> lastFrame = default)
    {
        Outbox.Posted posted = Outbox.Close(lastFrame);
        if (HasTurn(posted))
        {
            _transport.FlushSoon();
        }

        return (posted & Outbox.Posted.IsClosing) != 0;
    }

    /// <summary>Cuts the connection now; what was not sent is lost.</summary>
    public void Abort() => _transport.Abort();

    /// <summary>Where posting has closed the outbox, its bound was passed.</summary>
    private static Outbox.Posted Fill(Outbox.Posted posted)
    {
        if ((posted & Outbox.Posted.IsClosing) != 0)
        {
            EdgeMetrics.Drop(ErrorCodes.SlowConsumer);
        }

        return posted;
    }

    private bool HasTurn(Outbox.Posted posted)
    {
        if ((posted & Outbox.Posted.IsClosing) != 0)
        {
            _transport.OnClosing();
        }

        return (posted & Outbox.Posted.HasTurn) != 0;
    }
}
