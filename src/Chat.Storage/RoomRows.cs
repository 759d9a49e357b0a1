using System.Data.Common;
using Chat.Actors;
using Chat.Actors.Rooms;
using Chat.Actors.Storage;

namespace Chat.Storage;

/// <summary>Rows about rooms that are the same in every database: their columns, and what is made of them.</summary>
internal static class RoomRows
{
    /// <summary>Columns of <see cref="ToUserRoom"/> of rooms <c>r</c>, of which the user is a member <c>m</c>, behind which come the read marker, the peer and the name.</summary>
    public const string UserRoomColumns = "r.id, r.pair, r.topic, r.last_seq, m.role, s.at IS NOT NULL, s.until";

    /// <summary>A member's mute <c>s</c>.</summary>
    public const string MuteOfMember = "LEFT JOIN sanctions s ON s.room = m.room AND s.kind = 'mute' AND s.target_kind = 'user' AND s.target = m.user_id";

    /// <summary>A user's place in a room.</summary>
    public static UserRoom ToUserRoom(DbDataReader row)
    {
        bool pair = row.GetBoolean(1);
        MuteInfo? mute = row.GetBoolean(5) ? new MuteInfo(row.IsDBNull(6) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(6)), null) : null;
        return new UserRoom(
            new RoomId(row.GetString(0)),
            row.GetString(9),
            row.GetString(2),
            row.GetInt64(3),
            row.GetInt64(7),
            pair ? new UserId(row.GetString(8)) : null,
            pair ? null : new OwnRole(row.GetString(4), mute));
    }
}
