using Chat.Actors;
using Chat.Actors.Storage;

namespace Chat.Storage.Sqlite;

/// <content>Accounts, sessions, invites.</content>
internal sealed partial class SqliteWriter
{
    private WriteResult? ApplyToAccounts(Write write) => write switch
    {
        Write.Register w => Register(w),
        Write.SetPassword w => OnAccount(
            Run("UPDATE accounts SET password = $2 WHERE user_id = $1", w.User.Value, w.PasswordHash),
            () => DeleteTokens(w.User, w.ExceptHash, w.EndSessions)),
        Write.SetDisabled w => OnAccount(
            Run("UPDATE accounts SET disabled = $2 WHERE user_id = $1", w.User.Value, w.Disabled),
            () => DeleteTokens(w.User, null, w.Disabled)),
        Write.DeleteAccount w => OnAccount(Run("DELETE FROM accounts WHERE user_id = $1", w.User.Value), () => Forget(w.User)),
        Write.DeleteTokens w => DeleteTokens(w.User, w.ExceptHash),
        Write.TouchToken w => Do(
            "UPDATE tokens SET seen_at = $2, expires = $3 WHERE hash = $1",
            w.Hash, w.SeenAt.ToUnixTimeMilliseconds(), w.Expires.ToUnixTimeMilliseconds()),
        Write.PutInvite { Invite: var invite } => Do(
            "INSERT OR REPLACE INTO invites (hash, expires) VALUES ($1, $2)", invite.Hash, invite.Expires.ToUnixTimeMilliseconds()),
        Write.DeleteExpired w => DeleteExpired(w.At.ToUnixTimeMilliseconds()),
        _ => null,
    };

    private WriteResult Register(Write.Register w)
    {
        string user = w.User.Id.Value;
        long now = w.Account.CreatedAt.ToUnixTimeMilliseconds();
        if (w.InviteHash is { } invite && Run("DELETE FROM invites WHERE hash = $1 AND expires > $2", invite, now) == 0)
        {
            return WriteResult.Missing.Instance;
        }

        PutUser(w.User);
        Run(
            "INSERT OR REPLACE INTO accounts (user_id, password, created_at, disabled) VALUES ($1, $2, $3, $4)",
            user, w.Account.PasswordHash, now, w.Account.Disabled);
        return Do("UPDATE tokens SET expires = $2 WHERE user_id = $1 AND expires IS NULL", user, w.TokensExpire.ToUnixTimeMilliseconds());
    }

    private static WriteResult OnAccount(int found, Action then)
    {
        if (found == 0)
        {
            return WriteResult.Missing.Instance;
        }

        then();
        return WriteResult.Done.Instance;
    }

    private void Forget(UserId user)
    {
        LeaveNamedRooms(user);
        DeleteTokens(user, null);
        Run("UPDATE users SET guest = 0, retired = 1 WHERE id = $1", user.Value);
    }

    private WriteResult.Done DeleteTokens(UserId user, string? exceptHash, bool wanted = true) => wanted
        ? Do("DELETE FROM tokens WHERE user_id = $1 AND hash IS NOT $2", user.Value, exceptHash)
        : WriteResult.Done.Instance;

    private void LeaveNamedRooms(UserId user)
    {
        Run("DELETE FROM members WHERE user_id = $1 AND room IN (SELECT no FROM rooms WHERE pair = 0)", user.Value);
        Run("DELETE FROM invitations WHERE user_id = $1", user.Value);
    }

    private WriteResult.Done DeleteExpired(long at)
    {
        Run("DELETE FROM invites WHERE expires <= $1", at);
        return Do("DELETE FROM tokens WHERE expires <= $1", at);
    }
}
