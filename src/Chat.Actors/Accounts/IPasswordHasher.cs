namespace Chat.Actors.Accounts;

/// <summary>Hashes passwords and checks them. Calls take tens of milliseconds of one core each: only <see cref="PasswordWorkers"/> makes them.</summary>
public interface IPasswordHasher
{
    /// <summary>A new hash with a salt of its own, as text that says how it was made.</summary>
    string Hash(string password);

    /// <summary>Checks a password.</summary>
    /// <param name="password">What was given.</param>
    /// <param name="hash">What is stored; null where there is nobody: that takes as long, and is wrong.</param>
    PasswordCheck Verify(string password, string? hash);
}

/// <summary>What a check of a password said.</summary>
public enum PasswordCheck
{
    /// <summary>It is not the one.</summary>
    Wrong,

    /// <summary>It is the one.</summary>
    Right,

    /// <summary>It is the one, and was hashed with weaker parameters than today's: hash it anew.</summary>
    Outdated,
}
