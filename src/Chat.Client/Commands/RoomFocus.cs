using Chat.Sdk.State;

namespace Chat.Client.Commands;

/// <summary>Which room is the current one, and which one comes when it is left. Belongs to one thread.</summary>
internal sealed class RoomFocus
{
    private const int Remembered = 64;
    private readonly List<string> _visited = [];

    /// <summary>The room that text goes to; null when there is none.</summary>
    public string? Current => _visited.Count == 0 ? null : _visited[^1];

    /// <summary>The rooms that were the current one, the latest first.</summary>
    public IEnumerable<string> Visited => _visited.AsEnumerable().Reverse();

    /// <summary>Makes a room the current one.</summary>
    public void Enter(string room)
    {
        _visited.RemoveAll(other => Same(other, room));
        _visited.Add(room);
        if (_visited.Count > Remembered)
        {
            _visited.RemoveAt(0);
        }
    }

    /// <summary>Drops a room; when it was the current one, the one visited before it is, else any that the user is in.</summary>
    public void Leave(string room, ChatState state)
    {
        _visited.RemoveAll(other => Same(other, room));
        if (_visited.Count == 0 && state.Rooms.Keys.FirstOrDefault(other => !Same(other, room)) is { } any)
        {
            _visited.Add(any);
        }
    }

    /// <summary>Drops the rooms that the user is no longer in. Private rooms stay: they can be talked to without being joined.</summary>
    public void Follow(ChatState state)
    {
        _visited.RemoveAll(room => !RoomNames.IsPrivate(room) && !state.Rooms.ContainsKey(room));
        if (_visited.Count == 0 && state.Rooms.Keys.FirstOrDefault() is { } any)
        {
            _visited.Add(any);
        }
    }

    /// <summary>Takes over the new name of a private room whose partner is called otherwise now.</summary>
    public void Rename(string room, string to)
    {
        int index = _visited.FindIndex(other => Same(other, room));
        if (index >= 0)
        {
            _visited[index] = to;
        }
    }

    /// <summary>True for the current room, however it is written.</summary>
    public bool IsCurrent(string room) => Current is { } current && Same(current, room);

    private static bool Same(string a, string b) => RoomNames.Order.Compare(a, b) == 0;
}
