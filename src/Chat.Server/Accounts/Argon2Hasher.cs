using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Chat.Actors.Accounts;
using NSec.Cryptography;

namespace Chat.Server.Accounts;

/// <summary>
/// Argon2id with 19 MiB, two passes and one lane (OWASP's password storage cheat sheet), written as a PHC string:
/// <c>$argon2id$v=19$m=19456,t=2,p=1$salt$hash</c>. Hashes of other parameters are read by their own.
/// </summary>
internal sealed partial class Argon2Hasher : IPasswordHasher
{
    private const int MemoryKiB = 19 * 1024;
    private const int Passes = 2;
    private const int SaltBytes = 16;
    private const int HashBytes = 32;
    private static readonly byte[] NoSalt = new byte[SaltBytes];

    /// <inheritdoc/>
    public string Hash(string password)
    {
        byte[] salt = RandomNumberGenerator.GetBytes(SaltBytes);
        byte[] hash = Derive(password, salt, MemoryKiB, Passes, HashBytes);
        return string.Create(CultureInfo.InvariantCulture, $"$argon2id$v=19$m={MemoryKiB},t={Passes},p=1${Write(salt)}${Write(hash)}");
    }

    /// <inheritdoc/>
    public PasswordCheck Verify(string password, string? hash)
    {
        if (hash is null)
        {
            Derive(password, NoSalt, MemoryKiB, Passes, HashBytes);
            return PasswordCheck.Wrong;
        }

        Match phc = Phc().Match(hash);
        if (!phc.Success)
        {
            throw new FormatException("A stored password hash is not of a form that this version knows.");
        }

        int memory = int.Parse(phc.Groups["m"].ValueSpan, CultureInfo.InvariantCulture);
        int passes = int.Parse(phc.Groups["t"].ValueSpan, CultureInfo.InvariantCulture);
        byte[] stored = Read(phc.Groups["hash"].Value);
        byte[] given = Derive(password, Read(phc.Groups["salt"].Value), memory, passes, stored.Length);
        return !CryptographicOperations.FixedTimeEquals(given, stored) ? PasswordCheck.Wrong
            : memory < MemoryKiB || passes < Passes || stored.Length < HashBytes ? PasswordCheck.Outdated
            : PasswordCheck.Right;
    }

    private static byte[] Derive(string password, byte[] salt, int memoryKiB, int passes, int bytes)
    {
        var parameters = new Argon2Parameters { DegreeOfParallelism = 1, MemorySize = memoryKiB, NumberOfPasses = passes };
        return PasswordBasedKeyDerivationAlgorithm.Argon2id(parameters).DeriveBytes(Encoding.UTF8.GetBytes(password), salt, bytes);
    }

    // PHC strings have base64 without padding.
    private static string Write(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=');

    private static byte[] Read(string text) => Convert.FromBase64String(text.PadRight((text.Length + 3) / 4 * 4, '='));

    [GeneratedRegex(@"^\$argon2id\$v=19\$m=(?<m>\d{1,8}),t=(?<t>\d{1,4}),p=1\$(?<salt>[A-Za-z0-9+/]{22})\$(?<hash>[A-Za-z0-9+/]{22,})$")]
    private static partial Regex Phc();
}
