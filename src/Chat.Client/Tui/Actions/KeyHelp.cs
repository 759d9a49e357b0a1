namespace Chat.Client.Tui.Actions;

/// <summary>The keys that are really in force, in words.</summary>
internal static class KeyHelp
{
    private const int KeyColumns = 22;

    // The first word of an action's name → what its keys are for. Others are headed by that word itself.
    private static readonly Dictionary<string, string> Headings = new()
    {
        ["room"] = "Rooms",
        ["view"] = "The chat",
        ["input"] = "Typing",
        ["connection"] = "The connection",
        ["pane"] = "Panes",
        ["panes"] = "Panes",
        [""] = "The program",
    };

    /// <summary>The actions that have a key, group by group, under headings; those that only differ in a number make one line.</summary>
    public static IReadOnlyList<string> Lines(ActionMap actions)
    {
        ILookup<string, UiAction> series = ActionTable.All.Where(action => actions.KeysOf(action).Count > 0).ToLookup(Series);
        return Grouped(action =>
        {
            UiAction[] alike = [.. series[Series(action)]];
            return alike.Length == 0 || alike[0] != action ? null
                : alike.Length == 1 ? Line(Keys(actions, action), action.Help)
                : Line($"{Keys(actions, action)} to {Keys(actions, alike[^1])}", action.Help.Replace(Number(action), $"{Number(action)} to {Number(alike[^1])}", StringComparison.Ordinal));
        });
    }

    /// <summary>All actions with their names and keys, for those who bind them.</summary>
    public static IReadOnlyList<string> Names(ActionMap actions)
    {
        int width = ActionTable.All.Max(action => action.Name.Length);
        return Grouped(action => $"  {action.Name.PadRight(width)}  {BoundKeys.Write(actions.KeysOf(action))}: {action.Help}");
    }

    private static string Line(string keys, string help) => $"  {keys.PadRight(KeyColumns)}  {help}";

    private static string Keys(ActionMap actions, UiAction action) => BoundKeys.Write(actions.KeysOf(action));

    // room.1 to room.9 are a series; an action without a number is one by itself.
    private static string Series(UiAction action) => Number(action).Length == 0 ? action.Name : action.Name[..^Number(action).Length];

    private static string Number(UiAction action) => action.Name[action.Name.AsSpan().TrimEnd("0123456789").Length..];

    private static List<string> Grouped(Func<UiAction, string?> line)
    {
        List<string> lines = [];
        foreach (IGrouping<string, UiAction> group in ActionTable.All.GroupBy(Heading))
        {
            List<string> inside = [.. group.Select(line).OfType<string>()];
            if (inside.Count > 0)
            {
                lines.AddRange([.. lines.Count == 0 ? [] : new[] { string.Empty }, group.Key, .. inside]);
            }
        }

        return lines;
    }

    private static string Heading(UiAction action)
    {
        string word = action.Name.Contains('.', StringComparison.Ordinal) ? action.Name[..action.Name.IndexOf('.', StringComparison.Ordinal)] : string.Empty;
        return Headings.TryGetValue(word, out string? heading) ? heading : $"{char.ToUpperInvariant(word[0])}{word[1..]}";
    }
}
