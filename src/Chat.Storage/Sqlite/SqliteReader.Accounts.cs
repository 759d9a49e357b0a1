using Chat.Actors;
using Chat.Actors.Storage;
using Microsoft.Data.Sqlite;

namespace Chat.Storage.Sqlite;

/// <content>Accounts, sessions, invites.</content>
internal static partial class SqliteReader
{
    private const string TokenColumns = "hash, user_id, expires, created_at, seen_at, client";

    /// <summary>A token by its hash.</summary>
    public static StoredToken? FindToken(SqliteReading reading, string hash)
    {
        Statement token = reading.Prepare($"SELECT {TokenColumns} FROM tokens WHERE hash = $1");
        return token.First(null, ToToken, hash);
    }

    /// <summary>A user's tokens, the one used last first.</summary>
    public static IReadOnlyList<StoredToken> ListTokens(SqliteReading reading, UserId user)
    {
        Statement tokens = reading.Prepare($"SELECT {TokenColumns} FROM tokens WHERE user_id = $1 ORDER BY seen_at DESC");
        return tokens.All(ToToken, user.Value);
    }

    /// <summary>A user's account.</summary>
    public static StoredAccount? FindAccount(SqliteReading reading, UserId user)
    {
        Statement account = reading.Prepare("SELECT password, created_at, disabled FROM accounts WHERE user_id = $1");
        return account.First(null, row => new StoredAccount(user, row.GetString(0), Time(row.GetInt64(1)), row.GetBoolean(2)), user.Value);
    }

    /// <summary>Every account.</summary>
    public static IReadOnlyList<AccountSummary> ListAccounts(SqliteReading reading)
    {
        Statement accounts = reading.Prepare("SELECT user_id, created_at, disabled, admin FROM accounts");
        return accounts.All(row => new AccountSummary(new UserId(row.GetString(0)), Time(row.GetInt64(1)), row.GetBoolean(2), row.GetBoolean(3)));
    }

    /// <summary>An invite by its hash.</summary>
    public static StoredInvite? FindInvite(SqliteReading reading, string hash)
    {
        Statement invite = reading.Prepare("SELECT expires FROM invites WHERE hash = $1");
        return invite.First(null, row => new StoredInvite(hash, Time(row.GetInt64(0))), hash);
    }

    private static StoredToken ToToken(SqliteDataReader row) => new(
        row.GetString(0),
        new UserId(row.GetString(1)),
        row.IsDBNull(2) ? null : Time(row.GetInt64(2)),
        Time(row.GetInt64(3)),
        Time(row.GetInt64(4)),
        row.IsDBNull(5) ? null : row.GetString(5));
}
