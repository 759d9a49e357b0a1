using Chat.Actors;
using Chat.Actors.Storage;

namespace Chat.Storage.Postgres;

/// <content>Accounts, sessions, invites.</content>
public sealed partial class PostgresStore
{
    /// <inheritdoc/>
    public Task<StoredAccount?> FindAccountAsync(UserId user, CancellationToken cancel) => ReadAsync(() => _reader.FindAccountAsync(user, cancel));

    /// <inheritdoc/>
    public Task<IReadOnlyList<AccountSummary>> ListAccountsAsync(CancellationToken cancel) => ReadAsync(() => _reader.ListAccountsAsync(cancel));

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredToken>> ListTokensAsync(UserId user, CancellationToken cancel) => ReadAsync(() => _reader.ListTokensAsync(user, cancel));

    /// <inheritdoc/>
    public Task<StoredInvite?> FindInviteAsync(string hash, CancellationToken cancel) => ReadAsync(() => _reader.FindInviteAsync(hash, cancel));
}
