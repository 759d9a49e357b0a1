namespace Chat.Actors.Storage;

/// <content>Accounts, sessions, invites.</content>
public sealed partial class MemoryStore
{
    private readonly Dictionary<UserId, StoredAccount> _accounts = [];
    private readonly Dictionary<string, StoredInvite> _invites = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public Task<StoredAccount?> FindAccountAsync(UserId user, CancellationToken cancel)
    {
        lock (_gate)
        {
            return Task.FromResult(_accounts.GetValueOrDefault(user));
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<AccountSummary>> ListAccountsAsync(CancellationToken cancel)
    {
        lock (_gate)
        {
            return Task.FromResult<IReadOnlyList<AccountSummary>>([.. _accounts.Values.Select(a => new AccountSummary(a.User, a.CreatedAt, a.Disabled, _admins.Contains(a.User)))]);
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredToken>> ListTokensAsync(UserId user, CancellationToken cancel)
    {
        lock (_gate)
        {
            return Task.FromResult<IReadOnlyList<StoredToken>>([.. _tokens.Values.Where(t => t.User == user).OrderByDescending(t => t.SeenAt)]);
        }
    }

    /// <inheritdoc/>
    public Task<StoredInvite?> FindInviteAsync(string hash, CancellationToken cancel)
    {
        lock (_gate)
        {
            return Task.FromResult(_invites.GetValueOrDefault(hash));
        }
    }

    private WriteResult? ApplyToAccounts(Write write)
    {
        switch (write)
        {
            case Write.Register w:
                return Register(w);
            case Write.SetPassword w:
                return OnAccount(w.User, account =>
                {
                    _accounts[w.User] = account with { PasswordHash = w.PasswordHash };
                    if (w.EndSessions)
                    {
                        DeleteTokens(w.User, w.ExceptHash);
                    }
                });
            case Write.SetDisabled w:
                return OnAccount(w.User, account =>
                {
                    _accounts[w.User] = account with { Disabled = w.Disabled };
                    if (w.Disabled)
                    {
                        DeleteTokens(w.User, null);
                    }
                });
            case Write.DeleteAccount w:
                return OnAccount(w.User, _ =>
                {
                    _accounts.Remove(w.User);
                    _admins.Remove(w.User);
                    LeaveNamedRooms(w.User);
                    DeleteTokens(w.User, null);
                    _users[w.User] = _users[w.User] with { Guest = false, Retired = true };
                });
            case Write.DeleteTokens w:
                DeleteTokens(w.User, w.ExceptHash);
                return WriteResult.Done.Instance;
            case Write.TouchToken w:
                if (_tokens.TryGetValue(w.Hash, out StoredToken? token))
                {
                    _tokens[w.Hash] = token with { SeenAt = w.SeenAt, Expires = w.Expires };
                }

                return WriteResult.Done.Instance;
            case Write.PutInvite w:
                _invites[w.Invite.Hash] = w.Invite;
                return WriteResult.Done.Instance;
            case Write.DeleteExpired w:
                RemoveWhere(_tokens, t => t.Expires <= w.At);
                RemoveWhere(_invites, i => i.Expires <= w.At);
                return WriteResult.Done.Instance;
            default:
                return null;
        }
    }

    private WriteResult Register(Write.Register write)
    {
        if (write.InviteHash is { } hash)
        {
            if (!_invites.TryGetValue(hash, out StoredInvite? invite) || invite.Expires <= write.Account.CreatedAt)
            {
                return WriteResult.Missing.Instance;
            }

            _invites.Remove(hash);
        }

        _users[write.User.Id] = write.User;
        _accounts[write.User.Id] = write.Account;
        _admins.Remove(write.User.Id);
        foreach (StoredToken token in _tokens.Values.Where(t => t.User == write.User.Id && t.Expires is null).ToList())
        {
            _tokens[token.Hash] = token with { Expires = write.TokensExpire };
        }

        return WriteResult.Done.Instance;
    }

    private WriteResult OnAccount(UserId user, Action<StoredAccount> change)
    {
        if (!_accounts.TryGetValue(user, out StoredAccount? account))
        {
            return WriteResult.Missing.Instance;
        }

        change(account);
        return WriteResult.Done.Instance;
    }

    private void DeleteTokens(UserId user, string? exceptHash) => RemoveWhere(_tokens, t => t.User == user && t.Hash != exceptHash);

    private static void RemoveWhere<TKey, T>(Dictionary<TKey, T> all, Func<T, bool> isGone)
        where TKey : notnull
    {
        foreach (TKey key in all.Where(e => isGone(e.Value)).Select(e => e.Key).ToList())
        {
            all.Remove(key);
        }
    }
}
