using Chat.Client.Commands;
using Chat.Client.Settings.Conf;
using Terminal.Gui.Input;

namespace Chat.Client.Tui.Actions;

/// <summary>The keys that the settings file gives: its section <c>[keys]</c> holds lines such as <c>room.next = Ctrl+N, Alt+Down</c>.</summary>
/// <param name="Keys">Action → its keys instead of the default ones; none where it has none.</param>
internal sealed record BoundKeys(IReadOnlyDictionary<UiAction, IReadOnlyList<Key>> Keys)
{
    /// <summary>The section's name.</summary>
    public const string Section = "keys";

    /// <summary>What is written in place of a key to have none.</summary>
    public const string NoKey = "none";

    /// <summary>Nothing but the default keys.</summary>
    public static readonly BoundKeys Default = new(new Dictionary<UiAction, IReadOnlyList<Key>>());

    /// <summary>Reads the section's lines.</summary>
    /// <param name="entries">The lines.</param>
    /// <param name="problems">Gets what is wrong with them; such a line does not count.</param>
    public static BoundKeys Read(IEnumerable<ConfEntry> entries, List<ConfProblem> problems)
    {
        var keys = new Dictionary<UiAction, IReadOnlyList<Key>>();
        var taken = new Dictionary<Key, ConfEntry>();
        foreach (ConfEntry entry in entries)
        {
            if (Find(entry.Name) is not { } action)
            {
                problems.Add(new ConfProblem(entry.Line, Unknown(entry.Name)));
                continue;
            }

            if (!TryParse(entry.Value, action, out IReadOnlyList<Key> read, out string? problem))
            {
                problems.Add(new ConfProblem(entry.Line, $"{action.Name}: {problem}"));
                continue;
            }

            List<Key> free = [];
            foreach (Key key in read)
            {
                if (taken.TryAdd(key, entry) || taken[key].Name == entry.Name)
                {
                    free.Add(key);
                }
                else
                {
                    problems.Add(new ConfProblem(entry.Line, $"{KeyName.Write(key)} is bound to {taken[key].Name} in line {taken[key].Line} already; {action.Name} does not get it"));
                }
            }

            keys[action] = free;
        }

        return new BoundKeys(keys);
    }

    /// <summary>Reads the keys of an action, with commas between; <c>none</c> for no key.</summary>
    public static bool TryParse(string written, UiAction action, out IReadOnlyList<Key> keys, out string? problem)
    {
        List<Key> read = [];
        (keys, problem) = (read, null);
        string[] names = written.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (names.Length == 0)
        {
            problem = $"no key is named; write {KeyName.Form}, or {NoKey}";
            return false;
        }

        if (names is [var only] && only.Equals(NoKey, StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        foreach (string name in names)
        {
            if (!KeyName.TryParse(name, action.MayBeLetter, out Key? key, out problem))
            {
                return false;
            }

            read.Add(key);
        }

        return true;
    }

    /// <summary>The action of that name, in any case; null where there is none.</summary>
    public static UiAction? Find(string name) => ActionTable.All.FirstOrDefault(action => action.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Says that there is no such action, and which one may be meant.</summary>
    public static string Unknown(string name) =>
        NearestMatch.Find(name, ActionTable.All.Select(action => action.Name)) is { } near
            ? $"there is no action {name}; did you mean {near}?"
            : $"there is no action {name}; /keys lists them";

    /// <summary>Keys as they are written.</summary>
    public static string Write(IEnumerable<Key> keys) => string.Join(", ", keys.Select(KeyName.Write)) is { Length: > 0 } written ? written : NoKey;
}
