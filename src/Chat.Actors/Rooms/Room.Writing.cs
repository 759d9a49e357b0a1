using Akka.Actor;
using Chat.Actors.Edge;
using Chat.Actors.Storage;
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
