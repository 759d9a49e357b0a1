using Chat.Sdk.State;

namespace Chat.Client.Tui.Editing;

/// <summary>What was typed in each room: lines sent, and the draft that was left behind.</summary>
internal sealed class InputMemory
{
    private const int MaxLines = 100;
    private const int MaxRooms = 100;
    private readonly Dictionary<string, Room> _rooms = new(RoomNames.Users);

    /// <summary>The draft of a room, which is now being written on.</summary>
    public string Draft(string room) => Of(room).Draft;

    /// <summary>True where a room was left with something typed.</summary>
    public bool HasDraft(string room) => _rooms.TryGetValue(room, out Room? memory) && memory.Draft.Length > 0;

    /// <summary>Keeps what stands in the line while another room is shown.</summary>
    public void KeepDraft(string room, string text)
    {
        Of(room).Draft = text;
        Of(room).Back = 0;
    }

    /// <summary>Remembers a line that was sent.</summary>
    public void Sent(string room, string line)
    {
        Room memory = Of(room);
        (memory.Draft, memory.Back) = (string.Empty, 0);
        if (memory.Lines.Count == 0 || memory.Lines[^1] != line)
        {
            memory.Lines.Add(line);
        }

        if (memory.Lines.Count > MaxLines)
        {
            memory.Lines.RemoveAt(0);
        }
    }

    /// <summary>The line before or after the one shown; below the newest one is the draft. Null at the ends.</summary>
    /// <param name="room">The room.</param>
    /// <param name="older">True for the one before.</param>
    /// <param name="shown">What stands in the line now.</param>
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
            memory.Draft = shown;
        }

        memory.Back = back;
        return back == 0 ? memory.Draft : memory.Lines[^back];
    }

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

        public string Draft { get; set; } = string.Empty;
    }
}
