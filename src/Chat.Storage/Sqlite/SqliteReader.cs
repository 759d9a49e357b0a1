using Chat.Actors;
using Chat.Actors.Storage;
using Microsoft.Data.Sqlite;

namespace Chat.Storage.Sqlite;

/// <summary>The reads, each on a connection of its own.</summary>
internal static partial class SqliteReader
{
    /// <summary>A room, its members and its moderation.</summary>
    public static StoredRoom? LoadRoom(SqliteReading reading, RoomId id)
    {
        Statement findRoom = reading.Prepare("SELECT no, name, skeleton, topic, last_seq, access, read_only, slow_seconds, topic_locked FROM rooms WHERE id = $1");
        (long no, StoredRoom? room, RoomSettings? settings) = findRoom.First(
            null,
            row => (
                row.GetInt64(0),
                new StoredRoom(id, row.GetString(1), row.GetString(2), row.GetString(3), row.GetInt64(4), []),
                new RoomSettings(row.GetString(5), row.GetBoolean(6), row.GetInt32(7), row.GetBoolean(8))),
            id.Value);
        if (room is null)
        {
            return null;
        }

        Statement members = reading.Prepare(
            "SELECT m.user_id, coalesce(u.name, m.user_id), m.role FROM members m LEFT JOIN users u ON u.id = m.user_id WHERE m.room = $1");
        return room with
        {
            Members = members.All(row => new StoredMember(new UserId(row.GetString(0)), row.GetString(1), row.GetString(2)), no),
            Moderation = Moderation(reading, no, settings!),
        };
    }

    /// <summary>A room without its members.</summary>
    public static RoomHead? FindRoom(SqliteReading reading, RoomId id) =>
        reading.Prepare("SELECT name, topic, last_seq FROM rooms WHERE id = $1")
            .First<RoomHead?>(null, row => new RoomHead(row.GetString(0), row.GetString(1), row.GetInt64(2)), id.Value);

    /// <summary>A part of a room's log.</summary>
    public static HistoryPage Read(SqliteReading reading, RoomId id, HistoryQuery query)
    {
        Statement findRoom = reading.Prepare(
            "SELECT r.no, r.last_seq, coalesce((SELECT min(m.seq) FROM messages m WHERE m.room = r.no), r.last_seq + 1) FROM rooms r WHERE r.id = $1");
        (long no, long last, long first) = findRoom.First(null, row => (row.GetInt64(0), row.GetInt64(1), row.GetInt64(2)), id.Value);
        var range = PageRange.Of(query);
        Statement page = reading.Prepare(
            $"""
            SELECT seq, at, author, from_name, text, key, kind FROM messages
            WHERE room = $1 AND seq > $2 AND seq < $3 ORDER BY seq {range.Direction} LIMIT $4
            """);
        return range.ToPage(page.All(ToMessage, no, range.Above, range.Below, range.Limit), query, first, last);
    }

    /// <summary>The rooms a user is in. No member of a named room is looked at, of which there may be thousands: the condition on pairs is in the key that is looked up.</summary>
    public static IReadOnlyList<UserRoom> LoadUserRooms(SqliteReading reading, UserId user)
    {
        Statement rooms = reading.Prepare(
            $"""
            SELECT {RoomRows.UserRoomColumns},
                   max(m.read, coalesce((SELECT min(seq) - 1 FROM messages WHERE room = r.no), r.last_seq)), coalesce(p.user_id, m.user_id),
                   CASE r.pair WHEN 0 THEN r.name ELSE coalesce(u.name, p.user_id, m.user_id) END
            FROM members m
            JOIN rooms r ON r.no = m.room
            LEFT JOIN members p ON p.room = CASE r.pair WHEN 1 THEN m.room END AND p.user_id <> m.user_id
            LEFT JOIN users u ON u.id = coalesce(p.user_id, m.user_id)
            {RoomRows.MuteOfMember}
            WHERE m.user_id = $1
            """);
        return rooms.All(RoomRows.ToUserRoom, user.Value);
    }

    /// <summary>Every user.</summary>
    public static IReadOnlyList<StoredUser> LoadUsers(SqliteReading reading)
    {
        Statement users = reading.Prepare("SELECT id, name, folded, skeleton, guest, seen_at, retired FROM users");
        return users.All(row => new StoredUser(
            new UserId(row.GetString(0)), row.GetString(1), row.GetString(2), row.GetString(3), row.GetBoolean(4), Time(row.GetInt64(5)), row.GetBoolean(6)));
    }

    private static StoredMessage ToMessage(SqliteDataReader row) => new(
        row.GetInt64(0), Time(row.GetInt64(1)), new UserId(row.GetString(2)), row.GetString(3), row.GetString(4), row.GetString(5), row.IsDBNull(6) ? null : row.GetString(6));

    /// <summary>A time as the database has it.</summary>
    public static DateTimeOffset Time(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
}
