using Chat.Actors;
using Chat.Actors.Storage;
using Npgsql;

namespace Chat.Storage.Postgres;

/// <content>Accounts, sessions, invites.</content>
internal sealed partial class PostgresReader
{
    private const string TokenColumns = "hash, user_id, expires, created_at, seen_at, client";

    /// <summary>A token by its hash.</summary>
    public async Task<StoredToken?> FindTokenAsync(string hash, CancellationToken cancel) =>
        (await AllAsync($"SELECT {TokenColumns} FROM tokens WHERE hash = $1", ToToken, cancel, hash).ConfigureAwait(false)).SingleOrDefault();

    /// <summary>A user's tokens, the one used last first.</summary>
    public async Task<IReadOnlyList<StoredToken>> ListTokensAsync(UserId user, CancellationToken cancel) =>
        await AllAsync($"SELECT {TokenColumns} FROM tokens WHERE user_id = $1 ORDER BY seen_at DESC", ToToken, cancel, user.Value).ConfigureAwait(false);

    /// <summary>A user's account.</summary>
    public async Task<StoredAccount?> FindAccountAsync(UserId user, CancellationToken cancel) => (await AllAsync(
        "SELECT password, created_at, disabled FROM accounts WHERE user_id = $1",
        row => new StoredAccount(user, row.GetString(0), Time(row.GetInt64(1)), row.GetBoolean(2)),
        cancel,
        user.Value).ConfigureAwait(false)).SingleOrDefault();

    /// <summary>Every account.</summary>
    public async Task<IReadOnlyList<AccountSummary>> ListAccountsAsync(CancellationToken cancel) => await AllAsync(
        "SELECT user_id, created_at, disabled, admin FROM accounts",
        row => new AccountSummary(new UserId(row.GetString(0)), Time(row.GetInt64(1)), row.GetBoolean(2), row.GetBoolean(3)),
        cancel).ConfigureAwait(false);

    /// <summary>An invite by its hash.</summary>
    public async Task<StoredInvite?> FindInviteAsync(string hash, CancellationToken cancel) =>
        (await AllAsync("SELECT expires FROM invites WHERE hash = $1", row => new StoredInvite(hash, Time(row.GetInt64(0))), cancel, hash).ConfigureAwait(false))
        .SingleOrDefault();

    private static StoredToken ToToken(NpgsqlDataReader row) => new(
        row.GetString(0),
        new UserId(row.GetString(1)),
        row.IsDBNull(2) ? null : Time(row.GetInt64(2)),
        Time(row.GetInt64(3)),
        Time(row.GetInt64(4)),
        row.IsDBNull(5) ? null : row.GetString(5));
}
