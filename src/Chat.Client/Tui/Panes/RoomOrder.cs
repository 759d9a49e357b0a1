using Chat.Client.Commands;
using Chat.Client.Settings;
using Chat.Sdk.State;

namespace Chat.Client.Tui.Panes;

/// <summary>The order of the rooms: pinned ones first, then public rooms, then people one talks to. What the user has chosen of it is kept.</summary>
/// <param name="kept">Where it is kept.</param>
internal sealed class RoomOrder(KeptState kept)
{
    private const string SortName = "rooms.sort";
    private const string PinnedName = "rooms.pinned";
    private const string HandName = "rooms.order";
    private const int MostKept = 500;
    private readonly Dictionary<string, (long Newest, DateTimeOffset At)> _activity = new(RoomNames.Users);

    /// <summary>How they are sorted.</summary>
    public RoomSort Sort
    {
        get => Enum.TryParse(kept.Get(SortName), ignoreCase: true, out RoomSort sort) ? sort : RoomSort.Name;
        set => kept.Set(SortName, value == RoomSort.Name ? null : value.ToString().ToLowerInvariant());
    }

    /// <summary>True for a room that stands above the others.</summary>
    public bool IsPinned(string room) => Read(PinnedName).Contains(room, RoomNames.Users);

    /// <summary>Puts a room above the others, or takes it back.</summary>
    public void Pin(string room, bool pinned)
    {
        List<string> names = Read(PinnedName);
        names.RemoveAll(name => RoomNames.Users.Equals(name, room));
        Write(PinnedName, pinned ? [.. names, room] : names);
    }

    /// <summary>The rooms of a section each, in their order.</summary>
    /// <param name="state">All that is known.</param>
    /// <param name="current">The current room, which need not be known yet.</param>
    public (List<string> Pinned, List<string> Rooms, List<string> Private) Of(ChatState state, string? current)
    {
        Follow(state);
        List<string> names = [.. state.Rooms.Keys];
        if (current is not null && !state.Rooms.ContainsKey(current))
        {
            names.Add(current);
        }

        List<string> pins = Read(PinnedName);
        List<string> hand = Sort == RoomSort.Hand ? Read(HandName) : [];
        List<string> sorted = [.. names
            .OrderBy(name => Sort == RoomSort.Activity ? -_activity.GetValueOrDefault(name).At.UtcTicks : 0)
            .ThenBy(name => Place(hand, name))
            .ThenBy(name => name, RoomNames.Order)];
        return (
            [.. pins.Select(pin => sorted.Find(name => RoomNames.Users.Equals(name, pin))).OfType<string>()],
            sorted.FindAll(name => !RoomNames.IsPrivate(name) && !pins.Contains(name, RoomNames.Users)),
            sorted.FindAll(name => RoomNames.IsPrivate(name) && !pins.Contains(name, RoomNames.Users)));
    }

    /// <summary>Moves a room within its section, from then on sorted by hand; a pinned one among the pinned.</summary>
    /// <param name="state">All that is known.</param>
    /// <param name="room">The room.</param>
    /// <param name="by">-1 for up, 1 for down.</param>
    public void Move(ChatState state, string room, int by)
    {
        (List<string> pinned, List<string> rooms, List<string> chats) = Of(state, room);
        List<string> section = IsPinned(room) ? pinned : RoomNames.IsPrivate(room) ? chats : rooms;
        int at = section.FindIndex(name => RoomNames.Users.Equals(name, room));
        int to = at + by;
        if (at < 0 || to < 0 || to >= section.Count)
        {
            return;
        }

        (section[at], section[to]) = (section[to], section[at]);
        if (section == pinned)
        {
            Write(PinnedName, section);
            return;
        }

        Sort = RoomSort.Hand;
        Write(HandName, [.. rooms, .. chats]);
    }

    // A room's messages may be dropped from memory, so its last one is noted when it comes.
    private void Follow(ChatState state)
    {
        foreach (RoomView room in state.Rooms.Values)
        {
            if (_activity.GetValueOrDefault(room.Name).Newest != room.Newest)
            {
                _activity[room.Name] = (room.Newest, room.Messages.Count > 0 ? room.Messages[^1].At : DateTimeOffset.MinValue);
            }
        }

        if (_activity.Count > 2 * state.Rooms.Count)
        {
            _activity.Keys.Where(name => !state.Rooms.ContainsKey(name)).ToList().ForEach(name => _activity.Remove(name));
        }
    }

    private static int Place(List<string> hand, string room)
    {
        int at = hand.FindIndex(name => RoomNames.Users.Equals(name, room));
        return at < 0 ? hand.Count : at;
    }

    // No name has a blank.
    private List<string> Read(string name) => [.. (kept.Get(name) ?? string.Empty).Split(' ', StringSplitOptions.RemoveEmptyEntries)];

    private void Write(string name, List<string> rooms) => kept.Set(name, rooms.Count == 0 ? null : string.Join(' ', rooms.TakeLast(MostKept)));
}
