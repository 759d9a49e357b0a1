using Chat.Client.Commands;
using Chat.Client.Settings.Profiles;
using Chat.Client.Tui.Actions;

namespace Chat.Client.Settings.Conf;

/// <summary>What a settings file says, and what is wrong in it. A wrong line counts as absent; all others count.</summary>
/// <param name="Values">Setting → its value as written.</param>
/// <param name="Keys">The keys.</param>
/// <param name="Profiles">The profiles in their order.</param>
/// <param name="Problems">What is wrong, by line.</param>
internal sealed record ConfContent(
    IReadOnlyDictionary<Setting, string> Values, BoundKeys Keys, IReadOnlyList<Profile> Profiles, IReadOnlyList<ConfProblem> Problems)
{
    private const int MaxProblems = 20;

    /// <summary>What an absent file says.</summary>
    public static readonly ConfContent Empty = new(new Dictionary<Setting, string>(), BoundKeys.Default, [], []);

    /// <summary>Reads a file's text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="table">The settings there are.</param>
    public static ConfContent Read(ConfText text, IReadOnlyList<Setting> table)
    {
        var reader = new Reader(table);
        List<ConfProblem> problems = [.. text.Problems];
        foreach ((string section, int line) in text.Sections)
        {
            reader.Begin(section, line, problems);
        }

        foreach (ConfEntry entry in text.Entries.Where(entry => !IsKeys(entry)))
        {
            reader.Read(entry, problems);
        }

        BoundKeys keys = BoundKeys.Read(text.Entries.Where(IsKeys), problems);
        List<ConfProblem> told = [.. problems.OrderBy(problem => problem.Line).Take(MaxProblems)];
        if (problems.Count > told.Count)
        {
            told.Add(new ConfProblem(0, $"{problems.Count - told.Count} further lines are wrong too"));
        }

        return new ConfContent(reader.Values, keys, [.. reader.Profiles.Values], told);
    }

    private static bool IsKeys(ConfEntry entry) => entry.Section.Equals(BoundKeys.Section, StringComparison.OrdinalIgnoreCase);

    private sealed class Reader(IReadOnlyList<Setting> table)
    {
        private readonly Dictionary<string, Setting> _settings = table.ToDictionary(setting => setting.Name, StringComparer.OrdinalIgnoreCase);
        private readonly HashSet<string> _sections = [.. table.Select(setting => setting.Section), BoundKeys.Section, Profile.SectionWord];
        private readonly Dictionary<string, int> _lines = new(StringComparer.OrdinalIgnoreCase);

        public Dictionary<Setting, string> Values { get; } = new(ReferenceEqualityComparer.Instance);

        public Dictionary<string, Profile> Profiles { get; } = new(StringComparer.OrdinalIgnoreCase);

        public void Begin(string section, int line, List<ConfProblem> problems)
        {
            if (Profile.IsSection(section, out string name))
            {
                Profiles.TryAdd(name, new Profile(name));
            }
            else if (section.Equals(Profile.SectionWord, StringComparison.OrdinalIgnoreCase))
            {
                problems.Add(new ConfProblem(line, "the profile has no name; write [profile NAME]"));
            }
            else if (!_sections.Contains(section.ToLowerInvariant()))
            {
                problems.Add(new ConfProblem(line, $"there is no section [{section}]{Nearest(section, _sections, "; the sections are " + string.Join(", ", _sections))}"));
            }
        }

        public void Read(ConfEntry entry, List<ConfProblem> problems)
        {
            string full = $"{entry.Section}.{entry.Name}";
            if (_lines.TryGetValue(full, out int earlier))
            {
                problems.Add(new ConfProblem(entry.Line, $"{entry.Name} is set in line {earlier} too; this line counts"));
            }

            _lines[full] = entry.Line;
            string? problem = Profile.IsSection(entry.Section, out string name) ? ReadProfile(name, entry) : ReadSetting(full, entry);
            if (problem is not null)
            {
                problems.Add(new ConfProblem(entry.Line, problem));
            }
        }

        private string? ReadSetting(string name, ConfEntry entry)
        {
            if (entry.Section.Length == 0)
            {
                return $"{entry.Name} stands in no section; write [SECTION] in a line above it";
            }

            if (!_settings.TryGetValue(name, out Setting? setting))
            {
                // An unknown section is told of once, not line by line.
                return table.Any(known => known.Section.Equals(entry.Section, StringComparison.OrdinalIgnoreCase)) ? $"there is no setting {name}{Nearest(name, _settings.Keys, "; /help settings lists them")}" : null;
            }

            string? problem = Problem(setting, entry.Value);
            if (problem is null)
            {
                Values[setting] = entry.Value;
            }

            return problem;
        }

        private string? ReadProfile(string name, ConfEntry entry)
        {
            Profile profile = Profiles[name];
            if (ProfileKey.Find(entry.Name) is { } key)
            {
                string? wrong = key.Problem(entry);
                Profiles[name] = wrong is null ? key.Put(profile, entry.Value) : profile;
                return wrong;
            }

            if (!_settings.TryGetValue(entry.Name, out Setting? setting))
            {
                return $"a profile has no {entry.Name}{Nearest(entry.Name, _settings.Keys.Concat(ProfileKey.All.Select(known => known.Name)), $"; it has {string.Join(", ", ProfileKey.All.Select(known => known.Name))}, and settings by their full name")}";
            }

            string? problem = Problem(setting, entry.Value);
            if (problem is null)
            {
                Profiles[name] = profile with { Overrides = new Dictionary<Setting, string>(profile.Overrides, ReferenceEqualityComparer.Instance) { [setting] = entry.Value } };
            }

            return problem;
        }

        private static string? Problem(Setting setting, string value) =>
            setting.Problem(value) is not { } problem ? null
            : value.Contains(" #", StringComparison.Ordinal) ? $"{problem}; a comment needs a line of its own"
            : problem;

        private static string Nearest(string word, IEnumerable<string> candidates, string otherwise) =>
            NearestMatch.Find(word, candidates) is { } near ? $"; did you mean {near}?" : otherwise;
    }
}
