using Chat.Actors.Storage;

namespace Chat.Actors.Rooms;

/// <summary>What a room's write was asked for, where the command alone does not tell. Comes back with the write's outcome.</summary>
/// <param name="Command">What was asked.</param>
/// <param name="Otherwise">Of <see cref="Write.FindMessage"/>: what is told where nothing is found.</param>
/// <param name="SentOut">Members that were sent out.</param>
internal sealed record RoomWork(RoomProtocol.Command Command, RoomDecision.Refuse? Otherwise, IReadOnlyList<Member> SentOut)
{
    /// <summary>What was asked.</summary>
    public static RoomProtocol.Command CommandOf(object? context) => (context as RoomWork)?.Command ?? (RoomProtocol.Command)context!;

    /// <summary>What comes with a decision's write.</summary>
    public static object ContextOf(RoomProtocol.Command command, RoomDecision.Store store) =>
        store.SentOut.Count > 0 ? new RoomWork(command, null, store.SentOut) : command;
}
