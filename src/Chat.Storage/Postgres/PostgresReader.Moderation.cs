using Chat.Actors;
using Chat.Actors.Storage;
using Npgsql;

namespace Chat.Storage.Postgres;

/// <content>Moderation.</content>
internal sealed partial class PostgresReader
{
    private static readonly string AllRooms = RoomRows.AllRooms("NOT r.pair");

    private static readonly string RoomsOfViewer = RoomRows.RoomsOfViewer("NOT r.pair");

    /// <summary>Named rooms with members that a viewer sees, by name.</summary>
    public async Task<IReadOnlyList<CatalogRoom>> ListRoomsAsync(CatalogViewer viewer, string? after, int limit, CancellationToken cancel) => viewer.Admin
        ? await AllAsync(AllRooms, RoomRows.ToCatalogRoom, cancel, after ?? "", limit).ConfigureAwait(false)
        : await AllAsync(
            RoomsOfViewer, RoomRows.ToCatalogRoom, cancel, after ?? "", limit, viewer.User.Value, viewer.Now.ToUnixTimeMilliseconds()).ConfigureAwait(false);

    /// <summary>The whole server's bans.</summary>
    public async Task<IReadOnlyList<Sanction>> LoadServerSanctionsAsync(CancellationToken cancel) =>
        await AllAsync($"SELECT {ModerationRows.SanctionColumns} FROM sanctions WHERE room = $1", ModerationRows.ToSanction, cancel, ModerationRows.WholeServer).ConfigureAwait(false);

    /// <summary>The server's admins.</summary>
    public async Task<IReadOnlyList<UserId>> LoadAdminsAsync(CancellationToken cancel) =>
        await AllAsync("SELECT user_id FROM accounts WHERE admin", row => new UserId(row.GetString(0)), cancel).ConfigureAwait(false);

    /// <summary>A user's invitations.</summary>
    public async Task<IReadOnlyList<UserInvitation>> LoadInvitationsAsync(UserId user, CancellationToken cancel) => await AllAsync(
        "SELECT r.name, i.by_name, i.at, i.expires FROM invitations i JOIN rooms r ON r.no = i.room WHERE i.user_id = $1 ORDER BY r.name",
        ModerationRows.ToUserInvitation,
        cancel,
        user.Value).ConfigureAwait(false);

    /// <summary>Open reports, oldest first.</summary>
    public async Task<IReadOnlyList<StoredReport>> ListReportsAsync(RoomId? room, long after, int limit, CancellationToken cancel) => room is { } only
        ? await AllAsync(ModerationRows.ReportsOfRoom, ModerationRows.ToReport, cancel, only.Value, after, limit).ConfigureAwait(false)
        : await AllAsync(
            $"SELECT {ModerationRows.ReportColumns} FROM reports p {ModerationRows.ReportJoins} WHERE p.closed_at IS NULL AND p.id > $1 ORDER BY p.id LIMIT $2",
            ModerationRows.ToReport, cancel, after, limit).ConfigureAwait(false);

    /// <summary>The audit log, newest first.</summary>
    public async Task<IReadOnlyList<StoredAct>> ListActsAsync(RoomId? room, long? before, int limit, CancellationToken cancel) => room is { } only
        ? await AllAsync(ModerationRows.ActsOfRoom, ModerationRows.ToAct, cancel, only.Value, before ?? long.MaxValue, limit).ConfigureAwait(false)
        : await AllAsync(ModerationRows.Acts, ModerationRows.ToAct, cancel, before ?? long.MaxValue, limit).ConfigureAwait(false);
}
