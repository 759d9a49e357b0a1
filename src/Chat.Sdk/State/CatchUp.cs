namespace Chat.Sdk.State;

/// <summary>How much of what was missed has come since hello.</summary>
internal static class CatchUp
{
    /// <summary>How many messages up to a seq are still to come in a room.</summary>
    public static long Outstanding(RoomView room, long target)
    {
        long known = room.Messages.Count > 0 ? Math.Max(room.Cursor, room.Messages[^1].Seq) : room.Cursor;
        return room.Gap is { } gap
            ? Math.Max(0, Math.Min(gap.To, target) - gap.From + 1) + Math.Max(0, target - Math.Max(known, gap.To))
            : Math.Max(0, target - known);
    }

    /// <summary>Counts what came in a room, or was given up there.</summary>
    /// <param name="state">The state.</param>
    /// <param name="before">The room as it was.</param>
    /// <param name="after">The room as it is; null where it is gone.</param>
    public static ChatState Count(ChatState state, RoomView? before, RoomView? after)
    {
        if (state.Connection is not ConnectionState.CatchingUp now || before is null || !state.Lagging.TryGetValue(before.Name, out long target))
        {
            return state;
        }

        long came = Outstanding(before, target) - (after is null ? 0 : Outstanding(after, target));
        return came == 0 ? state : state with { Connection = now with { Done = Math.Clamp(now.Done + came, 0, now.Total) } };
    }

    /// <summary>Takes a room off those that lag, where it has come so far.</summary>
    public static ChatState Settle(ChatState state, RoomView room) =>
        state.Lagging.TryGetValue(room.Name, out long target) && room.Cursor >= target
            ? GoLive(state with { Lagging = state.Lagging.Remove(room.Name) })
            : state;

    /// <summary>Live once no room lags behind.</summary>
    public static ChatState GoLive(ChatState state) =>
        state.Connection is ConnectionState.CatchingUp && state.Lagging.IsEmpty ? state with { Connection = new ConnectionState.Live() } : state;
}
