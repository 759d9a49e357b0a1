namespace Chat.Server.Settings;

/// <summary>One setting as it was written.</summary>
/// <param name="Key">Full name, such as <c>limits.replay</c>.</param>
/// <param name="Label">What an error line calls it: the file and the name, or the option of the command line.</param>
/// <param name="Text">What stands there, unless it is a list.</param>
/// <param name="List">The entries, if it is a list.</param>
internal sealed record SettingValue(string Key, string Label, string? Text, IReadOnlyList<string>? List = null)
{
    private const int LongestShown = 60;

    /// <summary>What stands there, in one line and not too long.</summary>
    public string Written
    {
        get
        {
            string written = new([.. (Text ?? $"[{string.Join(", ", List ?? [])}]").Select(c => char.IsControl(c) ? ' ' : c)]);
            return written.Length > LongestShown ? written[..LongestShown] + "…" : written;
        }
    }

    /// <summary>Whether the same stands there, wherever that is.</summary>
    public bool SaysTheSame(SettingValue other) => Text == other.Text && (List ?? []).SequenceEqual(other.List ?? []);

    /// <summary>The error for a value that is not allowed here.</summary>
    /// <param name="allowed">What is, as the end of "must be …".</param>
    public SettingsException Refuse(string allowed) => new($"{Label} is {Shown()}, but must be {allowed}");

    /// <summary>The error for a value that may hold a secret and is not shown.</summary>
    /// <param name="allowed">What is allowed, as the end of "must be …".</param>
    public SettingsException RefuseSecret(string allowed) => new($"{Label} is {(Text is null ? "the list […]" : "\"…\"")}, but must be {allowed}");

    private string Shown() => Text is null ? $"the list {Written}" : $"\"{Written}\"";
}
