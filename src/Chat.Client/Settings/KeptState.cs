namespace Chat.Client.Settings;

/// <summary>Small things that the interface keeps from one run to the next and that nobody writes by hand: widths, pins, the order of rooms. Used on the interface's thread.</summary>
internal sealed class KeptState
{
    private const int MaxEntries = 2000;
    private readonly Dictionary<string, string> _entries = new(StringComparer.Ordinal);

    /// <summary>What is kept under a name; null for nothing.</summary>
    /// <param name="name">What it is, with its part: <c>panes.width.rooms</c>.</param>
    public string? Get(string name) => _entries.GetValueOrDefault(name);

    /// <summary>Keeps a value; null forgets it. When there are too many, further names are not kept.</summary>
    public void Set(string name, string? value)
    {
        if (value is null)
        {
            _entries.Remove(name);
        }
        else if (_entries.ContainsKey(name) || _entries.Count < MaxEntries)
        {
            _entries[name] = value;
        }
    }
}
