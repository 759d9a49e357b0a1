using Chat.Actors;
using Chat.Actors.Storage;
using Npgsql;

namespace Chat.Storage.Postgres;

/// <summary>
/// One batch on its way into the database, in one transaction. The first round trip begins it, locks the batch's rooms and finds
/// the keys that are there already; then the messages are numbered here, and the last round trip stores everything and commits.
/// Only a new room, the end of old messages, changes of an account and some acts of moderation need one more in between.
/// </summary>
/// <param name="connection">Where, for this batch alone.</param>
/// <param name="writes">What.</param>
internal sealed partial class PostgresBatch(NpgsqlConnection connection, IReadOnlyList<Write> writes) : IDisposable
{
    /// <summary>
    /// The settings hold for this transaction, whatever the database's are. A node that freezes or vanishes in mid-batch must not keep the rooms
    /// locked. The writer looks up single rows in tables that grow fast, so a plan that reads a whole table is wrong even where it looks cheap.
    /// </summary>
    private const string Settings =
        """
        SELECT set_config('synchronous_commit', CASE current_setting('synchronous_commit') WHEN 'remote_apply' THEN 'remote_apply' ELSE 'on' END, true),
               set_config('idle_in_transaction_session_timeout', '10s', true),
               set_config('enable_seqscan', 'off', true), set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true)
        """;

    private readonly WriteResult[] _results = new WriteResult[writes.Count];
    private readonly Dictionary<RoomId, Room> _rooms = [];
    private readonly List<Action<NpgsqlDataReader>> _answers = [];
    private NpgsqlBatch _next = new(connection);

    /// <summary>True once the commit may have reached the server: from then on, a lost connection tells nothing.</summary>
    public bool CommitSent { get; private set; }

    /// <summary>One result per write, once the commit is sent.</summary>
    public IReadOnlyList<WriteResult> Results => _results;

    /// <summary>Stores the batch.</summary>
    /// <param name="writer">Who writes.</param>
    /// <param name="number">The writer's number of this batch, stored with it.</param>
    public async Task RunAsync(Guid writer, long number)
    {
        await BeginAsync(writer, number).ConfigureAwait(false);
        for (int i = 0; i < writes.Count; i++)
        {
            await ApplyAsync(i).ConfigureAwait(false);
        }

        AddMessages();
        _next.Add("COMMIT");
        CommitSent = true;
        await FlushAsync().ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Dispose() => _next.Dispose();

    private async Task BeginAsync(Guid writer, long number)
    {
        _next.Add("BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE");
        _next.Add(Settings);
        _answers.Add(_ => { });

        // First of all, and held to the end: who asks for the batch's fate waits for this row.
        _next.Add(
            """
            INSERT INTO commits (writer, batch) VALUES ($1, $2)
            ON CONFLICT (writer) DO UPDATE SET batch = excluded.batch, at = excluded.at
            """,
            writer, number);
        string[] rooms = [.. writes.Select(RoomOf).OfType<RoomId>().Distinct().Select(r => r.Value)];
        if (rooms.Length > 0)
        {
            // Always in the same order, so that two nodes can't wait for each other.
            _next.Add("SELECT id, no, last_seq FROM rooms WHERE id = ANY($1) ORDER BY no FOR NO KEY UPDATE", (object)rooms);
            _answers.Add(row => _rooms[new RoomId(row.GetString(0))] = new Room(row.GetInt64(1), row.GetInt64(2)));
        }

        FindKnownKeys();
        await FlushAsync().ConfigureAwait(false);
    }

    private async Task ApplyAsync(int i)
    {
        _results[i] = writes[i] switch
        {
            Write.AppendMessage w => Append(w),
            Write.CreateRoom w => await CreateAsync(w).ConfigureAwait(false),
            Write.PutMember w => OnRoom(w.Room, room => PutMember(room, w.User, w.Role, room.LastSeq)),
            Write.RemoveMember w => OnRoom(w.Room, room => RemoveMember(room.No, w.User)),
            Write.SetTopic w => OnRoom(w.Room, room => _next.Add("UPDATE rooms SET topic = $2 WHERE no = $1", room.No, w.Topic)),
            Write.SetRead w => MoveMarker(i, w),
            Write.PutUser w => PutUser(w.User),
            Write.RetireUser w => Retire(w),
            Write.PutToken { Token: var token } => Do(
                """
                INSERT INTO tokens (hash, user_id, expires, created_at, seen_at, client) VALUES ($1, $2, $3, $4, $5, $6)
                ON CONFLICT (hash) DO UPDATE SET user_id = excluded.user_id, expires = excluded.expires,
                    created_at = excluded.created_at, seen_at = excluded.seen_at, client = excluded.client
                """,
                token.Hash,
                token.User.Value,
                token.Expires?.ToUnixTimeMilliseconds(),
                token.CreatedAt.ToUnixTimeMilliseconds(),
                token.SeenAt.ToUnixTimeMilliseconds(),
                token.Client),
            Write.DeleteToken w => Do("DELETE FROM tokens WHERE hash = $1", w.Hash),
            Write.Prune w => await PruneAsync(w).ConfigureAwait(false),
            _ => await ApplyToAccountsAsync(writes[i]).ConfigureAwait(false)
                ?? await ApplyToModerationAsync(writes[i]).ConfigureAwait(false)
                ?? throw new StorageException($"unknown write {writes[i].GetType().Name}"),
        };
    }

    private async Task<WriteResult> CreateAsync(Write.CreateRoom w)
    {
        Room? made = null;
        _next.Add(
            "INSERT INTO rooms (id, pair, name, skeleton) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING RETURNING no",
            w.Room.Value, w.Room.IsPair, w.Name, w.Skeleton);
        _answers.Add(row => made = new Room(row.GetInt64(0), 0));
        (RoomId Id, string Name)? other = null;
        _next.Add("SELECT id, name FROM rooms WHERE id = $1 OR skeleton = $2 ORDER BY id = $1 DESC", w.Room.Value, w.Skeleton);
        _answers.Add(row => other ??= (new RoomId(row.GetString(0)), row.GetString(1)));
        await FlushAsync().ConfigureAwait(false);
        if (made is null)
        {
            // A room that another node made after the rooms were locked has to be locked and looked at too: the batch begins again.
            return other is { } found && (found.Id != w.Room || _rooms.ContainsKey(w.Room))
                ? new WriteResult.Conflict(found.Name)
                : throw new RaceException();
        }

        _rooms[w.Room] = made;
        foreach (StoredMember member in w.Members)
        {
            PutMember(made, member.User, member.Role, 0);
        }

        return WriteResult.Done.Instance;
    }

    private void PutMember(Room room, UserId user, string role, long read) => _next.Add(
        """
        INSERT INTO members (room, user_id, role, read) VALUES ($1, $2, $3, $4)
        ON CONFLICT (room, user_id) DO UPDATE SET role = excluded.role
        """,
        room.No, user.Value, role, read);

    private void RemoveMember(long room, UserId user) => _next.Add("DELETE FROM members WHERE room = $1 AND user_id = $2", room, user.Value);

    // Missing until the server has answered with the marker of a member.
    private WriteResult.Missing MoveMarker(int i, Write.SetRead w)
    {
        if (_rooms.TryGetValue(w.Room, out Room? room))
        {
            _next.Add(
                "UPDATE members SET read = greatest(read, $3) WHERE room = $1 AND user_id = $2 RETURNING read",
                room.No, w.User.Value, Math.Min(w.Seq, room.LastSeq));
            _answers.Add(row => _results[i] = new WriteResult.MarkerAt(row.GetInt64(0)));
        }

        return WriteResult.Missing.Instance;
    }

    private WriteResult.Done PutUser(StoredUser user) => Do(
        """
        INSERT INTO users (id, name, folded, skeleton, guest, seen_at, retired) VALUES ($1, $2, $3, $4, $5, $6, $7)
        ON CONFLICT (id) DO UPDATE SET name = excluded.name, folded = excluded.folded, skeleton = excluded.skeleton,
            guest = excluded.guest, seen_at = excluded.seen_at, retired = excluded.retired
        """,
        user.Id.Value, user.Name, user.Folded, user.Skeleton, user.Guest, user.SeenAt.ToUnixTimeMilliseconds(), user.Retired);

    private WriteResult.Done Retire(Write.RetireUser w)
    {
        string user = w.User.Value;
        LeaveNamedRooms(w.User);
        DeleteTokens(w.User, null);
        LiftSanctions(w.User);
        _next.Add("DELETE FROM accounts WHERE user_id = $1", user);
        _next.Add(
            """
            UPDATE users SET name = $2, folded = $2, skeleton = $2, retired = true
            WHERE id = $1 AND EXISTS (SELECT FROM members WHERE user_id = $1)
            """,
            user, w.RetiredName);
        return Do("DELETE FROM users WHERE id = $1 AND NOT EXISTS (SELECT FROM members WHERE user_id = $1)", user);
    }

    private WriteResult OnRoom(RoomId id, Action<Room> change)
    {
        if (!_rooms.TryGetValue(id, out Room? room))
        {
            return WriteResult.Missing.Instance;
        }

        change(room);
        return WriteResult.Done.Instance;
    }

    private WriteResult.Done Do(string sql, params ReadOnlySpan<object?> values)
    {
        _next.Add(sql, values);
        return WriteResult.Done.Instance;
    }

    /// <summary>Sends the commands collected and reads the rows of those that have some.</summary>
    private async Task FlushAsync()
    {
        using NpgsqlBatch batch = _next;
        _next = new NpgsqlBatch(connection);
        await using NpgsqlDataReader rows = await batch.ExecuteReaderAsync(CancellationToken.None).ConfigureAwait(false);
        foreach (Action<NpgsqlDataReader> answer in _answers)
        {
            while (await rows.ReadAsync(CancellationToken.None).ConfigureAwait(false))
            {
                answer(rows);
            }

            await rows.NextResultAsync(CancellationToken.None).ConfigureAwait(false);
        }

        _answers.Clear();
    }

    private static RoomId? RoomOf(Write write) => write switch
    {
        Write.AppendMessage w => w.Room,
        Write.CreateRoom w => w.Room,
        Write.PutMember w => w.Room,
        Write.RemoveMember w => w.Room,
        Write.SetTopic w => w.Room,
        Write.SetRead w => w.Room,
        Write.Prune w => w.Room,
        Write.Moderate w => w.Room,
        Write.FindMessage w => w.Room,
        _ => null,
    };

    /// <summary>Another node was quicker: the batch can be stored, but has to begin again.</summary>
    internal sealed class RaceException : Exception;

    /// <summary>A room, locked within this batch.</summary>
    private sealed class Room(long no, long lastSeq)
    {
        public long No { get; } = no;

        public long LastSeq { get; set; } = lastSeq;

        public bool Grew { get; set; }
    }
}
