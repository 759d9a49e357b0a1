using Chat.Client.Tui.Actions;

namespace Chat.Client.Commands.Table;

/// <summary>Settings, keys and profiles.</summary>
internal static class ConfigurationTable
{
    /// <summary>They, in the order in which help shows them.</summary>
    public static IReadOnlyList<CommandInfo> All { get; } =
    [
        new("/set", "[setting] [value]", "Sets a setting and keeps it; without a value, shows it; alone, lists what is not at its default.", "/set client.default-profile work", ArgumentKind.Setting, ReadSet),
        new("/unset", "<setting>", "Puts a setting back to its default.", "/unset client.default-profile", ArgumentKind.Setting, rest => Arguments.Word(rest) is { } name ? new ChatCommand.Unset(name) : null),
        new("/reload", "", "Reads the settings file again.", "/reload", ArgumentKind.None, rest => rest.Length == 0 ? new ChatCommand.Reload() : null),
        new("/keys", "", "Shows the keys in force and the names of what they do.", "/keys", ArgumentKind.None, rest => rest.Length == 0 ? new ChatCommand.Keys() : null),
        new("/bind", "<action> [keys]", "Gives an action other keys and keeps them; 'default' for those it had, no keys to see them.", "/bind room.next Ctrl+N, Alt+Down", ArgumentKind.None, ReadBind) { Offers = Actions },
        new("/unbind", "<action>", "Takes an action's keys away.", "/unbind room.next", ArgumentKind.None, rest => Arguments.Word(rest) is { } action ? new ChatCommand.Unbind(action) : null) { Offers = Actions },
        new("/profiles", "", "Lists the profiles: servers and who you are there.", "/profiles", ArgumentKind.None, rest => rest.Length == 0 ? new ChatCommand.Profiles() : null),
    ];

    private static IEnumerable<Offer> Actions(IReadOnlyList<string> before) =>
        before.Count == 0 ? ActionTable.All.Select(action => new Offer(action.Name + " ", action.Help)) : [];

    private static ChatCommand.Set ReadSet(string rest)
    {
        (string name, string? value) = Split(rest);
        return new ChatCommand.Set(Arguments.OrNull(name), value);
    }

    private static ChatCommand.Bind? ReadBind(string rest)
    {
        (string action, string? keys) = Split(rest);
        return action.Length == 0 ? null : new ChatCommand.Bind(action, keys);
    }

    // People who come from a settings file write name = value.
    private static (string First, string? Others) Split(string rest)
    {
        int end = rest.AsSpan().IndexOfAny(" =");
        return end < 0 ? (rest, null) : (rest[..end], Arguments.OrNull(rest[end..].TrimStart(' ', '=').Trim()));
    }
}
