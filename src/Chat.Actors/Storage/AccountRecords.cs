namespace Chat.Actors.Storage;

/// <summary>A registered user's account as stored.</summary>
/// <param name="User">Whose it is.</param>
/// <param name="PasswordHash">The password's hash with its parameters, as <see cref="Accounts.IPasswordHasher"/> writes it.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="Disabled">True where nobody may log in.</param>
public sealed record StoredAccount(UserId User, string PasswordHash, DateTimeOffset CreatedAt, bool Disabled = false)
{
    /// <summary>Prints it without its secrets.</summary>
    public override string ToString() => $"StoredAccount {{ {User}, Disabled = {Disabled} }}";
}

/// <summary>An account in the operator's list: without what only a login needs.</summary>
/// <param name="User">Whose it is.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="Disabled">True where nobody may log in.</param>
/// <param name="Admin">True for an admin of the server.</param>
public sealed record AccountSummary(UserId User, DateTimeOffset CreatedAt, bool Disabled, bool Admin = false);

/// <summary>Leave to register once.</summary>
/// <param name="Hash">SHA-256 of the code, base64url.</param>
/// <param name="Expires">When it ends.</param>
public sealed record StoredInvite(string Hash, DateTimeOffset Expires);
