using Chat.Protocol.Frames;
using Chat.Sdk.State;

namespace Chat.Sdk;

/// <content>
/// Looking after rooms. Who may do what is for the server to say: <c>forbidden</c> where one may not. A room may be <see cref="RoomScope.WholeServer"/> for bans,
/// reports and the audit log, for the server's admins. Each method fails with <see cref="ChatException"/> where the server refuses, is silent, or not there.
/// </content>
public sealed partial class ChatClient
{
    /// <summary>Sends a member out of a room; it may join again.</summary>
    /// <param name="room">The room.</param>
    /// <param name="user">Who.</param>
    /// <param name="reason">Why, for people; null for no word on it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task KickAsync(string room, string user, string? reason = null, CancellationToken cancellationToken = default) =>
        AskAsync<OkReply>(id => new KickRequest(id, room, user, reason), null, cancellationToken);

    /// <summary>Keeps someone out of a room. A ban of the same target is replaced.</summary>
    /// <param name="room">The room, or <see cref="RoomScope.WholeServer"/>.</param>
    /// <param name="target">Whom.</param>
    /// <param name="reason">Why, for people; null for no word on it.</param>
    /// <param name="lasts">For how long, in whole seconds; null until it is taken back.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task<BanOk> BanAsync(string room, BanTarget target, string? reason = null, TimeSpan? lasts = null, CancellationToken cancellationToken = default)
    {
        (string? user, string? address, string? pattern) = Parts(target);
        return AskAsync<BanOk>(id => new BanRequest(id, room, user, address, pattern, reason, Seconds(lasts)), null, cancellationToken);
    }

    /// <summary>Ends a ban, named as it was made.</summary>
    public Task UnbanAsync(string room, BanTarget target, CancellationToken cancellationToken = default)
    {
        (string? user, string? address, string? pattern) = Parts(target);
        return AskAsync<OkReply>(id => new UnbanRequest(id, room, user, address, pattern), null, cancellationToken);
    }

    /// <summary>Lists the bans that hold, a page at a time.</summary>
    /// <param name="room">The room, or <see cref="RoomScope.WholeServer"/>.</param>
    /// <param name="after">The <see cref="BanEntry.Ban"/> of the last entry before; null for the first page.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task<BansOk> BansAsync(string room, string? after = null, int? limit = null, CancellationToken cancellationToken = default) =>
        AskAsync<BansOk>(id => new BansRequest(id, room, after, limit), null, cancellationToken);

    /// <summary>Lets a user say nothing in a room.</summary>
    /// <param name="room">The room.</param>
    /// <param name="user">Who.</param>
    /// <param name="reason">Why, for people; null for no word on it.</param>
    /// <param name="lasts">For how long, in whole seconds; null until it is taken back.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task MuteAsync(string room, string user, string? reason = null, TimeSpan? lasts = null, CancellationToken cancellationToken = default) =>
        AskAsync<OkReply>(id => new MuteRequest(id, room, user, reason, Seconds(lasts)), null, cancellationToken);

    /// <summary>Lets it speak again.</summary>
    public Task UnmuteAsync(string room, string user, CancellationToken cancellationToken = default) =>
        AskAsync<OkReply>(id => new UnmuteRequest(id, room, user), null, cancellationToken);

    /// <summary>Lists who is muted in a room, as <see cref="BansAsync"/> does who is banned.</summary>
    public Task<MutesOk> MutesAsync(string room, string? after = null, int? limit = null, CancellationToken cancellationToken = default) =>
        AskAsync<MutesOk>(id => new MutesRequest(id, room, after, limit), null, cancellationToken);

    /// <summary>Gives a member another role.</summary>
    /// <param name="room">The room.</param>
    /// <param name="user">Who.</param>
    /// <param name="role">One of <see cref="RoomRole"/>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task SetRoleAsync(string room, string user, string role, CancellationToken cancellationToken = default) =>
        AskAsync<OkReply>(id => new RoleRequest(id, room, user, role), null, cancellationToken);

    /// <summary>Lets a user join a room that is not open to all, once and within seven days; or takes that back.</summary>
    public Task InviteAsync(string room, string user, bool withdraw = false, CancellationToken cancellationToken = default) =>
        AskAsync<OkReply>(id => new InviteRequest(id, room, user, withdraw ? true : null), null, cancellationToken);

    /// <summary>Asks how a room is used; then <see cref="RoomView.Settings"/> has it.</summary>
    public Task<RoomSettingsOk> RoomSettingsAsync(string room, CancellationToken cancellationToken = default) =>
        AskAsync<RoomSettingsOk>(id => new RoomSettingsRequest(id, room), ok => new ChatInput.SettingsTold(ok), cancellationToken);

    /// <summary>Sets how a room is used; what is null stays.</summary>
    /// <param name="room">The room.</param>
    /// <param name="change">What is to be another.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task<RoomSettingsOk> SetRoomAsync(string room, RoomChange change, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(change);
        int? slow = change.SlowMode is { } pause ? (int)Math.Ceiling(pause.TotalSeconds) : null;
        return AskAsync<RoomSettingsOk>(
            id => new RoomSettingsRequest(id, room, change.Access, change.ReadOnly, slow, change.TopicLocked), ok => new ChatInput.SettingsTold(ok), cancellationToken);
    }

    /// <summary>Points the room's owners and moderators to a message.</summary>
    public Task<ReportOk> ReportAsync(string room, long seq, string reason, CancellationToken cancellationToken = default) =>
        AskAsync<ReportOk>(id => new ReportRequest(id, room, seq, reason), null, cancellationToken);

    /// <summary>Lists the open reports, oldest first, a page at a time.</summary>
    /// <param name="room">The room, or <see cref="RoomScope.WholeServer"/> for those of all rooms, each with its own.</param>
    /// <param name="after">The <see cref="ReportEntry.Report"/> of the last entry before; null for the first page.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task<ReportsOk> ReportsAsync(string room, long? after = null, int? limit = null, CancellationToken cancellationToken = default) =>
        AskAsync<ReportsOk>(id => new ReportsRequest(id, room, after, limit), null, cancellationToken);

    /// <summary>Closes a report.</summary>
    /// <param name="room">The room, or <see cref="RoomScope.WholeServer"/> for whichever it is in.</param>
    /// <param name="report">Its number.</param>
    /// <param name="note">What was done about it, for the audit log; null for no word on it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task ResolveAsync(string room, long report, string? note = null, CancellationToken cancellationToken = default) =>
        AskAsync<OkReply>(id => new ResolveRequest(id, room, report, note), null, cancellationToken);

    /// <summary>Reads the audit log, newest first, a page at a time.</summary>
    /// <param name="room">The room, or <see cref="RoomScope.WholeServer"/> for all there is.</param>
    /// <param name="before">The <see cref="ActEntry.No"/> of the last act before; null for the first page.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task<AuditOk> AuditAsync(string room, long? before = null, int? limit = null, CancellationToken cancellationToken = default) =>
        AskAsync<AuditOk>(id => new AuditRequest(id, room, before, limit), null, cancellationToken);

    private static (string? User, string? Address, string? Pattern) Parts(BanTarget target) => target switch
    {
        BanTarget.User user => (user.Name, null, null),
        BanTarget.Address address => (null, address.Network, null),
        BanTarget.Pattern pattern => (null, null, pattern.Names),
        _ => throw new ArgumentNullException(nameof(target)),
    };

    private static long? Seconds(TimeSpan? lasts) => lasts is { } time ? (long)Math.Ceiling(time.TotalSeconds) : null;
}
