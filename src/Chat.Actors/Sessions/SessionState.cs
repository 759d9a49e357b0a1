using System.Collections.Immutable;
using Chat.Actors.Edge;
using Chat.Actors.Moderation;
using Chat.Actors.Rooms;
using Chat.Actors.Storage;

namespace Chat.Actors.Sessions;

/// <summary>A connected device of a user.</summary>
/// <param name="Ref">The device.</param>
/// <param name="TokenHash">The token it came with: one connection a token.</param>
/// <param name="Told">While the answer to its hello is on the way: the rooms that the answer names, by id. Null behind that.</param>
/// <param name="Since">When it came.</param>
/// <param name="Attempt">Which of its client's connections it is, where the client told.</param>
/// <param name="Address">Where it comes from.</param>
public sealed record Device(
    DeviceRef Ref,
    string TokenHash,
    ImmutableDictionary<RoomId, string>? Told,
    DateTimeOffset Since = default,
    ConnectAttempt? Attempt = null,
    string? Address = null);

/// <summary>A user as the session knows it: immutable, without clock or actor.</summary>
/// <param name="Id">The user.</param>
/// <param name="Name">The name now.</param>
/// <param name="Guest">True where it has no account.</param>
/// <param name="Devices">The connected devices, the oldest first.</param>
/// <param name="Rooms">The rooms it is in.</param>
/// <param name="Joining">Named rooms it has asked to join and not heard of yet.</param>
/// <param name="AwayText">The away text; null when the user is not away.</param>
public sealed record SessionState(
    UserId Id,
    string Name,
    bool Guest,
    ImmutableList<Device> Devices,
    ImmutableDictionary<RoomId, UserRoom> Rooms,
    ImmutableHashSet<RoomId> Joining,
    string? AwayText)
{
    /// <summary>True for one of the server's admins.</summary>
    public bool Admin { get; init; }

    /// <summary>A user in these rooms, without devices.</summary>
    public static SessionState Of(UserId id, string name, bool guest, IEnumerable<UserRoom> rooms) =>
        new(id, name, guest, [], rooms.ToImmutableDictionary(r => r.Room), [], null);

    /// <summary>The same user with its rooms' logs, topics, markers and its own place in them as they are stored now.</summary>
    public SessionState Refresh(IEnumerable<UserRoom> stored) => this with
    {
        Rooms = Rooms.SetItems(stored
            .Where(s => Rooms.ContainsKey(s.Room))
            .Select(s => KeyValuePair.Create(s.Room, Rooms[s.Room] with { Topic = s.Topic, LastSeq = s.LastSeq, Read = Math.Max(s.Read, Rooms[s.Room].Read), You = s.You }))),
    };

    /// <summary>Whether the user is there.</summary>
    public Presence Presence => Devices.IsEmpty ? Presence.Offline : AwayText is { } text ? new Presence(Protocol.Frames.UserStatus.Away, text) : Presence.Online;

    /// <summary>The user as rooms know it.</summary>
    public RoomProtocol.Speaker Speaker => new(Id, Name, Admin);

    /// <summary>Whether the user may make rooms.</summary>
    public bool MayCreate(RoomCreation who) => Admin || who == RoomCreation.Everyone || (who == RoomCreation.Registered && !Guest);

    /// <summary>Where a device comes from; null where it is gone.</summary>
    public string? AddressOf(ConnectionId? device) => Devices.Find(d => d.Ref.Id == device)?.Address;

    /// <summary>The rooms it is in, each by the name that this user sees.</summary>
    public ImmutableDictionary<RoomId, string> Labels => Rooms.ToImmutableDictionary(r => r.Key, r => LabelOf(r.Value));

    /// <summary>Named rooms it is in or is about to be in.</summary>
    public int RoomCount => Rooms.Keys.Count(r => !r.IsPair) + Joining.Count(r => !Rooms.ContainsKey(r));

    /// <summary>Private conversations it has.</summary>
    public int PairCount => Rooms.Keys.Count(r => r.IsPair);

    /// <summary>The room's name as this user sees it.</summary>
    public static string LabelOf(UserRoom room)
    {
        ArgumentNullException.ThrowIfNull(room);
        return room.Peer is null ? room.Name : "@" + room.Name;
    }

    /// <summary>The private conversation with someone of that name.</summary>
    public UserRoom? PairWith(string folded) =>
        Rooms.Values.FirstOrDefault(r => r.Peer is not null && string.Equals(r.Name, folded, StringComparison.OrdinalIgnoreCase));

    /// <summary>The cursor that a device gave for a room; the room's newest seq where it gave none.</summary>
    public static long CursorFor(UserRoom room, IReadOnlyDictionary<string, long> cursors)
    {
        ArgumentNullException.ThrowIfNull(cursors);
        return cursors.TryGetValue(LabelOf(room), out long seq) ? Math.Min(seq, room.LastSeq) : room.LastSeq;
    }
}
