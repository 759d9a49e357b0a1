using System.Collections.Concurrent;

namespace Chat.Client.Settings;

/// <summary>
/// What is set, of all that is declared. Read from any thread; changed on the interface's thread, once the interface runs, and there <see cref="Changed"/>
/// is raised.
/// </summary>
internal sealed class ClientSettings
{
    private readonly ConcurrentDictionary<Setting, object> _set = new(ReferenceEqualityComparer.Instance);

    /// <summary>Raised after a setting was given another value.</summary>
    public event Action<Setting>? Changed;

    /// <summary>Raised after somebody chose a value, which is to be kept.</summary>
    public event Action<Setting>? Chosen;

    /// <summary>The value of a setting, its default where nobody has set it.</summary>
    public T Get<T>(Setting<T> setting) => _set.TryGetValue(setting, out object? value) ? (T)value : setting.Default;

    /// <summary>Sets a value that somebody chose: at once, and for the next start too, where there is a file.</summary>
    public void Set<T>(Setting<T> setting, T value)
        where T : notnull
    {
        Put(setting, value);
        Chosen?.Invoke(setting);
    }

    /// <summary>A setting's value as it is written.</summary>
    public string Written(Setting setting) => _set.TryGetValue(setting, out object? value) ? setting.Write(value) : setting.WrittenDefault;

    /// <summary>True where a setting has another value than its default.</summary>
    public bool IsChanged(Setting setting) => Written(setting) != setting.WrittenDefault;

    /// <summary>Sets a value; null for the default.</summary>
    internal void Put(Setting setting, object? value)
    {
        string before = Written(setting);
        if (value is null)
        {
            _set.TryRemove(setting, out _);
        }
        else
        {
            _set[setting] = value;
        }

        if (Written(setting) != before)
        {
            Changed?.Invoke(setting);
        }
    }
}
