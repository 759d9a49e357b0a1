using Chat.Actors.Accounts;

namespace Chat.Fuzz.Conversations;

/// <summary>Passwords without the work of Argon2id, which is libsodium's and would take all the time there is.</summary>
internal sealed class CheapHasher : IPasswordHasher
{
    public string Hash(string password) => $"plain:{password}";

    public PasswordCheck Verify(string password, string? hash) => hash == $"plain:{password}" ? PasswordCheck.Right : PasswordCheck.Wrong;
}
