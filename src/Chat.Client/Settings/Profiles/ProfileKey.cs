using Chat.Client.Settings.Conf;
using Chat.Sdk;
using Chat.Sdk.Trust;

namespace Chat.Client.Settings.Profiles;

/// <summary>One thing that a profile says.</summary>
/// <param name="Name">Its name in the section.</param>
/// <param name="Help">What it is.</param>
/// <param name="Example">A value.</param>
/// <param name="Put">A profile with a value for it.</param>
internal sealed record ProfileKey(string Name, string Help, string Example, Func<Profile, string, Profile> Put)
{
    private const int MaxRooms = 50;

    /// <summary>The server.</summary>
    public static readonly ProfileKey Server = new("server", "The server's address.", "chats://chat.example.org", (profile, value) => profile with { Server = value });

    /// <summary>The name.</summary>
    public static readonly ProfileKey User = new("user", "The name to be known by.", "alice", (profile, value) => profile with { User = value });

    /// <summary>The command that knows the password.</summary>
    public static readonly ProfileKey PasswordCommand =
        new("password-command", "A shell command; the first line that it prints is the password.", "pass show chat/alice", (profile, value) => profile with { PasswordCommand = value });

    /// <summary>The file that holds the password.</summary>
    public static readonly ProfileKey PasswordFile =
        new("password-file", "A file; its first line is the password.", "~/.chat-password", (profile, value) => profile with { PasswordFile = value });

    /// <summary>The certificate.</summary>
    public static readonly ProfileKey Fingerprint =
        new("fingerprint", "The fingerprint of the server's certificate, in one line; no other is trusted.", "SHA256:C8:2E:1D:85:14:FD:67:2C:79:64:59:A8:AE:22:AE:C2:23:B7:60:29:50:DA:FE:31:B6:03:DB:85:1B:6E:1B:FB", (profile, value) => profile with { Fingerprint = value });

    /// <summary>The authorities.</summary>
    public static readonly ProfileKey AuthorityFile =
        new("ca", "A file with certificates of authorities (PEM), which count in place of the system's.", "~/chat-ca.pem", (profile, value) => profile with { AuthorityFile = value });

    /// <summary>The rooms to be in.</summary>
    public static readonly ProfileKey Rooms =
        new("rooms", "Rooms to be in from the start, with commas between.", "lobby, python", (profile, value) => profile with { Rooms = [.. Words(value).Take(MaxRooms)] });

    /// <summary>All of them, in the order in which a profile is written. Beside them the full name of any setting may stand in a profile.</summary>
    public static IReadOnlyList<ProfileKey> All { get; } = [Server, User, PasswordCommand, PasswordFile, Fingerprint, AuthorityFile, Rooms];

    /// <summary>The key of that name, in any case; null where there is none.</summary>
    public static ProfileKey? Find(string name) => All.FirstOrDefault(key => key.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>What is wrong with a line of a profile; null where it is fine.</summary>
    public string? Problem(ConfEntry entry) =>
        entry.Value.Length == 0 ? $"{Name} is empty; write {Name} = {Example}, or remove the line"
        : this == Fingerprint && !CertificateFingerprint.TryParse(entry.Value, out _) ? $"{Name} is SHA256: and 64 hexadecimal digits, as the server prints it when it starts"
        : this == Server && !ChatUri.TryParse(entry.Value, out _, out string? problem) ? problem
        : null;

    private static IEnumerable<string> Words(string value) => value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(room => room.TrimStart('#'));
}
