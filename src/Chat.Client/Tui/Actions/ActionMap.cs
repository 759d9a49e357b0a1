using Terminal.Gui.Input;

namespace Chat.Client.Tui.Actions;

/// <summary>The one place that turns keys into what they do.</summary>
internal sealed class ActionMap
{
    private readonly Dictionary<Key, UiAction> _keys = [];
    private readonly Dictionary<UiAction, List<Func<bool>>> _doers = [];

    /// <summary>The default keys.</summary>
    public ActionMap() => Apply(BoundKeys.Default);

    /// <summary>The keys that are really in force.</summary>
    public IReadOnlyList<Key> KeysOf(UiAction action) => [.. _keys.Where(pair => pair.Value == action).Select(pair => pair.Key)];

    /// <summary>The first of them, in words; null where there is none.</summary>
    public string? KeyOf(UiAction action) => KeysOf(action) is [var key, ..] ? key.ToString() : null;

    /// <summary>What a key is bound to; null for nothing.</summary>
    public UiAction? ActionOf(Key key) => _keys.GetValueOrDefault(key);

    /// <summary>Gives each action the keys of the settings, or its default ones.</summary>
    public void Apply(BoundKeys bindings)
    {
        _keys.Clear();
        foreach (UiAction action in ActionTable.All.Where(action => !bindings.Keys.ContainsKey(action)))
        {
            Bind(action, DefaultsOf(action));
        }

        foreach ((UiAction action, IReadOnlyList<Key> keys) in bindings.Keys)
        {
            Bind(action, keys);
        }
    }

    /// <summary>The keys that an action has where nobody has bound it.</summary>
    public static IEnumerable<Key> DefaultsOf(UiAction action) => action.Keys.Select(Parse);

    /// <summary>Gives an action other keys; who had one of them before has it no longer.</summary>
    public void Bind(UiAction action, IEnumerable<Key> keys)
    {
        foreach (Key old in KeysOf(action))
        {
            _keys.Remove(old);
        }

        foreach (Key key in keys)
        {
            _keys[key] = action;
        }
    }

    /// <summary>Says what an action does. Asked in the order of registration, the latest first, until one has done it.</summary>
    /// <param name="action">The action.</param>
    /// <param name="run">True where it was done; false where it makes no sense now and another may take it.</param>
    public void On(UiAction action, Func<bool> run)
    {
        if (!_doers.TryGetValue(action, out List<Func<bool>>? doers))
        {
            _doers[action] = doers = [];
        }

        doers.Insert(0, run);
    }

    /// <summary>Does what a key is bound to.</summary>
    /// <returns>False where nothing is, or nothing could be done: the key is for the text.</returns>
    public bool Press(Key key) => _keys.TryGetValue(key, out UiAction? action) && Run(action);

    /// <summary>Does an action, be it for a click, a menu or a key.</summary>
    public bool Run(UiAction action) => _doers.TryGetValue(action, out List<Func<bool>>? doers) && doers.Exists(run => run());

    private static Key Parse(string written) => Key.TryParse(written, out Key? key) ? key : throw new FormatException($"\"{written}\" is no key.");
}
