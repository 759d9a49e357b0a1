using System.Text.Json.Serialization;
using Akka.Actor;
using Chat.Actors.Edge;
using Chat.Actors.Rooms;
using Chat.Actors.Serialization;
using Chat.Actors.Storage;
using Chat.Protocol.Names;

namespace Chat.Actors.Sessions;

/// <summary>What one says to a <see cref="UserSession"/> and hears from it.</summary>
public static partial class SessionProtocol
{
    /// <summary>A device has proved to be this user's. The session answers the hello.</summary>
    /// <param name="UserId">The user.</param>
    /// <param name="Name">The user's name.</param>
    /// <param name="Guest">True where it has no account.</param>
    /// <param name="FormerName">The name it had until this hello; null where it is the same.</param>
    /// <param name="IsNew">True where the user was made just now: it joins the rooms everyone starts in.</param>
    /// <param name="Token">The session token, for hello's answer.</param>
    /// <param name="TokenHash">The token's hash: one connection a token.</param>
    /// <param name="Origin">The hello.</param>
    /// <param name="Cursors">The last seq seen, by room as written.</param>
    /// <param name="Attempt">Which of the client's connections it is, where the client tells.</param>
    /// <param name="Address">Where the device comes from.</param>
    /// <param name="Admin">True for one of the server's admins.</param>
    public sealed record Attach(
        UserId UserId,
        string Name,
        bool Guest,
        string? FormerName,
        bool IsNew,
        string Token,
        string TokenHash,
        RequestRef Origin,
        IReadOnlyDictionary<string, long> Cursors,
        ConnectAttempt? Attempt = null,
        string? Address = null,
        bool Admin = false) : IWithUserId
    {
        /// <summary>Prints it without its secrets.</summary>
        public override string ToString() => $"Attach {{ {UserId} }}";
    }

    /// <summary>A request on a room.</summary>
    public sealed record InRoom(UserId UserId, RequestRef Origin, RoomTarget Target, RoomAction Action) : IWithUserId;

    /// <summary>Moves the read marker.</summary>
    public sealed record MarkRead(UserId UserId, RequestRef Origin, RoomTarget Target, long Seq) : IWithUserId;

    /// <summary>Sets away with a text, or back with none.</summary>
    public sealed record SetAway(UserId UserId, RequestRef Origin, string? Text) : IWithUserId;

    /// <summary>Takes another name.</summary>
    public sealed record Rename(UserId UserId, RequestRef Origin, string Name) : IWithUserId;

    /// <summary>Says goodbye from one device; for a guest it is the end.</summary>
    public sealed record Quit(UserId UserId, RequestRef Origin) : IWithUserId;

    /// <summary>From the directory: this guest was gone too long, or its name is another's now. It leaves its rooms.</summary>
    /// <param name="UserId">The guest.</param>
    /// <param name="Name">The name it had.</param>
    public sealed record Expire(UserId UserId, string Name) : IWithUserId;

    /// <summary>From a connection: hello's answer is in its outbox, now the rooms may follow.</summary>
    public sealed record DeviceReady(UserId UserId, DeviceRef Device, IReadOnlyDictionary<string, long> Cursors) : IWithUserId;

    /// <summary>From a room: the user is a member now.</summary>
    /// <param name="UserId">The user.</param>
    /// <param name="Room">The user's place there; everything up to its last seq is behind the attached device.</param>
    /// <param name="Attached">The device that the room has attached itself.</param>
    /// <param name="Founded">True where the user has made the room.</param>
    public sealed record RoomJoined(UserId UserId, UserRoom Room, ConnectionId? Attached, bool Founded = false) : IWithUserId;

    /// <summary>From a room: the user did not become a member.</summary>
    public sealed record JoinRefused(UserId UserId, RoomId Room, string Name, string Code, bool Silent) : IWithUserId;

    /// <summary>From a room: the user is no member any more.</summary>
    public sealed record RoomLeft(UserId UserId, RoomId Room) : IWithUserId;

    /// <summary>From a private room: the other one has another name.</summary>
    public sealed record PeerRenamed(UserId UserId, RoomId Room, string Name) : IWithUserId;

    /// <summary>To a connection: the hello is answered, this is who you are.</summary>
    public sealed record Welcome(
        UserId UserId,
        string Name,
        bool Guest,
        string Token,
        RequestRef Origin,
        IReadOnlyList<UserRoom> Rooms,
        IReadOnlyDictionary<string, long> Cursors,
        bool Admin,
        IReadOnlyList<UserInvitation> Invitations) : IChatMessage
    {
        /// <summary>Prints it without its secrets.</summary>
        public override string ToString() => $"Welcome {{ {UserId} }}";
    }

    /// <summary>To a connection: the answer to a request that is no room's business.</summary>
    public sealed record Reply(RequestRef Origin, SessionReply Answer) : IChatMessage;

    /// <summary>To a connection: something that concerns the user on all devices.</summary>
    public sealed record Tell(SessionEvent What) : IChatMessage;

    /// <summary>To a connection: say goodbye and close.</summary>
    public sealed record Dismiss(string Code, string Message) : IChatMessage;

    internal sealed record Loaded(Attach Attach, IReadOnlyList<UserRoom> Rooms, IReadOnlyList<StartRoom> StartRooms, IReadOnlyList<UserInvitation> Invitations);

    internal sealed record LoadFailed(Attach Attach, Exception Cause);

    internal sealed record LoadedToExpire(Expire Expire, IReadOnlyList<UserRoom> Rooms);

    internal sealed record ExpireFailed(Expire Expire, Exception Cause);

    /// <summary>A room that everyone starts in, as hello's answer tells it.</summary>
    internal sealed record StartRoom(ChatName Name, UserRoom Place);

    internal sealed record DeviceClosed(ConnectionId Device);
}

/// <summary>A room as a user names it.</summary>
[JsonDerivedType(typeof(RoomTarget.Named), nameof(RoomTarget.Named))]
[JsonDerivedType(typeof(RoomTarget.Peer), nameof(RoomTarget.Peer))]
public abstract record RoomTarget
{
    /// <summary>A named room.</summary>
    public sealed record Named(RoomId Room) : RoomTarget;

    /// <summary>The private room with someone.</summary>
    /// <param name="Name">The other's name as written.</param>
    /// <param name="Folded">The name folded.</param>
    public sealed record Peer(string Name, string Folded) : RoomTarget;
}

/// <summary>What a session, the directory or the catalog answers.</summary>
[JsonDerivedType(typeof(SessionReply.Done), nameof(SessionReply.Done))]
[JsonDerivedType(typeof(SessionReply.Refused), nameof(SessionReply.Refused))]
[JsonDerivedType(typeof(SessionReply.ReadUpTo), nameof(SessionReply.ReadUpTo))]
[JsonDerivedType(typeof(SessionReply.NowKnownAs), nameof(SessionReply.NowKnownAs))]
[JsonDerivedType(typeof(SessionReply.Whois), nameof(SessionReply.Whois))]
[JsonDerivedType(typeof(SessionReply.Catalog), nameof(SessionReply.Catalog))]
[JsonDerivedType(typeof(SessionReply.Goodbye), nameof(SessionReply.Goodbye))]
[JsonDerivedType(typeof(SessionReply.Sessions), nameof(SessionReply.Sessions))]
[JsonDerivedType(typeof(SessionReply.Accounts), nameof(SessionReply.Accounts))]
[JsonDerivedType(typeof(SessionReply.Invited), nameof(SessionReply.Invited))]
public abstract partial record SessionReply
{
    /// <summary>Done, with nothing to tell.</summary>
    public sealed record Done : SessionReply
    {
        /// <summary>The one there is.</summary>
        public static Done Instance { get; } = new();
    }

    /// <summary>Not done.</summary>
    public sealed record Refused(Refusal Why) : SessionReply;

    /// <summary>The read marker stands here.</summary>
    public sealed record ReadUpTo(string Room, long Seq) : SessionReply;

    /// <summary>The name now.</summary>
    public sealed record NowKnownAs(string Name) : SessionReply;

    /// <summary>Who a user is.</summary>
    /// <param name="Name">The name.</param>
    /// <param name="Guest">True where it has no account.</param>
    /// <param name="Presence">Whether it is there.</param>
    /// <param name="Since">Since when.</param>
    /// <param name="Admin">True for one of the server's admins.</param>
    /// <param name="Addresses">Where its devices come from; null where the asker is not to know.</param>
    public sealed record Whois(
        string Name, bool Guest, Presence Presence, DateTimeOffset Since, bool Admin = false, IReadOnlyList<string>? Addresses = null) : SessionReply;

    /// <summary>A page of the catalog of rooms.</summary>
    public sealed record Catalog(IReadOnlyList<CatalogRoom> Rooms, bool More) : SessionReply;

    /// <summary>Goodbye: the answer to quit, behind which the connection closes.</summary>
    public sealed record Goodbye : SessionReply
    {
        /// <summary>The one there is.</summary>
        public static Goodbye Instance { get; } = new();
    }
}

/// <summary>What a session tells its devices.</summary>
[JsonDerivedType(typeof(SessionEvent.ReadMoved), nameof(SessionEvent.ReadMoved))]
[JsonDerivedType(typeof(SessionEvent.Renamed), nameof(SessionEvent.Renamed))]
[JsonDerivedType(typeof(SessionEvent.NotInRoom), nameof(SessionEvent.NotInRoom))]
[JsonDerivedType(typeof(SessionEvent.Invited), nameof(SessionEvent.Invited))]
[JsonDerivedType(typeof(SessionEvent.Noticed), nameof(SessionEvent.Noticed))]
public abstract record SessionEvent
{
    /// <summary>The read marker was moved on another device.</summary>
    public sealed record ReadMoved(string Room, long Seq) : SessionEvent;

    /// <summary>The user has another name; with a room, the other one in that private room has.</summary>
    public sealed record Renamed(string From, string To, DateTimeOffset At, string? Room = null) : SessionEvent;

    /// <summary>The user is not in a room that hello's answer named.</summary>
    public sealed record NotInRoom(string Room, string User, string Reason, DateTimeOffset At) : SessionEvent;

    /// <summary>The user may join a room, or may no more.</summary>
    public sealed record Invited(string Room, string By, DateTimeOffset At, bool Withdrawn) : SessionEvent;

    /// <summary>The server has something to say.</summary>
    public sealed record Noticed(string Text) : SessionEvent;
}
