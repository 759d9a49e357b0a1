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

    private const string Rooms = "SELECT r.no, r.name, r.topic, r.access FROM rooms r WHERE";

    private const string Behind = "AND r.name > $1 AND EXISTS (SELECT 1 FROM members m WHERE m.room = r.no) ORDER BY r.name LIMIT $2";

    private const string Shown = "SELECT p.name, (SELECT count(*) FROM members m WHERE m.room = p.no), p.topic, p.access";

    /// <summary>A page of all named rooms with members, by name: behind which name, and how many. Members are counted on the page alone.</summary>
    /// <param name="named">What is true of a named room <c>r</c>, in the words in which the database's indexes have it.</param>
    public static string AllRooms(string named) => $"{Shown} FROM ({Rooms} {named} {Behind}) p ORDER BY p.name";

    /// <summary>
    /// A page of what a user sees of them: what everyone sees, from an index without private rooms, and of those the user's own, which are few. As
    /// <see cref="AllRooms"/>, then the user, and the time by which invitations have ended.
    /// </summary>
    /// <param name="named">As for <see cref="AllRooms"/>.</param>
    public static string RoomsOfViewer(string named) =>
        $"""
        {Shown} FROM (
            SELECT * FROM (
                SELECT * FROM ({Rooms} {named} AND r.access <> 'private' {Behind}) everyones
                UNION ALL
                SELECT * FROM ({Rooms} {named} AND r.access = 'private' AND r.no IN (
                    SELECT m.room FROM members m WHERE m.user_id = $3 UNION SELECT i.room FROM invitations i WHERE i.user_id = $3 AND i.expires > $4) {Behind}) own
            ) seen ORDER BY name LIMIT $2
        ) p ORDER BY p.name
        """;

    /// <summary>A room with its number of members, its topic and its access.</summary>
    public static CatalogRoom ToCatalogRoom(DbDataReader row) => new(row.GetString(0), (int)row.GetInt64(1), row.GetString(2), row.GetString(3));

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
