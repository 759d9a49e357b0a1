using Chat.Client.Text;
using Chat.Protocol.Frames;
using Chat.Sdk;
using Chat.Sdk.State;

namespace Chat.Client.Plain;

/// <summary>Messages that are left out.</summary>
/// <param name="Room">The room.</param>
/// <param name="Count">How many.</param>
/// <param name="To">The seq of the last one.</param>
internal readonly record struct Skip(string Room, long Count, long To)
{
    /// <summary>It in words.</summary>
    public string Text => $"{Count} messages of {CleanText.Line(Room)} are left out, up to seq {To}; see its history";
}

/// <summary>Messages that a room has moved past and that no update told of: after an absence longer than what is kept at hand. Nothing is left out in silence.</summary>
internal static class Skips
{
    /// <summary>What an update has moved past, one a room. Only a page of history, a gap and a new hello can do that.</summary>
    /// <param name="update">The update.</param>
    /// <param name="before">The state before it.</param>
    /// <param name="only">The room that counts; null for all.</param>
    public static IEnumerable<Skip> Of(ChatUpdate update, ChatState before, string? only = null) => (update switch
    {
        ChatUpdate.EventReceived { Event: GapEvent gap } => [gap.Room],
        ChatUpdate.HistoryMerged merged => [merged.Room],
        ChatUpdate.RoomChanged changed => [changed.Room],
        ChatUpdate.ConnectionChanged { Connection: ConnectionState.CatchingUp or ConnectionState.Live } => update.State.Rooms.Keys,
        _ => Enumerable.Empty<string>(),
    }).Where(room => only is null || RoomNames.Order.Compare(room, only) == 0)
        .SelectMany(room => before.Rooms.TryGetValue(room, out RoomView? old) && old.Cursor > 0 ? In(update.State.Rooms.GetValueOrDefault(room), old.Cursor) : []);

    /// <summary>What a room has moved past since a seq: one, or none.</summary>
    public static IEnumerable<Skip> In(RoomView? room, long since)
    {
        long skipped = room is null ? 0 : room.Cursor - since - room.Messages.Count(message => message.Seq > since && message.Seq <= room.Cursor);
        return skipped <= 0 ? [] : [new Skip(room!.Name, skipped, room.Cursor)];
    }
}
