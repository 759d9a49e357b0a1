using Chat.Client.Settings.Profiles;
using Chat.Client.Tui.Actions;

namespace Chat.Client.Settings.Conf;

/// <summary>The settings file as the client writes it the first time: everything there is, explained and commented out at its default.</summary>
internal static class ConfTemplate
{
    private const int Columns = 100;

    /// <summary>The whole file.</summary>
    /// <param name="table">The settings.</param>
    public static ConfText Whole(IReadOnlyList<Setting> table)
    {
        List<string> lines =
        [
            "# Settings of the AkkaChat client.",
            "# Lines that begin with # are comments: take the # away to set something.",
            "# The client reads this at its start and at /reload; /set and /bind write to it and leave your own lines as they are.",
        ];
        foreach (IGrouping<string, Setting> section in table.GroupBy(setting => setting.Section))
        {
            lines.AddRange(["", $"[{section.Key}]"]);
            foreach (Setting setting in section)
            {
                lines.AddRange([.. Comment(setting), $"#{setting.Key} = {setting.WrittenDefault}".TrimEnd(), ""]);
            }

            lines.RemoveAt(lines.Count - 1);
        }

        lines.AddRange(["", $"[{BoundKeys.Section}]", .. Wrapped($"One line an action, keys with commas between: Ctrl+N, Alt+Down, Shift+Tab, PageUp, F1; {BoundKeys.NoKey} for no key. C-n, M-x, ^N and Ctrl-N are read too.")]);
        lines.AddRange(ActionTable.All.SelectMany(action => (string[])[.. Wrapped($"{action.Help}"), $"#{action.Name} = {BoundKeys.Write(ActionMap.DefaultsOf(action))}"]));
        lines.AddRange(["", "# Servers, as many as you like: Chat.Client --profile work. Any setting may stand in a profile too, with its full name.", $"#[{Profile.SectionWord} work]"]);
        lines.AddRange(ProfileKey.All.SelectMany(key => (string[])[.. Wrapped(key.Help), $"#{key.Name} = {key.Example}"]));
        return ConfText.Parse(string.Concat(lines.Select(line => line + "\n")));
    }

    /// <summary>What is written above a setting.</summary>
    public static IReadOnlyList<string> Comment(Setting setting) => [.. Wrapped($"{setting.Help} {Sentence(setting.Values)}")];

    private static string Sentence(string values) => $"{char.ToUpperInvariant(values[0])}{values[1..]}.";

    private static IEnumerable<string> Wrapped(string text)
    {
        string line = "#";
        foreach (string word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length + 1 + word.Length > Columns)
            {
                yield return line;
                line = "#";
            }

            line += " " + word;
        }

        yield return line;
    }
}
