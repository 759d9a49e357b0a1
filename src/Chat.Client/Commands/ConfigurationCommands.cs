using Chat.Client.Settings;
using Chat.Client.Settings.Profiles;
using Chat.Client.Text;

namespace Chat.Client.Commands;

/// <summary>The commands about settings, and help on them.</summary>
/// <param name="configuration">What is set. It may want its caller's thread, so nothing here leaves that before it is done.</param>
internal sealed class ConfigurationCommands(ClientConfiguration configuration)
{
    // What /set takes for a value of no length.
    private const string Nothing = "\"\"";

    private ClientSettings Settings => configuration.Settings;

    /// <summary><c>/help</c>.</summary>
    public CommandOutcome Help(string? topic) =>
        topic is null ? HelpText.Commands()
        : HelpText.Command(topic) is { } command ? command
        : topic.Equals("settings", StringComparison.OrdinalIgnoreCase) ? ListAll()
        : SettingsTable.Find(topic) is { } setting ? Describe(setting)
        : Section(topic) is { } section ? section
        : new CommandOutcome.Refused(HelpText.Unknown(topic));

    /// <summary><c>/set</c>.</summary>
    public async Task<CommandOutcome> SetAsync(string? name, string? value)
    {
        if (name is null)
        {
            return ListChanged();
        }

        if (SettingsTable.Find(name) is not { } setting)
        {
            return Section(name) is { } section ? section : new CommandOutcome.Refused(Unknown(name));
        }

        if (value is null)
        {
            return Describe(setting);
        }

        string written = value == Nothing ? string.Empty : value;
        if (written.Any(char.IsControl))
        {
            return new CommandOutcome.Refused("a value is one line without control characters");
        }

        if (setting.Problem(written) is { } problem)
        {
            return new CommandOutcome.Refused(CleanText.Line(problem));
        }

        return Kept($"{setting.Name} is {Shown(setting.Write(setting.Read(written)!))} now", await configuration.SetAsync(setting, written));
    }

    /// <summary><c>/unset</c>.</summary>
    public async Task<CommandOutcome> UnsetAsync(string name)
    {
        if (SettingsTable.Find(name) is not { } setting)
        {
            return new CommandOutcome.Refused(Unknown(name));
        }

        string? problem = await configuration.UnsetAsync(setting);
        return Kept($"{setting.Name} is {Shown(Settings.Written(setting))} again", problem);
    }

    /// <summary><c>/reload</c>.</summary>
    public async Task<CommandOutcome> ReloadAsync()
    {
        if (configuration.Path is null)
        {
            return new CommandOutcome.Refused("there is no settings file");
        }

        await configuration.ReloadAsync();
        return configuration.Problems.Count == 0
            ? new CommandOutcome.Told($"{configuration.Path} is read again")
            : new CommandOutcome.Told($"{configuration.Path} is read again; not all of it is right", [.. configuration.Problems.Select(CleanText.Line)]);
    }

    /// <summary><c>/profiles</c>.</summary>
    public CommandOutcome ListProfiles() => configuration.Profiles.Count == 0
        ? new CommandOutcome.Told("There are no profiles", [$"A section [{Profile.SectionWord} NAME] of {configuration.Path ?? "the settings file"} makes one; see the manual."])
        : new CommandOutcome.Told("Profiles; --profile NAME starts with one", [.. configuration.Profiles.Select(Describe)]);

    private CommandOutcome.Told ListChanged()
    {
        List<string> lines = [.. SettingsTable.All.Where(Settings.IsChanged).Select(Line)];
        return lines.Count == 0
            ? new CommandOutcome.Told("Every setting is at its default; /help settings lists them")
            : new CommandOutcome.Told("Settings that are not at their default", lines);
    }

    private CommandOutcome.Told ListAll() => new("Settings; /help NAME explains one, /set NAME VALUE sets it", [.. SettingsTable.All.Select(Line)]) { IsPage = true };

    private CommandOutcome.Told? Section(string name)
    {
        List<string> lines = [.. SettingsTable.All.Where(setting => setting.Section.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(Line)];
        return lines.Count == 0 ? null : new CommandOutcome.Told($"Settings of {name.ToLowerInvariant()}", lines);
    }

    private CommandOutcome.Told Describe(Setting setting) => new(
        $"{setting.Name} = {Shown(Settings.Written(setting))}",
        [
            setting.Help,
            $"It is {setting.Values}; by default {Shown(setting.WrittenDefault)}.",
            $"/set {setting.Name} VALUE sets it, /unset {setting.Name} puts it back.",
            .. configuration.Profile is { } profile && profile.Overrides.ContainsKey(setting) ? [$"This value is the profile {CleanText.Line(profile.Name)}'s."] : Array.Empty<string>(),
        ]);

    private string Describe(Profile profile)
    {
        string used = profile == configuration.Profile ? ", in use" : string.Empty;
        string first = profile.Name.Equals(Settings.Get(ProgramSettings.DefaultProfile), StringComparison.OrdinalIgnoreCase) ? ", the one to start with" : string.Empty;
        return CleanText.Line($"{profile.Name}: {profile.Where}{used}{first}");
    }

    private string Line(Setting setting)
    {
        string normal = Settings.IsChanged(setting) ? $"  (default {Shown(setting.WrittenDefault)})" : string.Empty;
        return $"{setting.Name} = {Shown(Settings.Written(setting))}{normal}";
    }

    private static CommandOutcome.Told Kept(string headline, string? problem) =>
        problem is null ? new CommandOutcome.Told(headline) : new CommandOutcome.Told(headline, [CleanText.Line($"For this run only: {problem}")]);

    private static string Shown(string written) => written.Length == 0 ? Nothing : CleanText.Line(written);

    private static string Unknown(string name) =>
        NearestMatch.Find(name, SettingsTable.All.Select(setting => setting.Name)) is { } near
            ? $"there is no setting {CleanText.Line(name)}; did you mean {near}?"
            : $"there is no setting {CleanText.Line(name)}; /help settings lists them";
}
