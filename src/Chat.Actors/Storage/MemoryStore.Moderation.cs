using Chat.Protocol.Frames;

namespace Chat.Actors.Storage;

/// <content>Moderation.</content>
public sealed partial class MemoryStore
{
    private readonly Dictionary<(SanctionKind, SanctionTarget), Sanction> _serverSanctions = [];
    private readonly Dictionary<long, Report> _reports = [];
    private readonly List<(RoomId? Room, StoredAct Stored)> _acts = [];
    private readonly HashSet<UserId> _admins = [];
    private long _lastReport;
    private long _lastAct;

    /// <inheritdoc/>
    public Task<IReadOnlyList<Sanction>> LoadServerSanctionsAsync(CancellationToken cancel)
    {
        lock (_gate)
        {
            return Task.FromResult<IReadOnlyList<Sanction>>([.. _serverSanctions.Values]);
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<UserId>> LoadAdminsAsync(CancellationToken cancel)
    {
        lock (_gate)
        {
            return Task.FromResult<IReadOnlyList<UserId>>([.. _admins]);
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<UserInvitation>> LoadInvitationsAsync(UserId user, CancellationToken cancel)
    {
        lock (_gate)
        {
            return Task.FromResult<IReadOnlyList<UserInvitation>>(
            [
                .. _rooms.Values.Where(r => r.Invitations.ContainsKey(user))
                    .OrderBy(r => r.Name, StringComparer.Ordinal)
                    .Select(r => r.Invitations[user] is var i ? new UserInvitation(r.Name, i.By, i.At, i.Expires) : null!),
            ]);
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredReport>> ListReportsAsync(RoomId? room, long after, int limit, CancellationToken cancel)
    {
        lock (_gate)
        {
            return Task.FromResult<IReadOnlyList<StoredReport>>(
            [
                .. _reports.Values.Where(r => (room is null || r.Room == room) && r.ClosedAt is null && r.Id > after)
                    .OrderBy(r => r.Id)
                    .Take(limit)
                    .Select(r => new StoredReport(
                        r.Id, r.Put.Seq, r.From, _rooms[r.Room].Find(r.Put.Seq)?.Text, r.Put.By, r.Put.Reason, r.Put.At, r.Room, _rooms[r.Room].Name)),
            ]);
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredAct>> ListActsAsync(RoomId? room, long? before, int limit, CancellationToken cancel)
    {
        lock (_gate)
        {
            return Task.FromResult<IReadOnlyList<StoredAct>>(
            [
                .. _acts.Where(a => (room is null || a.Room == room) && (before is null || a.Stored.No < before))
                    .Select(a => a.Stored)
                    .OrderByDescending(a => a.No)
                    .Take(limit),
            ]);
        }
    }

    private WriteResult? ApplyToModeration(Write write) => write switch
    {
        Write.Moderate w => Moderate(w),
        Write.FindMessage w => _rooms.TryGetValue(w.Room, out Room? room) && room.Find(w.Author, w.Key) is { } message
            ? new WriteResult.Appended(message.Seq, message.At, Duplicate: true)
            : WriteResult.Missing.Instance,
        Write.DeleteEnded w => DeleteEnded(w),
        _ => null,
    };

    private WriteResult Moderate(Write.Moderate write)
    {
        Room? room = null;
        if (write.Room is { } id && !_rooms.TryGetValue(id, out room))
        {
            return WriteResult.Missing.Instance;
        }

        var undo = new Stack<Action>();
        long lastReport = _lastReport;
        foreach (ModerationChange change in write.Changes)
        {
            if (!TryChange(write.Room, room, change, undo))
            {
                while (undo.TryPop(out Action? back))
                {
                    back();
                }

                return WriteResult.Missing.Instance;
            }
        }

        if (write.Act is { } act)
        {
            _acts.Add((write.Room, new StoredAct(++_lastAct, room?.Name, act)));
        }

        return _lastReport > lastReport ? new WriteResult.Numbered(_lastReport) : WriteResult.Done.Instance;
    }

    /// <summary>Makes a change, and notes how to take it back.</summary>
    /// <returns>False where it is about something that is not there.</returns>
    private bool TryChange(RoomId? id, Room? room, ModerationChange change, Stack<Action> undo)
    {
        switch (change)
        {
            case ModerationChange.PutSanction { Sanction: var sanction }:
                Put(room?.Sanctions ?? _serverSanctions, (sanction.Kind, sanction.Target), sanction, undo);
                return true;
            case ModerationChange.DropSanction c:
                return Drop(room?.Sanctions ?? _serverSanctions, (c.Kind, c.Target), undo);
            case ModerationChange.SetAdmin c:
                bool wasAdmin = _admins.Contains(c.User);
                undo.Push(() => SetAdmin(c.User, wasAdmin));
                SetAdmin(c.User, c.Admin);
                return _accounts.ContainsKey(c.User);
            default:
                return room is not null && TryChangeRoom(id!.Value, room, change, undo);
        }
    }

    private bool TryChangeRoom(RoomId id, Room room, ModerationChange change, Stack<Action> undo)
    {
        switch (change)
        {
            case ModerationChange.SetRole c when room.Members.TryGetValue(c.User, out Member? member):
                Put(room.Members, c.User, member with { Role = c.Role }, undo);
                return true;
            case ModerationChange.RemoveMember c:
                _ = Drop(room.Members, c.User, undo);
                return true;
            case ModerationChange.AddMember c:
                Member added = room.Members.TryGetValue(c.User, out Member? known) ? known with { Role = c.Role } : new Member(c.Role, room.LastSeq);
                Put(room.Members, c.User, added, undo);
                return true;
            case ModerationChange.SetSettings c:
                RoomSettings former = room.Settings;
                undo.Push(() => room.Settings = former);
                room.Settings = c.Settings;
                return true;
            case ModerationChange.PutInvitation { Invitation: var invitation }:
                Put(room.Invitations, invitation.User, invitation, undo);
                return true;
            case ModerationChange.DropInvitation c:
                _ = Drop(room.Invitations, c.User, undo);
                return true;
            case ModerationChange.PutReport c when room.Find(c.Seq) is { } message:
                undo.Push(() => _lastReport--);
                Put(_reports, ++_lastReport, new Report(_lastReport, id, message.From, c, null), undo);
                return true;
            case ModerationChange.CloseReport c when _reports.TryGetValue(c.Report, out Report? report) && report.Room == id && report.ClosedAt is null:
                Put(_reports, c.Report, report with { ClosedAt = c.At }, undo);
                return true;
            default:
                return false;
        }
    }

    private WriteResult.Removed DeleteEnded(Write.DeleteEnded write)
    {
        RemoveWhere(_serverSanctions, s => s.Until <= write.At);
        foreach (Room room in _rooms.Values)
        {
            RemoveWhere(room.Sanctions, s => s.Until <= write.At);
            RemoveWhere(room.Invitations, i => i.Expires <= write.At);
        }

        RemoveWhere(_reports, r => r.ClosedAt < write.ActsBefore);
        HashSet<long> old = [.. _acts.Select(a => a.Stored).Where(a => a.Act.At < write.ActsBefore).OrderBy(a => a.Act.At).Take(write.Limit).Select(a => a.No)];
        return new WriteResult.Removed(_acts.RemoveAll(a => old.Contains(a.Stored.No)));
    }

    private void LiftSanctions(UserId user)
    {
        var target = new SanctionTarget(TargetKind.User, user.Value);
        RemoveWhere(_serverSanctions, s => s.Target == target);
        foreach (Room room in _rooms.Values)
        {
            RemoveWhere(room.Sanctions, s => s.Target == target);
        }
    }

    private void SetAdmin(UserId user, bool admin) => _ = admin ? _admins.Add(user) : _admins.Remove(user);

    private static void Put<TKey, TValue>(Dictionary<TKey, TValue> all, TKey key, TValue value, Stack<Action> undo)
        where TKey : notnull
    {
        undo.Push(all.TryGetValue(key, out TValue? former) ? () => all[key] = former : () => all.Remove(key));
        all[key] = value;
    }

    private static bool Drop<TKey, TValue>(Dictionary<TKey, TValue> all, TKey key, Stack<Action> undo)
        where TKey : notnull
    {
        if (!all.Remove(key, out TValue? former))
        {
            return false;
        }

        undo.Push(() => all[key] = former);
        return true;
    }

    private sealed record Report(long Id, RoomId Room, string From, ModerationChange.PutReport Put, DateTimeOffset? ClosedAt);

    private sealed partial class Room
    {
        public RoomSettings Settings { get; set; } = RoomSettings.Open;

        public Dictionary<(SanctionKind, SanctionTarget), Sanction> Sanctions { get; } = [];

        public Dictionary<UserId, RoomInvitation> Invitations { get; } = [];

        public RoomModeration Moderation => new(Settings, [.. Sanctions.Values], [.. Invitations.Values]);

        public bool IsShownTo(CatalogViewer viewer) => viewer.Admin
            || Settings.Access != RoomAccess.Private
            || Members.ContainsKey(viewer.User)
            || (Invitations.TryGetValue(viewer.User, out RoomInvitation? invitation) && invitation.Expires > viewer.Now);

        public StoredMessage? Find(UserId author, string key) => _byKey.TryGetValue((author, key), out long seq) ? Find(seq) : null;

        public StoredMessage? Find(long seq) => seq > Pruned && seq <= LastSeq ? Log[(int)(seq - Pruned) - 1] : null;
    }
}
