using Chat.Client.Tui.Painting;
using Chat.Client.Tui.Painting.Themes;

namespace Chat.Client.Commands.Table;

/// <summary>How things look.</summary>
internal static class TextCommands
{
    /// <summary>They, in the order in which help shows them.</summary>
    public static IReadOnlyList<CommandInfo> All { get; } =
    [
        new("/theme", $"[{TextSettings.Theme.Kind.Values}]", "Changes the colours, or says which they are.", "/theme light", ArgumentKind.None, ReadTheme)
        {
            Offers = before => before.Count == 0 ? TextSettings.Theme.Choices.Select(name => new Offer(name)) : [],
        },
    ];

    private static ChatCommand.Theme? ReadTheme(string rest) =>
        rest.Length == 0 ? new ChatCommand.Theme(null)
        : TextSettings.Theme.Kind.TryRead(rest, out ThemeName name) ? new ChatCommand.Theme(name)
        : null;
}
