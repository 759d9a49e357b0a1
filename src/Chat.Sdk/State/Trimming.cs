namespace Chat.Sdk.State;

/// <summary>Bounds the messages of all rooms together: the rooms longest not touched give first.</summary>
internal static class Trimming
{
    // What a room shows at once and a little to scroll back into.
    private const int Spared = 1000;

    /// <summary>How many messages a room keeps.</summary>
    public static int Count(RoomView? room) => room is null ? 0 : room.Messages.Count + (room.Excerpt?.Messages.Count ?? 0);

    /// <summary>True where something happened to the room that says it is in use.</summary>
    public static bool IsTouched(RoomView? before, RoomView after) =>
        before is null || !ReferenceEquals(before.Messages, after.Messages) || !ReferenceEquals(before.Excerpt, after.Excerpt) || before.Read != after.Read;

    /// <summary>
    /// The state with no more messages than <see cref="ChatState.MessagesInAll"/>, but for one in each room. Rooms are cut to their newest messages, the
    /// one touched last only where the others can give no more.
    /// </summary>
    public static ChatState Apply(ChatState state)
    {
        if (state.Kept <= state.MessagesInAll)
        {
            return state;
        }

        int share = Math.Clamp(state.MessagesInAll / state.Rooms.Count, 1, Spared);
        RoomView[] byUse = [.. state.Rooms.Values.Where(room => Count(room) > share).OrderBy(room => room.Touched)];
        for (int i = 0; i < byUse.Length && state.Kept > state.MessagesInAll; i++)
        {
            int left = i < byUse.Length - 1 ? share : (int)Math.Max(share, Count(byUse[i]) - (state.Kept - state.MessagesInAll));
            RoomView room = Cut(byUse[i], left, LogBounds.Of(state));
            state = StateEdits.Put(state, room) with { Trims = state.Trims + 1 };
        }

        return state;
    }

    // An excerpt goes with what is old, unless it is what the room is used for and leaves room for the newest.
    private static RoomView Cut(RoomView room, int left, LogBounds bounds)
    {
        int apart = room.Excerpt?.Messages.Count ?? 0;
        room = apart > 0 && apart >= left / 2 ? room with { Excerpt = null } : room;
        return RoomLog.Settle(room, bounds with { Keep = room.Excerpt is null ? left : left - apart });
    }
}
