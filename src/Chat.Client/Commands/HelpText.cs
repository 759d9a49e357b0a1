using Chat.Client.Settings;
using Chat.Client.Text;

namespace Chat.Client.Commands;

/// <summary>What <c>/help</c> says, made from <see cref="CommandTable"/>.</summary>
internal static class HelpText
{
    // A line of the list fits into 80 columns with what an interface puts before it.
    private const int Columns = 74;

    /// <summary>All commands, a line each.</summary>
    public static CommandOutcome.Told Commands() => new("Commands; /help NAME explains one", Lines()) { IsPage = true };

    /// <summary>The lines of <see cref="Commands"/>.</summary>
    public static IReadOnlyList<string> Lines()
    {
        int width = CommandTable.All.Max(info => info.Name.Length) + 2;
        return
        [
            .. CommandTable.All.Select(info => info.Name.PadRight(width) + Brief(info.Help, Columns - width)),
            "Any other text goes to the current room; //text sends text that begins",
            "with a slash. /help keys shows the keys, /help settings what can be set.",
        ];
    }

    /// <summary>One command; null where there is none of that name.</summary>
    public static CommandOutcome.Told? Command(string name)
    {
        if (CommandTable.Find(name) is not { } info)
        {
            return null;
        }

        CommandNotes notes = CommandNotes.Of(info);
        List<string> related = [.. SettingsTable.All.Where(setting => Mentions(setting.Help, info.Name)).Select(setting => setting.Name)];
        return new CommandOutcome.Told(
            info.Usage,
            [
                info.Help,
                .. notes.More,
                notes.Examples.Count == 1 ? $"Example: {notes.Examples[0]}" : "Examples:",
                .. notes.Examples.Count == 1 ? [] : notes.Examples.Select(example => $"  {example}"),
                .. notes.SeeAlso.Count == 0 ? [] : new[] { $"See also: {string.Join(", ", notes.SeeAlso)}" },
                .. related.Count == 0 ? [] : new[] { $"Settings: {string.Join(", ", related)}" },
            ]);
    }

    /// <summary>Says that there is no help on something, and what may be meant.</summary>
    public static string Unknown(string topic)
    {
        string near = NearestMatch.Find("/" + topic.TrimStart('/'), CommandTable.All.Select(info => info.Name)) is { } command ? $"; did you mean {command}?"
            : NearestMatch.Find(topic, SettingsTable.All.Select(setting => setting.Name)) is { } setting ? $"; did you mean {setting}?"
            : "; /help lists the commands, /help settings the settings";
        return $"there is no command or setting {CleanText.Line(topic)}{near}";
    }

    /// <summary>As much of a sentence as fits, cut where a thought ends.</summary>
    internal static string Brief(string sentence, int columns)
    {
        string brief = sentence.TrimEnd('.');
        foreach (char mark in ";,")
        {
            for (int end; brief.Length > columns && (end = brief.LastIndexOf(mark)) > 0;)
            {
                brief = brief[..end];
            }
        }

        return brief.Length <= columns ? brief : brief[..brief.LastIndexOf(' ', columns - 1)] + "…";
    }

    private static bool Mentions(string text, string command)
    {
        int at = text.IndexOf(command, StringComparison.Ordinal);
        return at >= 0 && (at + command.Length == text.Length || !char.IsLetter(text[at + command.Length]));
    }
}
