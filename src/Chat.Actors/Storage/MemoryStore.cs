using Chat.Actors.Rooms;
using Chat.Protocol;

namespace Chat.Actors.Storage;

/// <summary>Keeps everything in memory and forgets it when the node stops: for tests, and for chats that shall leave no trace.</summary>
public sealed partial class MemoryStore : IChatStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<RoomId, Room> _rooms = [];
    private readonly Dictionary<string, RoomId> _roomsBySkeleton = new(StringComparer.Ordinal);
    private readonly Dictionary<UserId, StoredUser> _users = [];
    private readonly Dictionary<string, StoredToken> _tokens = new(StringComparer.Ordinal);
    private long _lastNo;

    /// <inheritdoc/>
    public string Description => "in memory (messages are gone when the node stops)";

    /// <inheritdoc/>
    public Task<IReadOnlyList<WriteResult>> CommitAsync(IReadOnlyList<Write> batch, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(batch);
        lock (_gate)
        {
            return Task.FromResult<IReadOnlyList<WriteResult>>([.. batch.Select(Apply)]);
        }
    }

    /// <inheritdoc/>
    public Task<StoredRoom?> LoadRoomAsync(RoomId room, CancellationToken cancel)
    {
        lock (_gate)
        {
            return Task.FromResult(_rooms.TryGetValue(room, out Room? found)
                ? new StoredRoom(room, found.Name, found.Skeleton, found.Topic, found.LastSeq, [.. found.Members.Select(m => new StoredMember(m.Key, NameOf(m.Key), m.Value.Role))])
                {
                    Moderation = found.Moderation,
                }
                : null);
        }
    }

    /// <inheritdoc/>
    public Task<RoomHead?> FindRoomAsync(RoomId room, CancellationToken cancel)
    {
        lock (_gate)
        {
            return Task.FromResult(_rooms.TryGetValue(room, out Room? found) ? new RoomHead(found.Name, found.Topic, found.LastSeq) : null);
        }
    }

    /// <inheritdoc/>
    public Task<HistoryPage> ReadAsync(RoomId room, HistoryQuery query, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(query);
        lock (_gate)
        {
            return Task.FromResult(_rooms.TryGetValue(room, out Room? found) ? LogPage.Cut(found.Log, found.Pruned, query) : new HistoryPage([], true, true));
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<UserRoom>> LoadUserRoomsAsync(UserId user, CancellationToken cancel)
    {
        lock (_gate)
        {
            return Task.FromResult<IReadOnlyList<UserRoom>>(
            [
                .. _rooms.Where(r => r.Value.Members.ContainsKey(user)).Select(r => ToUserRoom(user, r.Key, r.Value)),
            ]);
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<CatalogRoom>> ListRoomsAsync(CatalogViewer viewer, string? after, int limit, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        lock (_gate)
        {
            return Task.FromResult<IReadOnlyList<CatalogRoom>>(
            [
                .. _rooms.Where(r => !r.Key.IsPair && r.Value.Members.Count > 0)
                    .Select(r => r.Value)
                    .Where(r => r.IsShownTo(viewer) && (after is null || string.CompareOrdinal(r.Name, after) > 0))
                    .OrderBy(r => r.Name, StringComparer.Ordinal)
                    .Take(limit)
                    .Select(r => new CatalogRoom(r.Name, r.Members.Count, r.Topic, r.Settings.Access)),
            ]);
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredUser>> LoadUsersAsync(CancellationToken cancel)
    {
        lock (_gate)
        {
            return Task.FromResult<IReadOnlyList<StoredUser>>([.. _users.Values]);
        }
    }

    /// <inheritdoc/>
    public Task<StoredToken?> FindTokenAsync(string hash, CancellationToken cancel)
    {
        lock (_gate)
        {
            return Task.FromResult(_tokens.GetValueOrDefault(hash));
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private WriteResult Apply(Write write)
    {
        switch (write)
        {
            case Write.AppendMessage w:
                return _rooms.TryGetValue(w.Room, out Room? room) ? room.Append(w, ref _lastNo) : WriteResult.Missing.Instance;
            case Write.CreateRoom w:
                return Create(w);
            case Write.PutMember w:
                return OnRoom(w.Room, r => r.Members[w.User] = r.Members.TryGetValue(w.User, out Member? member)
                    ? member with { Role = w.Role }
                    : new Member(w.Role, r.LastSeq));
            case Write.RemoveMember w:
                return OnRoom(w.Room, r => r.Members.Remove(w.User));
            case Write.SetTopic w:
                return OnRoom(w.Room, r => r.Topic = w.Topic);
            case Write.SetRead w:
                return _rooms.TryGetValue(w.Room, out Room? read) ? read.MoveMarker(w.User, w.Seq) : WriteResult.Missing.Instance;
            case Write.PutUser w:
                _users[w.User.Id] = w.User;
                return WriteResult.Done.Instance;
            case Write.RetireUser w:
                Retire(w);
                return WriteResult.Done.Instance;
            case Write.PutToken w:
                _tokens[w.Token.Hash] = w.Token;
                return WriteResult.Done.Instance;
            case Write.DeleteToken w:
                _tokens.Remove(w.Hash);
                return WriteResult.Done.Instance;
            case Write.Prune w:
                return _rooms.TryGetValue(w.Room, out Room? log) ? log.Prune(w.Below, w.Limit) : WriteResult.Missing.Instance;
            default:
                return ApplyToAccounts(write) ?? ApplyToModeration(write) ?? throw new StorageException($"unknown write {write.GetType().Name}");
        }
    }

    private WriteResult Create(Write.CreateRoom write)
    {
        if (_rooms.TryGetValue(write.Room, out Room? existing))
        {
            return new WriteResult.Conflict(existing.Name);
        }

        if (!_roomsBySkeleton.TryAdd(write.Skeleton, write.Room))
        {
            return new WriteResult.Conflict(_rooms[_roomsBySkeleton[write.Skeleton]].Name);
        }

        var room = new Room(write.Name, write.Skeleton);
        foreach (StoredMember member in write.Members)
        {
            room.Members[member.User] = new Member(member.Role, 0);
        }

        _rooms[write.Room] = room;
        return WriteResult.Done.Instance;
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

    private void Retire(Write.RetireUser write)
    {
        LeaveNamedRooms(write.User);
        DeleteTokens(write.User, null);
        LiftSanctions(write.User);
        _accounts.Remove(write.User);
        _admins.Remove(write.User);
        bool hasPairs = _rooms.Values.Any(room => room.Members.ContainsKey(write.User));
        if (!hasPairs)
        {
            _users.Remove(write.User);
        }
        else if (_users.TryGetValue(write.User, out StoredUser? user))
        {
            _users[write.User] = user with { Name = write.RetiredName, Folded = write.RetiredName, Skeleton = write.RetiredName, Retired = true };
        }
    }

    private void LeaveNamedRooms(UserId user)
    {
        foreach ((RoomId _, Room room) in _rooms.Where(r => !r.Key.IsPair))
        {
            room.Members.Remove(user);
            room.Invitations.Remove(user);
        }
    }

    private UserRoom ToUserRoom(UserId user, RoomId id, Room room)
    {
        long read = Math.Max(room.Members[user].Read, room.Pruned);
        if (!id.IsPair)
        {
            Sanction? mute = room.Sanctions.GetValueOrDefault((SanctionKind.Mute, ModerationState.TargetOf(user)));
            return new UserRoom(id, room.Name, room.Topic, room.LastSeq, read, null, new OwnRole(room.Members[user].Role, mute is null ? null : new MuteInfo(mute.Until, null)));
        }

        UserId peer = PeerOf(user, room);
        return new UserRoom(id, NameOf(peer), room.Topic, room.LastSeq, read, peer);
    }

    private string NameOf(UserId user) => _users.TryGetValue(user, out StoredUser? found) ? found.Name : user.Value;

    private sealed record Member(string Role, long Read);

    private sealed partial class Room(string name, string skeleton)
    {
        private readonly Dictionary<(UserId, string), long> _byKey = [];

        public string Name { get; } = name;

        public string Skeleton { get; } = skeleton;

        public string Topic { get; set; } = "";

        public List<StoredMessage> Log { get; } = [];

        /// <summary>Of each message of the log, its place among those of all rooms.</summary>
        public List<long> Numbers { get; } = [];

        /// <summary>The last seq that was removed from the log's start, 0 for none.</summary>
        public long Pruned { get; private set; }

        public Dictionary<UserId, Member> Members { get; } = [];

        public long LastSeq => Pruned + Log.Count;

        public WriteResult.Appended Append(Write.AppendMessage write, ref long lastNo)
        {
            if (_byKey.TryGetValue((write.Author, write.Key), out long seq))
            {
                return new WriteResult.Appended(seq, Log[(int)(seq - Pruned) - 1].At, Duplicate: true);
            }

            var message = new StoredMessage(LastSeq + 1, write.At, write.Author, write.From, write.Text, write.Key, write.Kind);
            _byKey[(write.Author, write.Key)] = message.Seq;
            Log.Add(message);
            Numbers.Add(++lastNo);
            return new WriteResult.Appended(message.Seq, message.At, Duplicate: false);
        }

        public WriteResult MoveMarker(UserId user, long seq)
        {
            if (!Members.TryGetValue(user, out Member? member))
            {
                return WriteResult.Missing.Instance;
            }

            long read = Math.Max(member.Read, Math.Min(seq, LastSeq));
            Members[user] = member with { Read = read };
            return new WriteResult.MarkerAt(read);
        }
    }

    /// <summary>Cuts a page out of a log whose seqs follow one another.</summary>
    private static class LogPage
    {
        public static HistoryPage Cut(List<StoredMessage> log, long pruned, HistoryQuery query)
        {
            int count = log.Count;
            int limit = Math.Min(query.Limit, ProtocolLimits.MaxPage);
            (int first, int end) = query switch
            {
                { After: { } after } => Range(Math.Max(after - pruned, 0), Math.Max(after - pruned, 0) + limit),
                { Around: { } around } => Range(around - pruned - 1 - (limit / 2), around - pruned - (limit / 2) - 1 + limit),
                { Before: { } before } => Range(Math.Min(before - pruned - 1, count) - limit, before - pruned - 1),
                _ => Range(count - (long)limit, count),
            };
            IReadOnlyList<StoredMessage> page = PageText.Fit(log.GetRange(first, end - first), query);
            return page.Count > 0
                ? new HistoryPage(page, page[0].Seq == pruned + 1, page[^1].Seq == pruned + count)
                : new HistoryPage(page, first == 0, end == count);

            (int First, int End) Range(long from, long to) =>
                ((int)Math.Clamp(from, 0, count), (int)Math.Clamp(to, Math.Clamp(from, 0, count), count));
        }
    }
}
