using Chat.Actors;
using Chat.Actors.Storage;
using Npgsql;

namespace Chat.Storage.Postgres;

/// <summary>The reads, each on a connection of the pool.</summary>
internal sealed partial class PostgresReader(NpgsqlDataSource source)
{
    /// <summary>A room, its members and its moderation, in one round trip.</summary>
    public async Task<StoredRoom?> LoadRoomAsync(RoomId id, CancellationToken cancel)
    {
        const string No = "(SELECT no FROM rooms WHERE id = $1)";
        using NpgsqlBatch batch = source.CreateBatch();
        batch.Add("SELECT name, skeleton, topic, last_seq, access, read_only, slow_seconds, topic_locked FROM rooms WHERE id = $1", id.Value);
        batch.Add(
            $"SELECT m.user_id, coalesce(u.name, m.user_id), m.role FROM members m LEFT JOIN users u ON u.id = m.user_id WHERE m.room = {No}",
            id.Value);
        batch.Add($"SELECT {ModerationRows.SanctionColumns} FROM sanctions WHERE room = {No}", id.Value);
        batch.Add($"SELECT {ModerationRows.InvitationColumns} FROM invitations WHERE room = {No}", id.Value);
        await using NpgsqlDataReader rows = await batch.ExecuteReaderAsync(cancel).ConfigureAwait(false);
        if (!await rows.ReadAsync(cancel).ConfigureAwait(false))
        {
            return null;
        }

        var room = new StoredRoom(id, rows.GetString(0), rows.GetString(1), rows.GetString(2), rows.GetInt64(3), []);
        var settings = new RoomSettings(rows.GetString(4), rows.GetBoolean(5), rows.GetInt32(6), rows.GetBoolean(7));
        await rows.NextResultAsync(cancel).ConfigureAwait(false);
        List<StoredMember> members = await rows.AllAsync(row => new StoredMember(new UserId(row.GetString(0)), row.GetString(1), row.GetString(2)), cancel).ConfigureAwait(false);
        await rows.NextResultAsync(cancel).ConfigureAwait(false);
        List<Sanction> sanctions = await rows.AllAsync(ModerationRows.ToSanction, cancel).ConfigureAwait(false);
        await rows.NextResultAsync(cancel).ConfigureAwait(false);
        List<RoomInvitation> invitations = await rows.AllAsync(ModerationRows.ToInvitation, cancel).ConfigureAwait(false);
        return room with { Members = members, Moderation = new RoomModeration(settings, sanctions, invitations) };
    }

    /// <summary>A room without its members.</summary>
    public async Task<RoomHead?> FindRoomAsync(RoomId id, CancellationToken cancel) => (await AllAsync(
        "SELECT name, topic, last_seq FROM rooms WHERE id = $1",
        row => new RoomHead(row.GetString(0), row.GetString(1), row.GetInt64(2)),
        cancel,
        id.Value).ConfigureAwait(false)).SingleOrDefault();

    /// <summary>A part of a room's log.</summary>
    public async Task<HistoryPage> ReadAsync(RoomId id, HistoryQuery query, CancellationToken cancel)
    {
        var range = PageRange.Of(query);
        using NpgsqlBatch batch = source.CreateBatch();
        batch.Add("SELECT r.last_seq, coalesce((SELECT min(m.seq) FROM messages m WHERE m.room = r.no), r.last_seq + 1) FROM rooms r WHERE r.id = $1", id.Value);
        batch.Add(
            $"""
            SELECT seq, at, author, from_name, text, key, kind FROM messages
            WHERE room = (SELECT no FROM rooms WHERE id = $1) AND seq > $2 AND seq < $3 ORDER BY seq {range.Direction} LIMIT $4
            """,
            id.Value, range.Above, range.Below, range.Limit);
        await using NpgsqlDataReader rows = await batch.ExecuteReaderAsync(cancel).ConfigureAwait(false);
        (long last, long first) = await rows.ReadAsync(cancel).ConfigureAwait(false) ? (rows.GetInt64(0), rows.GetInt64(1)) : default;
        await rows.NextResultAsync(cancel).ConfigureAwait(false);
        return range.ToPage(await rows.AllAsync(ToMessage, cancel).ConfigureAwait(false), query, first, last);
    }

    /// <summary>The rooms a user is in.</summary>
    public async Task<IReadOnlyList<UserRoom>> LoadUserRoomsAsync(UserId user, CancellationToken cancel) => await AllAsync(
        $"""
        SELECT {RoomRows.UserRoomColumns},
               greatest(m.read, coalesce((SELECT min(kept.seq) - 1 FROM messages kept WHERE kept.room = r.no), r.last_seq)), coalesce(p.user_id, m.user_id),
               CASE WHEN r.pair THEN coalesce(u.name, p.user_id, m.user_id) ELSE r.name END
        FROM members m
        JOIN rooms r ON r.no = m.room
        LEFT JOIN members p ON p.room = CASE WHEN r.pair THEN m.room END AND p.user_id <> m.user_id
        LEFT JOIN users u ON u.id = coalesce(p.user_id, m.user_id)
        {RoomRows.MuteOfMember}
        WHERE m.user_id = $1
        """,
        RoomRows.ToUserRoom,
        cancel,
        user.Value).ConfigureAwait(false);

    /// <summary>Every user.</summary>
    public async Task<IReadOnlyList<StoredUser>> LoadUsersAsync(CancellationToken cancel) => await AllAsync(
        "SELECT id, name, folded, skeleton, guest, seen_at, retired FROM users",
        row => new StoredUser(
            new UserId(row.GetString(0)), row.GetString(1), row.GetString(2), row.GetString(3), row.GetBoolean(4), Time(row.GetInt64(5)), row.GetBoolean(6)),
        cancel).ConfigureAwait(false);

    private static StoredMessage ToMessage(NpgsqlDataReader row) => new(
        row.GetInt64(0), Time(row.GetInt64(1)), new UserId(row.GetString(2)), row.GetString(3), row.GetString(4), row.GetString(5), row.IsDBNull(6) ? null : row.GetString(6));

    /// <summary>A time as the database has it.</summary>
    public static DateTimeOffset Time(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

    private async Task<List<T>> AllAsync<T>(string sql, Func<NpgsqlDataReader, T> read, CancellationToken cancel, params object?[] values)
    {
        using NpgsqlBatch batch = source.CreateBatch();
        batch.Add(sql, values);
        await using NpgsqlDataReader rows = await batch.ExecuteReaderAsync(cancel).ConfigureAwait(false);
        return await rows.AllAsync(read, cancel).ConfigureAwait(false);
    }
}
