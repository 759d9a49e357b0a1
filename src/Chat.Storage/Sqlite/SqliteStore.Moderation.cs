using Chat.Actors;
using Chat.Actors.Storage;

namespace Chat.Storage.Sqlite;

/// <content>Moderation.</content>
public sealed partial class SqliteStore
{
    /// <inheritdoc/>
    public Task<IReadOnlyList<Sanction>> LoadServerSanctionsAsync(CancellationToken cancel) => ReadAsync(SqliteReader.LoadServerSanctions, cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<UserId>> LoadAdminsAsync(CancellationToken cancel) => ReadAsync(SqliteReader.LoadAdmins, cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<UserInvitation>> LoadInvitationsAsync(UserId user, CancellationToken cancel) =>
        ReadAsync(c => SqliteReader.LoadInvitations(c, user), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredReport>> ListReportsAsync(RoomId? room, long after, int limit, CancellationToken cancel) =>
        ReadAsync(c => SqliteReader.ListReports(c, room, after, limit), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredAct>> ListActsAsync(RoomId? room, long? before, int limit, CancellationToken cancel) =>
        ReadAsync(c => SqliteReader.ListActs(c, room, before, limit), cancel);
}
