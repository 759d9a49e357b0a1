namespace Chat.Sdk.State;

/// <summary>Bounds the messages of all rooms together: the rooms longest not touched give first.</summary>
internal static class Trimming
{
    // What a room shows at once and a little to scroll back into.
    private const int Spared = 1000;

    /// <summary>How many messages a room keeps.</summary>
    public static int Count(RoomView? room) => room is null ? 0 : room.Messages.Count;

    /// <summary>True where something happened to the room that says it is in use.</summary>
    public static bool IsTouched(RoomView? before, RoomView after) =>
        before is null || !ReferenceEquals(before.Messages, after.Messages) || before.Read != after.Read;

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
            RoomView room = RoomLog.Settle(byUse[i], LogBounds.Of(state) with { Keep = left });
            state = StateEdits.Put(state, room) with { Trims = state.Trims + 1 };
        }

        return state;
    }
}
