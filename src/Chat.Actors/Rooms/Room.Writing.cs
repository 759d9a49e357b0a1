using Akka.Actor;
using Chat.Actors.Edge;
using Chat.Actors.Storage;
using Chat.Actors.Telemetry;
using Chat.Protocol;

namespace Chat.Actors.Rooms;

/// <content>What is asked of the storage, and what becomes of it where that fails.</content>
public sealed partial class Room
{
    private void Submit(Write write, object context)
    {
        _writing++;
        _neighbours.Writer.Tell(new WriterProtocol.Submit(write, context, Urgent: write is not (Write.AppendMessage or Write.FindMessage)));
    }

    private void OnCommitted(IReadOnlyList<WriterProtocol.Outcome> outcomes)
    {
        _writing -= outcomes.Count;
        var items = new List<RelayItem>(outcomes.Count);
        (bool differs, bool mutes) = (false, false);
        foreach (WriterProtocol.Outcome outcome in outcomes)
        {
            if (TakesLonger(outcome))
            {
                continue;
            }

            if (outcome.Result is WriteResult.Conflict)
            {
                Unmake(outcome.Write, outcome.Context);
            }

            RoomEffects effects = RoomEffects.Of(_state, _id, outcome, Now());
            _state = effects.State;
            items.AddRange(effects.Stream);
            Notify(effects.Notices);
            differs |= Differs(outcome);
            mutes |= ChangesMutes(outcome.Write);
            if (outcome.Result is WriteResult.Appended { Duplicate: false })
            {
                RoomMetrics.Post();
            }
        }

        _stream.Send(items);
        if (mutes)
        {
            AwaitMuteEnd();
        }

        if (differs)
        {
            throw new StorageException($"Room {_id} is not in memory as it is in storage; it is loaded anew.");
        }

        LetGoOfNothing();
    }

    /// <summary>Counts one more room, but for private ones and those that everyone starts in.</summary>
    private bool MayBeMade(RoomProtocol.Command command) =>
        command.Action is not RoomAction.Join { Founds: true } || _neighbours.Census?.TryAdd(_options.Current.Limits.Rooms) != false;

    private void Unmake(Write write, object? context)
    {
        if (write is Write.CreateRoom && RoomWork.CommandOf(context).Action is RoomAction.Join { Founds: true })
        {
            _neighbours.Census?.Remove();
        }
    }

    private void OnFailed(IReadOnlyList<WriterProtocol.Refusal> refusals)
    {
        RefuseAll(refusals);
        if (refusals.Any(r => r.Write is not (Write.AppendMessage or Write.FindMessage)))
        {
            throw new StorageException($"Room {_id} changed in memory but not in storage; it is loaded anew.");
        }
    }

    private void RefuseAll(IReadOnlyList<WriterProtocol.Refusal> refusals)
    {
        _writing -= refusals.Count;
        foreach (WriterProtocol.Refusal refusal in refusals)
        {
            Uncount(refusal.Write);
            Unmake(refusal.Write, refusal.Context);
            Refuse(RoomWork.CommandOf(refusal.Context), new Refusal(
                ErrorCodes.Unavailable, "The storage can't take it just now; it was not done. Try again.", null, (long)RetryDelay.TotalMilliseconds));
        }
    }
}
