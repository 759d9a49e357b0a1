using System.Globalization;

namespace Chat.Server.Settings;

/// <summary>Settings by name, read as what they are meant to be. Every method throws <see cref="SettingsException"/> for a value that is not allowed.</summary>
internal sealed class SettingValues(IReadOnlyDictionary<string, SettingValue> values)
{
    /// <summary>The names of all settings.</summary>
    public IEnumerable<string> Keys => values.Keys;

    /// <summary>What an error line calls a setting: the file and the name, or the option of the command line.</summary>
    public string LabelOf(string key) => values[key].Label;

    /// <summary>A text of 1 to <paramref name="longest"/> characters without control characters.</summary>
    public string Text(string key, int longest)
    {
        SettingValue value = values[key];
        return value.Text is { Length: > 0 } text && text.Length <= longest && !text.Any(char.IsControl)
            ? text
            : throw value.Refuse($"a text of 1 to {longest} characters");
    }

    /// <summary>on or off.</summary>
    public bool Switch(string key)
    {
        SettingValue value = values[key];
        return value.Text switch
        {
            "on" or "true" or "yes" => true,
            "off" or "false" or "no" => false,
            _ => throw value.Refuse("on or off"),
        };
    }

    /// <summary>A whole number.</summary>
    public int Number(string key, int least, int most)
    {
        SettingValue value = values[key];
        return int.TryParse(value.Text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= least && number <= most
            ? number
            : throw value.Refuse($"a whole number from {least} to {most}");
    }

    /// <summary>A whole number, or off: null.</summary>
    public int? NumberOrOff(string key, int least, int most)
    {
        SettingValue value = values[key];
        return value.Text is "off" or "false" or "no" ? null
            : int.TryParse(value.Text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= least && number <= most ? number
            : throw value.Refuse($"a whole number from {least} to {most}, or off");
    }

    /// <summary>A size in bytes.</summary>
    public int Bytes(string key, int least, int most)
    {
        SettingValue value = values[key];
        return value.Text is { } text && SettingUnits.ParseBytes(text) is { } bytes && bytes >= least && bytes <= most
            ? (int)bytes
            : throw value.Refuse($"a size from {SettingUnits.Format(least)} to {SettingUnits.Format(most)}, such as 64KiB");
    }

    /// <summary>A duration.</summary>
    public TimeSpan Duration(string key, TimeSpan least, TimeSpan most)
    {
        SettingValue value = values[key];
        return value.Text is { } text && SettingUnits.ParseDuration(text) is { } span && span >= least && span <= most
            ? span
            : throw value.Refuse($"a duration from {SettingUnits.Format(least)} to {SettingUnits.Format(most)}, such as 500ms, 10s, 10m, 12h or 7d");
    }

    /// <summary>Whatever a parser takes.</summary>
    /// <param name="key">The setting.</param>
    /// <param name="parse">Null where it takes it not.</param>
    /// <param name="allowed">What it takes, as the end of "must be …".</param>
    public T Parse<T>(string key, Func<string, T?> parse, string allowed)
        where T : struct
    {
        SettingValue value = values[key];
        return value.Text is { } text && parse(text.Trim()) is { } parsed ? parsed : throw value.Refuse(allowed);
    }

    /// <summary>One of the given words.</summary>
    public T Word<T>(string key, IReadOnlyDictionary<string, T> words)
    {
        SettingValue value = values[key];
        return value.Text is { } text && words.TryGetValue(text, out T? meant)
            ? meant
            : throw value.Refuse(string.Join(", ", words.Keys.SkipLast(1)) + " or " + words.Keys.Last());
    }

    /// <summary>HOST:PORT.</summary>
    public ListenAddress Address(string key)
    {
        SettingValue value = values[key];
        return value.Text is { } text && ListenAddress.TryParse(text, out ListenAddress? address)
            ? address
            : throw value.Refuse(ListenAddress.Allowed);
    }

    /// <summary>HOST:PORT, or off: null.</summary>
    public ListenAddress? AddressOrOff(string key)
    {
        SettingValue value = values[key];
        return value.Text is "off" or "false" or "no" ? null
            : value.Text is { } text && ListenAddress.TryParse(text, out ListenAddress? address) ? address
            : throw value.Refuse($"{ListenAddress.Allowed}, or off");
    }

    /// <summary>A path, made absolute from the working directory.</summary>
    public string Path(string key, string allowed = "the path of a directory")
    {
        SettingValue value = values[key];
        return value.Text is { } text && !string.IsNullOrWhiteSpace(text) && !text.Any(char.IsControl)
            ? System.IO.Path.GetFullPath(text)
            : throw value.Refuse(allowed);
    }

    /// <summary>A path, made absolute from the working directory; null for an empty one.</summary>
    public string? OptionalPath(string key, string allowed) => values[key].Text is "" ? null : Path(key, allowed);

    /// <summary>A text that no error shows.</summary>
    public string Secret(string key, string allowed) => values[key].Text ?? throw RefuseSecret(key, allowed);

    /// <summary>A list of texts.</summary>
    public IReadOnlyList<string> List(string key, string allowed) => values[key].List ?? throw values[key].Refuse(allowed);

    /// <summary>The error for a setting that no error shows.</summary>
    public SettingsException RefuseSecret(string key, string allowed) => values[key].RefuseSecret(allowed);

    /// <summary>The error for a setting that is fine by itself and wrong beside others.</summary>
    /// <param name="key">The setting.</param>
    /// <param name="allowed">What is allowed, as the end of "must be …".</param>
    public SettingsException Refuse(string key, string allowed) => values[key].Refuse(allowed);
}
