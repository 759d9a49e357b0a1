using Chat.Client.Settings;

namespace Chat.Client.Tui.Editing;

/// <summary>What can be set of the line where one types.</summary>
internal static class InputSettings
{
    /// <summary>Whether the others see that one is typing.</summary>
    public static readonly Setting<bool> Typing = new("input.typing", true, SettingKinds.Flag, "Tells the others in a room that you are typing.");

    /// <summary>Whether the list of completions comes by itself.</summary>
    public static readonly Setting<bool> Completion = new(
        "input.completion", true, SettingKinds.Flag, "Shows the list of completions while you type /command, @name, #room or :emoji; off, it comes with the key for it only.");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Setting> All { get; } = [Typing, Completion];
}
