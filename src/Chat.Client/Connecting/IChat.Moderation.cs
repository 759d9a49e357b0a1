using Chat.Protocol.Frames;
using Chat.Sdk;

namespace Chat.Client.Connecting;

/// <content>Looking after rooms, as <see cref="ChatClient"/> does it.</content>
internal partial interface IChat
{
    /// <summary>Sends a member out.</summary>
    Task KickAsync(string room, string user, string? reason, CancellationToken cancellationToken = default);

    /// <summary>Keeps somebody out.</summary>
    Task<BanOk> BanAsync(string room, BanTarget target, string? reason, TimeSpan? lasts, CancellationToken cancellationToken = default);

    /// <summary>Ends a ban.</summary>
    Task UnbanAsync(string room, BanTarget target, CancellationToken cancellationToken = default);

    /// <summary>Lists bans, a page at a time.</summary>
    Task<BansOk> BansAsync(string room, string? after, int? limit, CancellationToken cancellationToken = default);

    /// <summary>Lets a user say nothing.</summary>
    Task MuteAsync(string room, string user, string? reason, TimeSpan? lasts, CancellationToken cancellationToken = default);

    /// <summary>Ends a mute.</summary>
    Task UnmuteAsync(string room, string user, CancellationToken cancellationToken = default);

    /// <summary>Lists mutes, a page at a time.</summary>
    Task<MutesOk> MutesAsync(string room, string? after, int? limit, CancellationToken cancellationToken = default);

    /// <summary>Gives a member another role.</summary>
    Task SetRoleAsync(string room, string user, string role, CancellationToken cancellationToken = default);

    /// <summary>Invites, or takes that back.</summary>
    Task InviteAsync(string room, string user, bool withdraw, CancellationToken cancellationToken = default);

    /// <summary>Asks how a room is used.</summary>
    Task<RoomSettingsOk> RoomSettingsAsync(string room, CancellationToken cancellationToken = default);

    /// <summary>Sets how a room is used.</summary>
    Task<RoomSettingsOk> SetRoomAsync(string room, RoomChange change, CancellationToken cancellationToken = default);

    /// <summary>Reports a message.</summary>
    Task<ReportOk> ReportAsync(string room, long seq, string reason, CancellationToken cancellationToken = default);

    /// <summary>Lists open reports, a page at a time.</summary>
    Task<ReportsOk> ReportsAsync(string room, long? after, int? limit, CancellationToken cancellationToken = default);

    /// <summary>Closes a report.</summary>
    Task ResolveAsync(string room, long report, string? note, CancellationToken cancellationToken = default);

    /// <summary>Reads the audit log, a page at a time.</summary>
    Task<AuditOk> AuditAsync(string room, long? before, int? limit, CancellationToken cancellationToken = default);
}
