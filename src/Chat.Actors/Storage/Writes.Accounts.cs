namespace Chat.Actors.Storage;

/// <content>Changes of accounts, sessions and invites.</content>
public abstract partial record Write
{
    /// <summary>
    /// Makes an account: adds the user, or puts it in place of the guest it was; uses the invite up; and gives tokens of the guest's an end.
    /// <see cref="WriteResult.Missing"/> where the invite is unknown, used or expired: nothing is stored then.
    /// </summary>
    /// <param name="User">The user, no guest any more.</param>
    /// <param name="Account">Its account.</param>
    /// <param name="InviteHash">The invite; null where none is needed.</param>
    /// <param name="TokensExpire">When tokens end that the user had as a guest.</param>
    public sealed record Register(StoredUser User, StoredAccount Account, string? InviteHash, DateTimeOffset TokensExpire) : Write;

    /// <summary>Sets an account's password, and ends the user's sessions where that is asked. <see cref="WriteResult.Missing"/> where there is no account.</summary>
    /// <param name="User">Whose.</param>
    /// <param name="PasswordHash">The new hash.</param>
    /// <param name="EndSessions">True to remove the user's tokens.</param>
    /// <param name="ExceptHash">The token that stays all the same; null for none.</param>
    public sealed record SetPassword(UserId User, string PasswordHash, bool EndSessions, string? ExceptHash = null) : Write
    {
        /// <summary>Prints it without its secrets.</summary>
        public override string ToString() => $"SetPassword {{ {User} }}";
    }

    /// <summary>Disables an account, which ends the user's sessions, or enables it again. <see cref="WriteResult.Missing"/> where there is no account.</summary>
    public sealed record SetDisabled(UserId User, bool Disabled) : Write;

    /// <summary>
    /// Deletes an account: it, the user's tokens, its memberships of named rooms and its invitations go. The user stays, retired under its name, which nobody
    /// can have again; private conversations, bans and mutes of the user, reports and acts stay as they are. <see cref="WriteResult.Missing"/> where there is no account.
    /// </summary>
    public sealed record DeleteAccount(UserId User) : Write;

    /// <summary>Removes all session tokens of a user but one.</summary>
    /// <param name="User">Whose.</param>
    /// <param name="ExceptHash">The one that stays; null for none.</param>
    public sealed record DeleteTokens(UserId User, string? ExceptHash) : Write;

    /// <summary>Notes that a session token was used. One that is gone stays gone.</summary>
    public sealed record TouchToken(string Hash, DateTimeOffset SeenAt, DateTimeOffset Expires) : Write;

    /// <summary>Adds an invite.</summary>
    public sealed record PutInvite(StoredInvite Invite) : Write;

    /// <summary>Removes the tokens and invites that have expired by then.</summary>
    public sealed record DeleteExpired(DateTimeOffset At) : Write;
}
