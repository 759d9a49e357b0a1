namespace Chat.Client.Settings.Profiles;

/// <summary>A server and who one is there, under a name: a section <c>[profile NAME]</c> of the settings file.</summary>
/// <param name="Name">Its name.</param>
internal sealed record Profile(string Name)
{
    /// <summary>The section's name begins with this word.</summary>
    public const string SectionWord = "profile";

    /// <summary>The server's address as written; null where it says none.</summary>
    public string? Server { get; init; }

    /// <summary>The name to be known by; null where it says none.</summary>
    public string? User { get; init; }

    /// <summary>The shell command whose first line of output is the password; null for none.</summary>
    public string? PasswordCommand { get; init; }

    /// <summary>The file whose first line is the password; null for none.</summary>
    public string? PasswordFile { get; init; }

    /// <summary>The fingerprint of the only certificate to trust; null for none.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>The file with authorities to trust in place of the system's; null for those.</summary>
    public string? AuthorityFile { get; init; }

    /// <summary>Rooms to be in from the start.</summary>
    public IReadOnlyList<string> Rooms { get; init; } = [];

    /// <summary>Settings that have another value with this profile.</summary>
    public IReadOnlyDictionary<Setting, string> Overrides { get; init; } = new Dictionary<Setting, string>();

    /// <summary>Its section in the file.</summary>
    public string Section => $"{SectionWord} {Name}";

    /// <summary>Where it leads, in words.</summary>
    public string Where => $"{User ?? "?"} on {Server ?? "?"}";

    /// <summary>True for a section of a profile.</summary>
    /// <param name="section">The section's name.</param>
    /// <param name="name">The profile's.</param>
    public static bool IsSection(string section, out string name)
    {
        int space = section.IndexOf(' ', StringComparison.Ordinal);
        bool named = space > 0 && section[..space].Equals(SectionWord, StringComparison.OrdinalIgnoreCase);
        name = named ? section[space..].Trim() : string.Empty;
        return named;
    }
}
