namespace Chat.Client.Settings;

/// <summary>What is set, of all that is declared. Used on the interface's thread only, once the interface runs.</summary>
internal sealed class ClientSettings
{
    private readonly Dictionary<Setting, object> _set = [];

    /// <summary>Raised after a setting was given another value.</summary>
    public event Action<Setting>? Changed;

    /// <summary>The value of a setting, its default where nobody has set it.</summary>
    public T Get<T>(Setting<T> setting) => _set.TryGetValue(setting, out object? value) ? (T)value : setting.Default;

    /// <summary>Sets a value.</summary>
    public void Set<T>(Setting<T> setting, T value)
        where T : notnull
    {
        _set[setting] = value;
        Changed?.Invoke(setting);
    }
}
