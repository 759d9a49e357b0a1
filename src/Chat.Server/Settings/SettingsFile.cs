using System.Globalization;
using System.Text.RegularExpressions;
using Akka.Configuration;
using Akka.Configuration.Hocon;

namespace Chat.Server.Settings;

/// <summary>One HOCON text, taken apart into single settings and the section that is Akka's.</summary>
/// <param name="Values">The settings by their full names, such as <c>limits.replay</c>.</param>
/// <param name="Akka">The section <c>akka</c>, with its name in front.</param>
internal sealed partial record SettingsFile(IReadOnlyDictionary<string, SettingValue> Values, Config Akka)
{
    private const string AkkaSection = "akka";

    /// <summary>The defaults: <c>hocon/chat.conf</c> as it was when the server was built.</summary>
    public static SettingsFile Shipped { get; } = Parse(ShippedText(), "chat.conf");

    /// <summary>The text of <c>hocon/chat.conf</c> as it was when the server was built.</summary>
    public static string ShippedText()
    {
        using Stream stream = typeof(SettingsFile).Assembly.GetManifestResourceStream("chat.conf")
            ?? throw new InvalidOperationException("The server was built without its chat.conf.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>Reads a file.</summary>
    /// <exception cref="SettingsException">It can't be read, or is no HOCON.</exception>
    public static SettingsFile Load(string path)
    {
        try
        {
            return Parse(File.ReadAllText(path), path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new SettingsException($"{path}: there is no such settings file", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SettingsException($"{path}: the settings file can't be read: {OneLine(e.Message)}", e);
        }
    }

    /// <summary>Takes a text apart.</summary>
    /// <param name="text">HOCON.</param>
    /// <param name="origin">Where it comes from, for error lines.</param>
    /// <exception cref="SettingsException">It is no HOCON.</exception>
    public static SettingsFile Parse(string text, string origin)
    {
        if (HoconSyntax.FindError(text) is { } error)
        {
            throw new SettingsException($"{origin}, {error}");
        }

        Config config;
        try
        {
            config = ConfigurationFactory.ParseString(text, _ => throw new NotSupportedException("there is no include here, all of it stands in one file"));
        }
        catch (Exception e)
        {
            // The parser throws what comes to it, down to IndexOutOfRangeException: whatever it is, the text is at fault. Where it knows the
            // place it repeats what stands there, which may be a password.
            if (Place().Match(e.Message) is { Success: true } place && int.TryParse(place.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out int at) && at <= text.Length)
            {
                throw new SettingsException($"{origin}, line {text.AsSpan(0, at).Count('\n') + 1}: this can't be read as HOCON; a value with other signs than letters, digits and -_. needs double quotes");
            }

            throw new SettingsException($"{origin}: the settings can't be read as HOCON: {OneLine(e.Message)}", e);
        }

        var values = new Dictionary<string, SettingValue>();
        Collect(config.Root, string.Empty, origin, values);
        return new SettingsFile(values, AkkaOf(config, origin));
    }

    private static Config AkkaOf(Config config, string origin)
    {
        if (!config.HasPath(AkkaSection))
        {
            return Config.Empty;
        }

        HoconValue section = config.GetValue(AkkaSection);
        return section.Values.Any(v => v is HoconObject)
            ? section.AtKey(AkkaSection)
            : throw new SettingsException($"{origin}: {AkkaSection} is a section: write {AkkaSection} {{ NAME = VALUE }}");
    }

    private static void Collect(HoconValue value, string path, string origin, Dictionary<string, SettingValue> into)
    {
        if (value.Values.Any(v => v is HoconObject))
        {
            foreach ((string key, HoconValue child) in value.GetObject().Items)
            {
                string name = OneLine(path.Length == 0 ? key : $"{path}.{key}");
                if (name != AkkaSection)
                {
                    Collect(child, name, origin, into);
                }
            }
        }
        else
        {
            IReadOnlyList<string>? list = value.Values.OfType<HoconArray>().Any() ? [.. value.GetArray().Select(v => v.GetString())] : null;
            into[path] = new SettingValue(path, $"{origin}: {path}", list is null ? value.GetString() ?? string.Empty : null, list);
        }
    }

    private static string OneLine(string text) => Blanks().Replace(text, " ").Trim();

    [GeneratedRegex(@" at position (\d+)")]
    private static partial Regex Place();

    [GeneratedRegex(@"[\s\p{C}]+")]
    private static partial Regex Blanks();
}
