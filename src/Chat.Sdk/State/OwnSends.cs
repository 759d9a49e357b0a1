using System.Collections.Immutable;
using Chat.Protocol.Frames;

namespace Chat.Sdk.State;

/// <summary>Own messages on their way.</summary>
internal static class OwnSends
{
    // Failed ones stay to be shown, and acknowledged ones until their event comes: neither without end.
    private const int MostSettled = 100;

    /// <summary>A message is queued, at the end, also where it is one that has failed before.</summary>
    public static ChatState Queue(ChatState state, OwnSend send) => state with { Sends = Dismiss(state, send.Key).Sends.Add(send) };

    public static ChatState Acknowledge(ChatState state, string key, SendOk ok)
    {
        bool shown = !state.Rooms.TryGetValue(ok.Room, out RoomView? room) || ok.Seq <= room.Cursor || RoomLog.Contains(room, ok.Seq);
        return shown
            ? Dismiss(state, key)
            : Settle(state, key, send => send with { Status = SendStatus.Acknowledged, Room = ok.Room, Seq = ok.Seq });
    }

    public static ChatState Fail(ChatState state, string key, string code, string message) =>
        Settle(state, key, send => send with { Status = SendStatus.Failed, ErrorCode = code, ErrorMessage = message });

    public static ChatState Dismiss(ChatState state, string key)
    {
        int index = state.Sends.FindIndex(send => send.Key == key);
        return index < 0 ? state : state with { Sends = state.Sends.RemoveAt(index) };
    }

    /// <summary>The messages of a room moved on: what stands there now is shown there.</summary>
    public static ChatState DropShown(ChatState state, RoomView room) => state.Sends.IsEmpty ? state : state with
    {
        Sends = state.Sends.RemoveAll(send => send.Status == SendStatus.Acknowledged && send.Seq <= room.Cursor && IsIn(send, room.Name)),
    };

    /// <summary>A room is gone: its acknowledged messages will not come.</summary>
    public static ChatState DropAcknowledged(ChatState state, string room) => state.Sends.IsEmpty ? state : state with
    {
        Sends = state.Sends.RemoveAll(send => send.Status == SendStatus.Acknowledged && IsIn(send, room)),
    };

    /// <summary>A private room has another name.</summary>
    public static ChatState Retarget(ChatState state, string room, string to) => state.Sends.IsEmpty ? state : state with
    {
        Sends = [.. state.Sends.Select(send => IsIn(send, room) ? send with { Room = to } : send)],
    };

    private static bool IsIn(OwnSend send, string room) => RoomNames.Order.Compare(send.Room, room) == 0;

    private static ChatState Settle(ChatState state, string key, Func<OwnSend, OwnSend> change)
    {
        int index = state.Sends.FindIndex(send => send.Key == key);
        if (index < 0)
        {
            return state;
        }

        ImmutableList<OwnSend> sends = state.Sends.SetItem(index, change(state.Sends[index]));
        return state with { Sends = sends.Count(IsSettled) > MostSettled ? sends.RemoveAt(sends.FindIndex(IsSettled)) : sends };
    }

    private static bool IsSettled(OwnSend send) => send.Status != SendStatus.Sending;
}
