namespace Chat.Client.Tui.Actions;

/// <summary>The keys that are really in force, in words.</summary>
internal static class KeyHelp
{
    private const int KeyColumns = 26;

    /// <summary>A line for each action that has a key.</summary>
    public static IReadOnlyList<string> Lines(ActionMap actions) =>
    [
        .. ActionTable.All
            .Select(action => (Keys: string.Join(", ", actions.KeysOf(action)), action.Help))
            .Where(line => line.Keys.Length > 0)
            .Select(line => $"{line.Keys.PadRight(KeyColumns)}  {line.Help}"),
    ];
}
