using Chat.Faults.History;

namespace Chat.Faults.Checking;

/// <summary>
/// The stream of a client on the library, which promises each message once, however often the connection is lost: events ascend, pages close the gaps,
/// and in the end everything has come and the state is the log's.
/// </summary>
internal sealed class SdkStream(int client, int room, RoomPrints log, Findings findings) : RoomStream(client, room, log, findings)
{
    private long _last;
    private long _view;
    private bool _hasView;

    public override void Take(Sight sight)
    {
        switch (sight.Kind)
        {
            case SightKind.Joined:
                Enter(sight.Seq);
                break;
            case SightKind.Live:
                TakeLive(sight);
                break;
            case SightKind.Page:
                See(sight);
                break;
            case SightKind.Passed:
                Excuse(sight.Seq, (long)sight.Print);
                break;
            case SightKind.Blind:
                Excuse(sight.Seq);
                break;
            case SightKind.View:
                TakeView(sight);
                break;
            case SightKind.ViewEnd:
                TakeViewEnd(sight);
                break;
            default:
                throw new ArgumentException($"the library tells of no {sight.Kind}", nameof(sight));
        }
    }

    public override void End()
    {
        if (Base < 0)
        {
            return;
        }

        long[] missing = [.. Missing(Base + 1, Log.End)];
        int behind = missing.Length;
        while (behind > 0 && missing[behind - 1] == Log.End - (missing.Length - behind))
        {
            behind--;
        }

        foreach (long seq in missing.Take(behind))
        {
            Report(ViolationKind.StreamHole, seq, "never got it");
        }

        if (behind < missing.Length)
        {
            Report(ViolationKind.Behind, missing[behind], $"got nothing from here to {Log.End}");
        }
    }

    private void TakeLive(Sight sight)
    {
        if (sight.Seq <= _last && !HasSeen(sight.Seq))
        {
            Report(ViolationKind.StreamOrder, sight.Seq, $"got it after {_last}");
        }

        See(sight);
        _last = Math.Max(_last, sight.Seq);
    }

    private void TakeView(Sight sight)
    {
        if (!Log.Has(sight.Seq, sight.Print))
        {
            Report(ViolationKind.ViewDiffers, sight.Seq, "has a message in its state that the log does not have there");
        }
        else if (_hasView && sight.Seq != _view + 1)
        {
            Report(ViolationKind.ViewDiffers, sight.Seq, $"has it in its state after {_view}");
        }

        _view = sight.Seq;
        _hasView = true;
    }

    private void TakeViewEnd(Sight sight)
    {
        if (sight.Seq != Log.End || (_hasView && _view != sight.Seq))
        {
            Report(ViolationKind.ViewDiffers, sight.Seq, $"has this as its cursor and {_view} as its last message; the log ends at {Log.End}");
        }
    }
}
