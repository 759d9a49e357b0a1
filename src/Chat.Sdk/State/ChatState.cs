using System.Collections.Immutable;
using Chat.Protocol;
using Chat.Protocol.Frames;
using Chat.Sdk.Trust;

namespace Chat.Sdk.State;

/// <summary>All that a client knows, as an immutable snapshot. Only <see cref="ChatReducer"/> makes the next one.</summary>
public sealed record ChatState
{
    private ChatState()
    {
    }

    /// <summary>How the client stands to the server.</summary>
    public ConnectionState Connection { get; init; } = new ConnectionState.Connecting();

    /// <summary>How the connection is protected, or the last one was; null before the server first answered.</summary>
    public LinkSecurity? Security { get; init; }

    /// <summary>How long an answer of the server's took lately; null where it was not measured yet, or there is no connection.</summary>
    public TimeSpan? RoundTrip { get; init; }

    /// <summary>The own name, as the server writes it once it has answered.</summary>
    public string Self { get; init; } = string.Empty;

    /// <summary>True where the own user has no account.</summary>
    public bool Guest { get; init; } = true;

    /// <summary>True for one of the server's admins.</summary>
    public bool Admin { get; init; }

    /// <summary>Invitations that hold, by room: those rooms may be joined though they are not open to all.</summary>
    public ImmutableSortedDictionary<string, InvitationInfo> Invitations { get; init; } =
        ImmutableSortedDictionary.Create<string, InvitationInfo>(RoomNames.Order);

    /// <summary>The own away text; null when not away.</summary>
    public string? Away { get; init; }

    /// <summary>The server's limits.</summary>
    public LimitsInfo Limits { get; init; } = new(ProtocolLimits.MaxClientFrameBytes, ProtocolLimits.MaxTextBytes);

    /// <summary>Who the server is; null before it first answered.</summary>
    public ServerInfo? Server { get; init; }

    /// <summary>The own rooms by name, private ones last.</summary>
    public ImmutableSortedDictionary<string, RoomView> Rooms { get; init; } =
        ImmutableSortedDictionary.Create<string, RoomView>(RoomNames.Order);

    /// <summary>Own messages that do not stand in their room yet, in the order in which they were sent, and the latest failed ones.</summary>
    public ImmutableList<OwnSend> Sends { get; init; } = [];

    /// <summary>Bound of <see cref="RoomView.Messages"/>.</summary>
    public int MessagesPerRoom { get; init; } = 1000;

    /// <summary>Most messages that are fetched to close a <see cref="RoomView.Gap"/>.</summary>
    public int MaxGap { get; init; } = 1000;

    /// <summary>Bound of the messages of all rooms together.</summary>
    public int MessagesInAll { get; init; } = 200_000;

    /// <summary>True where the newest page of rooms with unread messages is fetched after hello.</summary>
    public bool FetchUnread { get; init; }

    /// <summary>The messages of all rooms together.</summary>
    internal long Kept { get; init; }

    /// <summary>Counts what happens to rooms, so that the one longest not touched is known.</summary>
    internal long Touches { get; init; }

    /// <summary>Counts the rooms that were cut to keep within <see cref="MessagesInAll"/>.</summary>
    internal long Trims { get; init; }

    /// <summary>What the state lacks and the connection is to ask for.</summary>
    internal ImmutableHashSet<Fetch> Missing { get; init; } = [];

    /// <summary>Rooms that have not caught up since the last hello, with the seq at which they have.</summary>
    internal ImmutableSortedDictionary<string, long> Lagging { get; init; } =
        ImmutableSortedDictionary.Create<string, long>(RoomNames.Order);

    /// <summary>Counts the excerpts that joined the kept messages.</summary>
    internal long Joins { get; init; }

    /// <summary>The state before anything was heard.</summary>
    /// <param name="user">The name asked for.</param>
    /// <param name="messagesPerRoom">Bound of <see cref="RoomView.Messages"/>, at least 1.</param>
    /// <param name="cursors">Room → last seq that was seen before; null for none.</param>
    /// <param name="maxGap">Most messages that are fetched to close a gap, at least 1.</param>
    /// <param name="messagesInAll">Bound of the messages of all rooms together, at least 1; each room may have one, however low it is.</param>
    public static ChatState Start(
        string user,
        int messagesPerRoom = 1000,
        IReadOnlyDictionary<string, long>? cursors = null,
        int maxGap = 1000,
        int messagesInAll = 200_000)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(messagesPerRoom, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxGap, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(messagesInAll, 1);
        var state = new ChatState { Self = user, MessagesPerRoom = messagesPerRoom, MaxGap = maxGap, MessagesInAll = messagesInAll };
        return (cursors ?? ImmutableDictionary<string, long>.Empty)
            .Aggregate(state, (next, cursor) => next.WithRoom(RoomLog.PlaceAt(new RoomView(cursor.Key), cursor.Value)));
    }

    /// <summary>True for the own name, in any case.</summary>
    public bool IsSelf(string user) => RoomNames.Users.Equals(Self, user);

    /// <summary>True where the event is about the own user, be it by a name of before.</summary>
    public bool IsMe(JoinedEvent joined)
    {
        ArgumentNullException.ThrowIfNull(joined);
        return joined.You is true || IsSelf(joined.User);
    }

    /// <summary>True where the event is about the own user, be it by a name of before.</summary>
    public bool IsMe(LeftEvent left)
    {
        ArgumentNullException.ThrowIfNull(left);
        return left.You is true || IsSelf(left.User);
    }

    /// <summary>Own messages to one room that do not stand there yet.</summary>
    public IEnumerable<OwnSend> SendsIn(string room) => Sends.Where(send => RoomNames.Order.Compare(send.Room, room) == 0);
}
