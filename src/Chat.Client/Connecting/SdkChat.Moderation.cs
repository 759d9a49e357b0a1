using Chat.Protocol.Frames;
using Chat.Sdk;

namespace Chat.Client.Connecting;

/// <content>Looking after rooms.</content>
internal sealed partial class SdkChat
{
    /// <inheritdoc/>
    public Task KickAsync(string room, string user, string? reason, CancellationToken cancellationToken = default) =>
        client.KickAsync(room, user, reason, cancellationToken);

    /// <inheritdoc/>
    public Task<BanOk> BanAsync(string room, BanTarget target, string? reason, TimeSpan? lasts, CancellationToken cancellationToken = default) =>
        client.BanAsync(room, target, reason, lasts, cancellationToken);

    /// <inheritdoc/>
    public Task UnbanAsync(string room, BanTarget target, CancellationToken cancellationToken = default) =>
        client.UnbanAsync(room, target, cancellationToken);

    /// <inheritdoc/>
    public Task<BansOk> BansAsync(string room, string? after, int? limit, CancellationToken cancellationToken = default) =>
        client.BansAsync(room, after, limit, cancellationToken);

    /// <inheritdoc/>
    public Task MuteAsync(string room, string user, string? reason, TimeSpan? lasts, CancellationToken cancellationToken = default) =>
        client.MuteAsync(room, user, reason, lasts, cancellationToken);

    /// <inheritdoc/>
    public Task UnmuteAsync(string room, string user, CancellationToken cancellationToken = default) =>
        client.UnmuteAsync(room, user, cancellationToken);

    /// <inheritdoc/>
    public Task<MutesOk> MutesAsync(string room, string? after, int? limit, CancellationToken cancellationToken = default) =>
        client.MutesAsync(room, after, limit, cancellationToken);

    /// <inheritdoc/>
    public Task SetRoleAsync(string room, string user, string role, CancellationToken cancellationToken = default) =>
        client.SetRoleAsync(room, user, role, cancellationToken);

    /// <inheritdoc/>
    public Task InviteAsync(string room, string user, bool withdraw, CancellationToken cancellationToken = default) =>
        client.InviteAsync(room, user, withdraw, cancellationToken);

    /// <inheritdoc/>
    public Task<RoomSettingsOk> RoomSettingsAsync(string room, CancellationToken cancellationToken = default) =>
        client.RoomSettingsAsync(room, cancellationToken);

    /// <inheritdoc/>
    public Task<RoomSettingsOk> SetRoomAsync(string room, RoomChange change, CancellationToken cancellationToken = default) =>
        client.SetRoomAsync(room, change, cancellationToken);

    /// <inheritdoc/>
    public Task<ReportOk> ReportAsync(string room, long seq, string reason, CancellationToken cancellationToken = default) =>
        client.ReportAsync(room, seq, reason, cancellationToken);

    /// <inheritdoc/>
    public Task<ReportsOk> ReportsAsync(string room, long? after, int? limit, CancellationToken cancellationToken = default) =>
        client.ReportsAsync(room, after, limit, cancellationToken);

    /// <inheritdoc/>
    public Task ResolveAsync(string room, long report, string? note, CancellationToken cancellationToken = default) =>
        client.ResolveAsync(room, report, note, cancellationToken);

    /// <inheritdoc/>
    public Task<AuditOk> AuditAsync(string room, long? before, int? limit, CancellationToken cancellationToken = default) =>
        client.AuditAsync(room, before, limit, cancellationToken);
}
