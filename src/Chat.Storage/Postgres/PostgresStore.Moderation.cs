using Chat.Actors;
using Chat.Actors.Storage;

namespace Chat.Storage.Postgres;

/// <content>Moderation.</content>
public sealed partial class PostgresStore
{
    /// <inheritdoc/>
    public Task<IReadOnlyList<Sanction>> LoadServerSanctionsAsync(CancellationToken cancel) => ReadAsync(() => _reader.LoadServerSanctionsAsync(cancel));

    /// <inheritdoc/>
    public Task<IReadOnlyList<UserId>> LoadAdminsAsync(CancellationToken cancel) => ReadAsync(() => _reader.LoadAdminsAsync(cancel));

    /// <inheritdoc/>
    public Task<IReadOnlyList<UserInvitation>> LoadInvitationsAsync(UserId user, CancellationToken cancel) =>
        ReadAsync(() => _reader.LoadInvitationsAsync(user, cancel));

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredReport>> ListReportsAsync(RoomId? room, long after, int limit, CancellationToken cancel) =>
        ReadAsync(() => _reader.ListReportsAsync(room, after, limit, cancel));

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredAct>> ListActsAsync(RoomId? room, long? before, int limit, CancellationToken cancel) =>
        ReadAsync(() => _reader.ListActsAsync(room, before, limit, cancel));
}
