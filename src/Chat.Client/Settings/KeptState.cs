namespace Chat.Client.Settings;

/// <summary>Small things that the interface keeps from one run to the next and that nobody writes by hand: widths, pins, the order of rooms. Used on the interface's thread.</summary>
/// <param name="entries">What an earlier run kept.</param>
internal sealed class KeptState(IReadOnlyDictionary<string, string> entries)
{
    /// <summary>Names at most.</summary>
    public const int MaxEntries = 2000;

    /// <summary>Characters of a name and its value at most.</summary>
    public const int LongestEntry = 4096;

    private readonly Dictionary<string, string> _entries = new(entries.Take(MaxEntries), StringComparer.Ordinal);

    /// <summary>Nothing kept yet.</summary>
    public KeptState()
        : this(new Dictionary<string, string>())
    {
    }

    /// <summary>Raised with the name and the value, null for none, after something changed.</summary>
    public event Action<string, string?>? Changed;

    /// <summary>What is kept under a name; null for nothing.</summary>
    /// <param name="name">What it is, with its part: <c>panes.width.rooms</c>.</param>
    public string? Get(string name) => _entries.GetValueOrDefault(name);

    /// <summary>Keeps a value; null forgets it. When there are too many, further names are not kept, and neither is what is too long.</summary>
    public void Set(string name, string? value)
    {
        if (value == Get(name) || (value is not null && name.Length + value.Length > LongestEntry))
        {
            return;
        }

        if (value is null)
        {
            _entries.Remove(name);
        }
        else if (_entries.ContainsKey(name) || _entries.Count < MaxEntries)
        {
            _entries[name] = value;
        }
        else
        {
            return;
        }

        Changed?.Invoke(name, value);
    }
}
