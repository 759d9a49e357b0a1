using Chat.Client.Commands;
using Chat.Sdk.State;

namespace Chat.Client.Tui.Editing;

/// <summary>The lines sent from each room, the latest hundred. They are kept in memory only: what was said in private belongs in no file.</summary>
internal sealed class LineHistory
{
    private const int MaxLines = 100;
    private const int MaxRooms = 100;
    private readonly Dictionary<string, Room> _rooms = new(RoomNames.Users);

    /// <summary>Remembers a line, but for one that may hold a secret.</summary>
    public void Add(string room, string line)
    {
        Room memory = Of(room);
        (memory.Back, memory.Written) = (0, string.Empty);
        if (string.IsNullOrWhiteSpace(line) || MayBeSecret(line))
        {
            return;
        }

        memory.Lines.Remove(line);
        memory.Lines.Add(line);
        if (memory.Lines.Count > MaxLines)
        {
            memory.Lines.RemoveAt(0);
        }
    }

    /// <summary>The lines of a room, the oldest first.</summary>
    public IReadOnlyList<string> Lines(string room) => Of(room).Lines;

    /// <summary>Stands below the newest line again.</summary>
    public void Rest(string room) => Of(room).Back = 0;

    /// <summary>The line before or after the one shown; below the newest one is what was being written. Null at the ends.</summary>
    /// <param name="room">The room.</param>
    /// <param name="older">True for the one before.</param>
    /// <param name="shown">What stands in the input now.</param>
    public string? Recall(string room, bool older, string shown)
    {
        Room memory = Of(room);
        int back = memory.Back + (older ? 1 : -1);
        if (back < 0 || back > memory.Lines.Count)
        {
            return null;
        }

        if (memory.Back == 0)
        {
            memory.Written = shown;
        }

        memory.Back = back;
        return back == 0 ? memory.Written : memory.Lines[^back];
    }

    private static bool MayBeSecret(string line) =>
        line.Split((char[]?)null, 2, StringSplitOptions.RemoveEmptyEntries) is [['/', ..] name, _] && CommandTable.Find(name) is { TakesSecret: true };

    private Room Of(string room)
    {
        if (!_rooms.TryGetValue(room, out Room? memory))
        {
            if (_rooms.Count >= MaxRooms)
            {
                _rooms.Clear();
            }

            _rooms[room] = memory = new Room();
        }

        return memory;
    }

    private sealed class Room
    {
        public List<string> Lines { get; } = [];

        public int Back { get; set; }

        public string Written { get; set; } = string.Empty;
    }
}
