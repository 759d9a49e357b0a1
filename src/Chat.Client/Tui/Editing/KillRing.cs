namespace Chat.Client.Tui.Editing;

/// <summary>Where a piece of cut text goes in the <see cref="KillRing"/>.</summary>
internal enum KillPlace
{
    /// <summary>It is a new entry.</summary>
    New,

    /// <summary>It stood before the piece cut right before, and joins it.</summary>
    Before,

    /// <summary>It stood behind the piece cut right before, and joins it.</summary>
    Behind,
}

/// <summary>The last pieces of text that were cut.</summary>
internal sealed class KillRing
{
    private const int MaxEntries = 30;
    private readonly List<string> _entries = [];
    private int _at;

    /// <summary>Takes a piece in; where it would make an entry too long, it is an entry of its own.</summary>
    public void Add(string text, KillPlace place)
    {
        if (place == KillPlace.New || _entries.Count == 0 || _entries[^1].Length + text.Length > EditText.MaxLength)
        {
            _entries.Add(text);
        }
        else
        {
            _entries[^1] = place == KillPlace.Before ? text + _entries[^1] : _entries[^1] + text;
        }

        if (_entries.Count > MaxEntries)
        {
            _entries.RemoveAt(0);
        }

        _at = _entries.Count - 1;
    }

    /// <summary>What was cut last; null where nothing was.</summary>
    public string? Newest()
    {
        _at = _entries.Count - 1;
        return _at < 0 ? null : _entries[_at];
    }

    /// <summary>What was cut before the one given out last; behind the oldest comes the newest.</summary>
    public string? Older()
    {
        if (_entries.Count == 0)
        {
            return null;
        }

        _at = (_at - 1 + _entries.Count) % _entries.Count;
        return _entries[_at];
    }
}
