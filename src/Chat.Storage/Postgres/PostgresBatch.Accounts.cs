using Chat.Actors;
using Chat.Actors.Storage;

namespace Chat.Storage.Postgres;

/// <content>Accounts, sessions, invites. Such writes are rare: where one depends on what is stored, it asks, and the batch waits for the answer.</content>
internal sealed partial class PostgresBatch
{
    private async Task<WriteResult?> ApplyToAccountsAsync(Write write) => write switch
    {
        Write.Register w => await RegisterAsync(w).ConfigureAwait(false),
        Write.SetPassword w => await OnAccountAsync(
            () => DeleteTokens(w.User, w.ExceptHash, w.EndSessions),
            "UPDATE accounts SET password = $2 WHERE user_id = $1 RETURNING user_id", w.User.Value, w.PasswordHash).ConfigureAwait(false),
        Write.SetDisabled w => await OnAccountAsync(
            () => DeleteTokens(w.User, null, w.Disabled),
            "UPDATE accounts SET disabled = $2 WHERE user_id = $1 RETURNING user_id", w.User.Value, w.Disabled).ConfigureAwait(false),
        Write.DeleteAccount w => await OnAccountAsync(
            () => Forget(w.User), "DELETE FROM accounts WHERE user_id = $1 RETURNING user_id", w.User.Value).ConfigureAwait(false),
        Write.DeleteTokens w => DeleteTokens(w.User, w.ExceptHash),
        Write.TouchToken w => Do(
            "UPDATE tokens SET seen_at = $2, expires = $3 WHERE hash = $1",
            w.Hash, w.SeenAt.ToUnixTimeMilliseconds(), w.Expires.ToUnixTimeMilliseconds()),
        Write.PutInvite { Invite: var invite } => Do(
            "INSERT INTO invites (hash, expires) VALUES ($1, $2) ON CONFLICT (hash) DO UPDATE SET expires = excluded.expires",
            invite.Hash, invite.Expires.ToUnixTimeMilliseconds()),
        Write.DeleteExpired w => DeleteExpired(w.At.ToUnixTimeMilliseconds()),
        _ => null,
    };

    private async Task<WriteResult> RegisterAsync(Write.Register w)
    {
        string user = w.User.Id.Value;
        long now = w.Account.CreatedAt.ToUnixTimeMilliseconds();

        // Of two nodes that use one invite at once, the second waits here for the first, and then finds none.
        if (w.InviteHash is { } invite && !await FindsAsync("DELETE FROM invites WHERE hash = $1 AND expires > $2 RETURNING hash", invite, now).ConfigureAwait(false))
        {
            return WriteResult.Missing.Instance;
        }

        PutUser(w.User);
        _next.Add(
            """
            INSERT INTO accounts (user_id, password, created_at, disabled) VALUES ($1, $2, $3, $4)
            ON CONFLICT (user_id) DO UPDATE SET
                password = excluded.password, created_at = excluded.created_at, disabled = excluded.disabled, admin = excluded.admin
            """,
            user, w.Account.PasswordHash, now, w.Account.Disabled);
        return Do("UPDATE tokens SET expires = $2 WHERE user_id = $1 AND expires IS NULL", user, w.TokensExpire.ToUnixTimeMilliseconds());
    }

    private async Task<WriteResult> OnAccountAsync(Action then, string change, params object[] values)
    {
        if (!await FindsAsync(change, values).ConfigureAwait(false))
        {
            return WriteResult.Missing.Instance;
        }

        then();
        return WriteResult.Done.Instance;
    }

    /// <summary>Does something at once.</summary>
    /// <returns>Whether it gave a row.</returns>
    private async Task<bool> FindsAsync(string sql, params object[] values)
    {
        bool found = false;
        _next.Add(sql, values);
        _answers.Add(_ => found = true);
        await FlushAsync().ConfigureAwait(false);
        return found;
    }

    private void Forget(UserId user)
    {
        LeaveNamedRooms(user);
        DeleteTokens(user, null);
        _next.Add("UPDATE users SET guest = false, retired = true WHERE id = $1", user.Value);
    }

    private WriteResult.Done DeleteTokens(UserId user, string? exceptHash, bool wanted = true) => wanted
        ? Do("DELETE FROM tokens WHERE user_id = $1 AND hash IS DISTINCT FROM $2", user.Value, exceptHash)
        : WriteResult.Done.Instance;

    private void LeaveNamedRooms(UserId user)
    {
        _next.Add("DELETE FROM members m USING rooms r WHERE r.no = m.room AND NOT r.pair AND m.user_id = $1", user.Value);
        _next.Add("DELETE FROM invitations WHERE user_id = $1", user.Value);
    }

    private WriteResult.Done DeleteExpired(long at)
    {
        _next.Add("DELETE FROM invites WHERE expires <= $1", at);
        return Do("DELETE FROM tokens WHERE expires <= $1", at);
    }
}
