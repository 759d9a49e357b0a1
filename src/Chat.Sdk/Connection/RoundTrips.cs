using Chat.Protocol.Frames;
using Chat.Sdk.State;

namespace Chat.Sdk.Connection;

/// <summary>
/// How long the server takes to answer, by those requests for which it needs no disk, search or hash. Of several between two reports the quickest counts: the others waited for
/// something else than the way.
/// </summary>
internal sealed class RoundTrips
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(3);

    private readonly Lock _gate = new();
    private TimeSpan _askedAt;
    private TimeSpan? _quickest;
    private TimeSpan? _toldAt;

    /// <param name="now">As all times here in <see cref="Durations.Uptime"/>.</param>
    public RoundTrips(TimeSpan now) => _askedAt = now;

    /// <summary>When something was last asked that tells.</summary>
    public TimeSpan AskedAt
    {
        get
        {
            lock (_gate)
            {
                return _askedAt;
            }
        }
    }

    /// <summary>A request goes out.</summary>
    public void Ask(Request request, PendingReply reply)
    {
        if (request is PingRequest or ReadRequest or TypingRequest or UsersRequest)
        {
            lock (_gate)
            {
                reply.IsQuick = true;
                _askedAt = reply.AskedAt;
            }
        }
    }

    /// <summary>An answer came.</summary>
    public void Measure(PendingReply reply, TimeSpan now)
    {
        if (reply.IsQuick)
        {
            lock (_gate)
            {
                TimeSpan took = now - reply.AskedAt;
                _quickest = took < _quickest ? took : _quickest ?? took;
            }
        }
    }

    /// <summary>Reports what was measured, not too often.</summary>
    public void Tell(StateStore store, TimeSpan now)
    {
        TimeSpan roundTrip;
        lock (_gate)
        {
            if (_quickest is not { } quickest || now - _toldAt < Pause)
            {
                return;
            }

            (roundTrip, _quickest, _toldAt) = (quickest, null, now);
        }

        store.Apply(new ChatInput.RoundTripMeasured(roundTrip));
    }
}
