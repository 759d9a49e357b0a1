using System.Text;
using Chat.Protocol;
using Chat.Protocol.Frames;
using Chat.Sdk.State;

namespace Chat.Sdk.Connection;

/// <summary>Which cursors hello brings.</summary>
internal static class HelloBuilder
{
    // Digits of a seq and JSON's punctuation around a cursor.
    private const int CursorBytes = 24;

    /// <summary>Room → last seq seen, as many as hello may hold. Rooms left out are caught up with by history.</summary>
    public static IReadOnlyDictionary<string, long> Cursors(ChatState state)
    {
        int left = state.Limits.MaxFrameBytes / 2;
        var cursors = new Dictionary<string, long>(RoomNames.Users);
        foreach (RoomView room in state.Rooms.Values)
        {
            left -= Encoding.UTF8.GetByteCount(room.Name) + CursorBytes;
            if (left < 0 || cursors.Count == ProtocolLimits.MaxCursors)
            {
                break;
            }

            if (room.Placed)
            {
                cursors.Add(room.Name, room.Cursor);
            }
        }

        return cursors;
    }
}
