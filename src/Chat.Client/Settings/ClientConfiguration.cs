using Chat.Client.Settings.Conf;
using Chat.Client.Settings.Profiles;
using Chat.Client.Tui.Actions;

namespace Chat.Client.Settings;

/// <summary>
/// All that people configure: the settings, the keys, the profiles, and the file that holds them. What is changed here takes effect at once and is kept in the
/// file. Used on the interface's thread, once the interface runs; the file is read and written off it.
/// </summary>
internal sealed class ClientConfiguration
{
    private readonly IReadOnlyList<Setting> _table;
    private readonly Dictionary<Setting, string> _enforced = new(ReferenceEqualityComparer.Instance);
    private ConfContent _content = ConfContent.Empty;
    private Task _writing = Task.CompletedTask;

    /// <summary>A configuration with nothing in it but defaults.</summary>
    /// <param name="path">The file that changes go to; null where nothing is kept.</param>
    /// <param name="table">The settings there are; null for all of <see cref="SettingsTable"/>.</param>
    public ClientConfiguration(string? path = null, IReadOnlyList<Setting>? table = null)
    {
        (Path, _table) = (path, table ?? SettingsTable.All);
        Settings.Chosen += Keep;
    }

    /// <summary>Raised after the keys changed.</summary>
    public event Action? KeysChanged;

    /// <summary>Raised with the reason, in English, where something that was chosen could not be kept.</summary>
    public event Action<string>? NotKept;

    /// <summary>The file; null where nothing is kept.</summary>
    public string? Path { get; }

    /// <summary>What is set.</summary>
    public ClientSettings Settings { get; } = new();

    /// <summary>The keys that the file gives.</summary>
    public BoundKeys Keys => _content.Keys;

    /// <summary>The profiles that the file has.</summary>
    public IReadOnlyList<Profile> Profiles => _content.Profiles;

    /// <summary>The profile in use; null for none.</summary>
    public Profile? Profile { get; private set; }

    /// <summary>True where there is a file.</summary>
    public bool Exists => Path is not null && File.Exists(Path);

    /// <summary>What is wrong in the file, each with the file and the line.</summary>
    public IReadOnlyList<string> Problems { get; private set; } = [];

    /// <summary>Reads a file; where it can't be read, <see cref="Problems"/> says so and the defaults are in force.</summary>
    public static ClientConfiguration Load(string? path, IReadOnlyList<Setting>? table = null)
    {
        var configuration = new ClientConfiguration(path, table);
        configuration.Apply(configuration.Read());
        return configuration;
    }

    /// <summary>The profile of that name, in any case; null where there is none.</summary>
    public Profile? FindProfile(string name) => Profiles.FirstOrDefault(profile => profile.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Takes a profile: its own values of settings are in force.</summary>
    public void Use(Profile? profile)
    {
        Profile = profile;
        Enforce();
    }

    /// <summary>Reads the file again. Where it can't be read, what was in force stays.</summary>
    public async Task ReloadAsync() => Apply(await Task.Run(Read));

    /// <summary>Sets a setting, and keeps it in the file: in the profile in use, where that has a value of its own for it.</summary>
    /// <param name="setting">The setting.</param>
    /// <param name="written">Its value, which must be right.</param>
    /// <returns>Why it is not kept though it is in force; null where it is kept.</returns>
    public Task<string?> SetAsync(Setting setting, string written)
    {
        Settings.Put(setting, setting.Read(written) ?? throw new ArgumentException(setting.Problem(written), nameof(written)));
        return KeepAsync(setting, written);
    }

    /// <summary>Takes a setting's value away: that of the profile in use where it has one, else that of all.</summary>
    /// <returns>Why the file still has it; null where it has not.</returns>
    public async Task<string?> UnsetAsync(Setting setting)
    {
        Profile? profile = Overriding(setting);
        Settings.Put(setting, profile is not null && _content.Values.TryGetValue(setting, out string? general) ? setting.Read(general) : null);
        return await ChangeAsync(text => profile is null ? text.Without(setting.Section, setting.Key) : text.Without(profile.Section, setting.Name));
    }

    /// <summary>Gives an action other keys, as written; null for the default ones.</summary>
    /// <returns>Why it is not kept; null where it is.</returns>
    public Task<string?> BindAsync(UiAction action, string? keys) => ChangeAsync(text => keys is null
        ? text.Without(BoundKeys.Section, action.Name)
        : text.With(BoundKeys.Section, action.Name, keys, [$"# {action.Help}"]));

    /// <summary>Writes a profile, and makes it the one to start with.</summary>
    /// <returns>Why it is not kept; null where it is.</returns>
    public Task<string?> AddProfileAsync(Profile profile)
    {
        (ProfileKey Key, string? Value)[] values = [(ProfileKey.Server, profile.Server), (ProfileKey.User, profile.User)];
        return ChangeAsync(text => values.Where(pair => pair.Value is not null)
            .Aggregate(text, (changed, pair) => changed.With(profile.Section, pair.Key.Name, pair.Value!, []))
            .With(ProgramSettings.DefaultProfile.Section, ProgramSettings.DefaultProfile.Key, profile.Name, ConfTemplate.Comment(ProgramSettings.DefaultProfile)));
    }

    private void Keep(Setting setting)
    {
        if (Path is not null)
        {
            _ = KeepOrTellAsync(setting);
        }
    }

    private async Task KeepOrTellAsync(Setting setting)
    {
        if (await KeepAsync(setting, Settings.Written(setting)) is { } problem)
        {
            NotKept?.Invoke(problem);
        }
    }

    private Task<string?> KeepAsync(Setting setting, string written)
    {
        Profile? profile = Overriding(setting);
        return ChangeAsync(text => profile is null
            ? text.With(setting.Section, setting.Key, written, ConfTemplate.Comment(setting))
            : text.With(profile.Section, setting.Name, written, []));
    }

    private Profile? Overriding(Setting setting) => Profile is { } profile && profile.Overrides.ContainsKey(setting) ? profile : null;

    private Task<string?> ChangeAsync(Func<ConfText, ConfText> change)
    {
        Task<string?> changing = ChangeAsync(_writing, change);
        _writing = changing;
        return changing;
    }

    private async Task<string?> ChangeAsync(Task before, Func<ConfText, ConfText> change)
    {
        await before;
        if (Path is null)
        {
            return "there is no settings file";
        }

        try
        {
            Apply(await Task.Run(() => ConfContent.Read(Rewrite(Path, change), _table)));
            return null;
        }
        catch (IOException e)
        {
            return $"{Path}: {e.Message}";
        }
    }

    // Read again right before, so that whoever edits the file meanwhile loses nothing.
    private ConfText Rewrite(string path, Func<ConfText, ConfText> change)
    {
        ConfText text = change(ConfFile.Read(path) ?? ConfTemplate.Whole(_table));
        ConfFile.Write(path, text);
        return text;
    }

    private (ConfContent? Content, string? Problem) Read()
    {
        try
        {
            return (Path is null || ConfFile.Read(Path) is not { } text ? ConfContent.Empty : ConfContent.Read(text, _table), null);
        }
        catch (IOException e)
        {
            return (null, $"{Path} can't be read: {e.Message}");
        }
    }

    private void Apply((ConfContent? Content, string? Problem) read)
    {
        if (read.Content is { } content)
        {
            Apply(content);
        }
        else
        {
            Problems = [read.Problem!];
        }
    }

    private void Apply(ConfContent content)
    {
        _content = content;
        Problems = [.. content.Problems.Select(problem => problem.Line == 0 ? $"{Path}: {problem.Text}" : $"{Path}:{problem.Line}: {problem.Text}")];
        Profile = Profile is { Name: var name } ? FindProfile(name) ?? Profile : null;
        Enforce();
        KeysChanged?.Invoke();
    }

    // What the file says as before is left alone: it may have been set otherwise for this run.
    private void Enforce()
    {
        foreach (Setting setting in _table)
        {
            string? written = Profile is { } profile && profile.Overrides.TryGetValue(setting, out string? own) ? own : _content.Values.GetValueOrDefault(setting);
            if (written == _enforced.GetValueOrDefault(setting))
            {
                continue;
            }

            Settings.Put(setting, written is null ? null : setting.Read(written));
            if (written is null)
            {
                _enforced.Remove(setting);
            }
            else
            {
                _enforced[setting] = written;
            }
        }
    }
}
