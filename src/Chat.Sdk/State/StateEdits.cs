using System.Collections.Immutable;

namespace Chat.Sdk.State;

/// <summary>Changes of one room within the state, with everything that hangs on it.</summary>
internal static class StateEdits
{
    /// <summary>Changes a room, where it is known.</summary>
    public static ChatState Change(this ChatState state, string room, Func<RoomView, RoomView> change) =>
        state.Rooms.TryGetValue(room, out RoomView? view) && change(view) is var next && !ReferenceEquals(next, view) ? state.WithRoom(next) : state;

    /// <summary>Puts a room in, with all that hangs on it, and keeps the messages of all rooms within their bound.</summary>
    public static ChatState WithRoom(this ChatState state, RoomView room)
    {
        RoomView joined = Excerpts.Join(room, LogBounds.Of(state));
        if (!ReferenceEquals(joined, room))
        {
            (state, room) = (state with { Joins = state.Joins + 1 }, joined);
        }

        return Trimming.IsTouched(state.Rooms.GetValueOrDefault(room.Name), room)
            ? Trimming.Apply(Put(state with { Touches = state.Touches + 1 }, room with { Touched = state.Touches + 1 }))
            : Put(state, room);
    }

    /// <summary>Puts a room in, asks for the messages it misses, and sees whether it has caught up.</summary>
    public static ChatState Put(ChatState state, RoomView room)
    {
        RoomView? before = state.Rooms.GetValueOrDefault(room.Name);
        state = state with
        {
            Rooms = state.Rooms.SetItem(room.Name, room),
            Kept = state.Kept + Trimming.Count(room) - Trimming.Count(before),
        };
        if (before?.Gap != room.Gap)
        {
            state = state with { Missing = MissingMessages(state.Missing, before, room) };
        }

        if (before?.Cursor != room.Cursor)
        {
            state = CatchUp(OwnSends.DropShown(state, room), room);
        }

        return state;
    }

    /// <summary>Takes a room out.</summary>
    public static ChatState WithoutRoom(this ChatState state, string room)
    {
        if (!state.Rooms.TryGetValue(room, out RoomView? view))
        {
            return state;
        }

        state = OwnSends.DropAcknowledged(state, room);
        return GoLive(state with
        {
            Rooms = state.Rooms.Remove(room),
            Kept = state.Kept - Trimming.Count(view),
            Missing = state.Missing.Except(state.Missing.Where(fetch => fetch.Room == view.Name)),
            Lagging = state.Lagging.Remove(room),
        });
    }

    /// <summary>Gives a room another name; everything else of it stays.</summary>
    public static ChatState RenameRoom(this ChatState state, string room, string to)
    {
        if (!state.Rooms.TryGetValue(room, out RoomView? view))
        {
            return OwnSends.Retarget(state, room, to);
        }

        ImmutableHashSet<Fetch> missing = [.. state.Missing.Select(fetch => fetch.Room == view.Name ? fetch with { Room = to } : fetch)];
        ImmutableSortedDictionary<string, long> lagging = state.Lagging.TryGetValue(room, out long target)
            ? state.Lagging.Remove(room).SetItem(to, target)
            : state.Lagging;
        return OwnSends.Retarget(state, room, to) with
        {
            Rooms = state.Rooms.Remove(room).Remove(to).Add(to, view with { Name = to }),
            Kept = state.Kept - (RoomNames.Order.Compare(room, to) == 0 ? 0 : Trimming.Count(state.Rooms.GetValueOrDefault(to))),
            Missing = missing,
            Lagging = lagging,
        };
    }

    /// <summary>Live once no room lags behind.</summary>
    public static ChatState GoLive(ChatState state) =>
        state.Connection is ConnectionState.CatchingUp && state.Lagging.IsEmpty ? state with { Connection = new ConnectionState.Live() } : state;

    private static ImmutableHashSet<Fetch> MissingMessages(ImmutableHashSet<Fetch> missing, RoomView? before, RoomView room)
    {
        if (before?.Gap is { } closed)
        {
            missing = missing.Remove(new Fetch.Messages(room.Name, closed.From - 1));
        }

        return room.Gap is { } open ? missing.Add(new Fetch.Messages(room.Name, open.From - 1)) : missing;
    }

    private static ChatState CatchUp(ChatState state, RoomView room) =>
        state.Lagging.TryGetValue(room.Name, out long target) && room.Cursor >= target
            ? GoLive(state with { Lagging = state.Lagging.Remove(room.Name) })
            : state;
}
