using Chat.Actors;
using Chat.Actors.Storage;

namespace Chat.Storage.Sqlite;

/// <content>Accounts, sessions, invites.</content>
public sealed partial class SqliteStore
{
    /// <inheritdoc/>
    public Task<StoredAccount?> FindAccountAsync(UserId user, CancellationToken cancel) => ReadAsync(c => SqliteReader.FindAccount(c, user), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<AccountSummary>> ListAccountsAsync(CancellationToken cancel) => ReadAsync(SqliteReader.ListAccounts, cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredToken>> ListTokensAsync(UserId user, CancellationToken cancel) => ReadAsync(c => SqliteReader.ListTokens(c, user), cancel);

    /// <inheritdoc/>
    public Task<StoredInvite?> FindInviteAsync(string hash, CancellationToken cancel) => ReadAsync(c => SqliteReader.FindInvite(c, hash), cancel);
}
