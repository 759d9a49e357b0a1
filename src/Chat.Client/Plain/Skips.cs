using Chat.Client.Text;
using Chat.Protocol.Frames;
using Chat.Sdk;
using Chat.Sdk.State;

namespace Chat.Client.Plain;

/// <summary>Messages that a room has moved past and that no update told of: after an absence longer than what is kept at hand. Nothing is left out in silence.</summary>
internal static class Skips
{
    /// <summary>What an update has moved past, a line a room. Only a page of history, a gap and a new hello can do that.</summary>
    /// <param name="update">The update.</param>
    /// <param name="before">The state before it.</param>
    /// <param name="only">The room that counts; null for all.</param>
    public static IEnumerable<string> Of(ChatUpdate update, ChatState before, string? only = null) => (update switch
    {
        ChatUpdate.EventReceived { Event: GapEvent gap } => [gap.Room],
        ChatUpdate.HistoryMerged merged => [merged.Room],
        ChatUpdate.RoomChanged changed => [changed.Room],
        ChatUpdate.ConnectionChanged { Connection: ConnectionState.CatchingUp or ConnectionState.Live } => update.State.Rooms.Keys,
        _ => Enumerable.Empty<string>(),
    }).Where(room => only is null || RoomNames.Order.Compare(room, only) == 0)
        .SelectMany(room => before.Rooms.TryGetValue(room, out RoomView? old) && old.Cursor > 0 ? In(update.State.Rooms.GetValueOrDefault(room), old.Cursor) : []);

    /// <summary>What a room has moved past since a seq: a line, or none.</summary>
    public static IEnumerable<string> In(RoomView? room, long since)
    {
        long skipped = room is null ? 0 : room.Cursor - since - room.Messages.Count(message => message.Seq > since && message.Seq <= room.Cursor);
        return skipped <= 0 ? [] : [$"{skipped} messages of {CleanText.Line(room!.Name)} are left out, up to seq {room.Cursor}; see its history"];
    }
}
