using Chat.Faults.History;

namespace Chat.Faults.Checking;

/// <summary>
/// The stream of a client that speaks by itself: after join or hello with a cursor, events follow one another without a hole. A gap stands in the place
/// of what it names, and history has that.
/// </summary>
internal sealed class WireStream(int client, int room, RoomPrints log, Findings findings) : RoomStream(client, room, log, findings)
{
    private readonly List<(long From, long To)> _gaps = [];
    private long _next = -1;

    public override void Take(Sight sight)
    {
        switch (sight.Kind)
        {
            case SightKind.Joined:
                Enter(sight.Seq);
                _next = sight.Seq + 1;
                break;
            case SightKind.Resumed:
                TakeResumed(sight);
                break;
            case SightKind.Live:
                TakeLive(sight);
                break;
            case SightKind.Gap:
                TakeGap(sight);
                break;
            case SightKind.Page:
                See(sight);
                break;
            default:
                throw new ArgumentException($"a client of its own frames has no {sight.Kind}", nameof(sight));
        }
    }

    public override void End()
    {
        foreach ((long from, long to) in _gaps)
        {
            foreach (long seq in Missing(from, Math.Min(to, Log.End)))
            {
                Report(ViolationKind.GapNotFilled, seq, $"was told of the gap {from} to {to} and found it in no page of history");
            }
        }

        if (_next >= 0 && _next <= Log.End)
        {
            Report(ViolationKind.Behind, _next, $"got nothing from here to {Log.End}");
        }
    }

    private void TakeResumed(Sight sight)
    {
        if (sight.Seq >= _next)
        {
            Report(ViolationKind.StreamHole, sight.Seq, $"came back with this cursor after {_next - 1}");
        }

        _next = sight.Seq + 1;
    }

    private void TakeLive(Sight sight)
    {
        if (sight.Seq < _next && !HasSeen(sight.Seq))
        {
            Report(ViolationKind.StreamOrder, sight.Seq, $"got it after {_next - 1}");
        }
        else if (sight.Seq > _next)
        {
            Report(ViolationKind.StreamHole, sight.Seq, $"got it after {_next - 1}");
        }

        See(sight);
        _next = Math.Max(_next, sight.Seq + 1);
    }

    private void TakeGap(Sight sight)
    {
        long to = (long)sight.Print;
        if (sight.Seq != _next || to < sight.Seq || to > Log.End)
        {
            Report(ViolationKind.DishonestGap, sight.Seq, $"was told of a gap from here to {to} after {_next - 1}; the log ends at {Log.End}");
        }

        _gaps.Add((sight.Seq, to));
        _next = Math.Max(_next, to + 1);
    }
}
