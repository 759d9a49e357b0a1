using System.Text.Json.Serialization;
using Akka.Actor;
using Chat.Actors.Edge;
using Chat.Actors.Serialization;
using Chat.Actors.Storage;

namespace Chat.Actors.Rooms;

/// <summary>What one says to a <see cref="Room"/>.</summary>
public static class RoomProtocol
{
    /// <summary>Who acts.</summary>
    /// <param name="User">Who.</param>
    /// <param name="Name">The name now.</param>
    /// <param name="Admin">True for one of the server's admins.</param>
    public sealed record Speaker(UserId User, string Name, bool Admin = false);

    /// <summary>A device to be attached to the room's stream.</summary>
    /// <param name="Device">Which.</param>
    /// <param name="Cursor">The last seq it has seen; what came after is replayed.</param>
    /// <param name="Introduce">True where its user has joined by another device, so that this one has yet to hear of it.</param>
    public sealed record Attachment(DeviceRef Device, long Cursor, bool Introduce = false);

    /// <summary>A user's request on a room.</summary>
    /// <param name="RoomId">The room.</param>
    /// <param name="By">Who asks.</param>
    /// <param name="Origin">Where the reply goes; null when nobody waits for one.</param>
    /// <param name="Action">What is asked.</param>
    /// <param name="Peer">In a private pair, the other one.</param>
    public sealed record Command(RoomId RoomId, Speaker By, RequestRef? Origin, RoomAction Action, Speaker? Peer = null) : IWithRoomId;

    /// <summary>A member's device wants the room's stream.</summary>
    public sealed record Attach(RoomId RoomId, Speaker By, Attachment Device) : IWithRoomId;

    /// <summary>A member came, went, or is away.</summary>
    public sealed record PresenceChanged(RoomId RoomId, UserId User, Presence Presence) : IWithRoomId;

    /// <summary>A member has another name.</summary>
    public sealed record MemberRenamed(RoomId RoomId, UserId User, string Name) : IWithRoomId;

    /// <summary>A node's relay wants the room's stream: after the room or its node was gone.</summary>
    /// <param name="RoomId">The room.</param>
    /// <param name="Hub">The node's hub.</param>
    /// <param name="Attached">How many attachments the relay has seen.</param>
    public sealed record Subscribe(RoomId RoomId, IActorRef Hub, long Attached) : IWithRoomId;

    /// <summary>A node's relay has no devices any more. Ignored when an attachment is on its way to it.</summary>
    public sealed record Unsubscribe(RoomId RoomId, IActorRef Hub, long Attached) : IWithRoomId;

    internal sealed record Loaded(StoredRoom? Room);

    internal sealed record LoadFailed(Exception Cause);

    internal sealed record RetryLoad
    {
        public static RetryLoad Instance { get; } = new();
    }

    /// <summary>From a room that failed to itself.</summary>
    /// <param name="Attached">Its subscribed nodes.</param>
    /// <param name="Writing">How many writes are not decided yet.</param>
    /// <param name="Reading">How many reads are under way.</param>
    /// <param name="Told">The members as they were told; null where none were, or the room is large.</param>
    /// <param name="MutesTold">Mutes that had ended by then were told of.</param>
    internal sealed record Kept(
        IReadOnlyDictionary<IActorRef, long> Attached, int Writing, int Reading, IReadOnlyDictionary<UserId, Member>? Told, DateTimeOffset MutesTold);

    /// <summary>What a command asked for was read.</summary>
    internal sealed record ReadDone(Command Command, RoomReply Reply);

    /// <summary>A refusal has taken as long as it takes where there is no room.</summary>
    internal sealed record HiddenLong(Command Command, Refusal Why);

    /// <summary>A report that was just stored; null where it could not be read.</summary>
    internal sealed record ReportRead(StoredReport? Report);

    /// <summary>From a room to itself: look what of the members' presence is to be told by now.</summary>
    internal sealed record PresenceTick
    {
        public static PresenceTick Instance { get; } = new();
    }

    /// <summary>From a room to itself: look whose mute has ended by now. A room at rest stays at rest.</summary>
    internal sealed record MuteTick : INotInfluenceReceiveTimeout
    {
        public static MuteTick Instance { get; } = new();
    }

    internal sealed record HubGone(IActorRef Hub);
}

/// <summary>What a user can ask of a room.</summary>
[JsonDerivedType(typeof(RoomAction.Join), nameof(RoomAction.Join))]
[JsonDerivedType(typeof(RoomAction.Leave), nameof(RoomAction.Leave))]
[JsonDerivedType(typeof(RoomAction.Send), nameof(RoomAction.Send))]
[JsonDerivedType(typeof(RoomAction.History), nameof(RoomAction.History))]
[JsonDerivedType(typeof(RoomAction.Members), nameof(RoomAction.Members))]
[JsonDerivedType(typeof(RoomAction.Typing), nameof(RoomAction.Typing))]
[JsonDerivedType(typeof(RoomAction.Topic), nameof(RoomAction.Topic))]
public abstract partial record RoomAction
{
    /// <summary>Become a member, making the room if there is none.</summary>
    /// <param name="Name">The room's name as written.</param>
    /// <param name="Skeleton">What it looks like.</param>
    /// <param name="Presence">Whether the user is there.</param>
    /// <param name="Attach">The device to attach when no reply is wanted.</param>
    /// <param name="Founds">False where a room that is made here, or found empty, belongs to nobody.</param>
    /// <param name="MayCreate">False where no room may be made.</param>
    /// <param name="Address">Where the device comes from.</param>
    public sealed record Join(
        string Name,
        string Skeleton,
        Presence Presence,
        RoomProtocol.Attachment? Attach = null,
        bool Founds = true,
        bool MayCreate = true,
        string? Address = null) : RoomAction
    {
        /// <summary>Milliseconds that the user must wait before it may make a room; null where it need not.</summary>
        public long? WaitToFound { get; init; }
    }

    /// <summary>Be a member no more.</summary>
    /// <param name="Reason">Why.</param>
    /// <param name="Note">Of one whom a ban meets: the ban's reason.</param>
    /// <param name="Until">And its end; null where it does not by itself.</param>
    public sealed record Leave(string Reason, string? Note = null, DateTimeOffset? Until = null) : RoomAction;

    /// <summary>Post a message.</summary>
    public sealed record Send(string Text, string Key, string? Kind) : RoomAction;

    /// <summary>Read a part of the log.</summary>
    public sealed record History(HistoryQuery Query) : RoomAction;

    /// <summary>List members by name.</summary>
    public sealed record Members(string? After, int Limit) : RoomAction;

    /// <summary>Tell that one types, or has stopped.</summary>
    public sealed record Typing(bool Active) : RoomAction;

    /// <summary>Set the topic; null asks for it.</summary>
    public sealed record Topic(string? Text) : RoomAction;
}

/// <summary>Whether a user is there.</summary>
/// <param name="Status">One of <see cref="Protocol.Frames.UserStatus"/>.</param>
/// <param name="Away">The away text, where the user is away.</param>
public sealed record Presence(string Status, string? Away = null)
{
    /// <summary>No device is connected.</summary>
    public static Presence Offline { get; } = new(Protocol.Frames.UserStatus.Offline);

    /// <summary>A device is connected.</summary>
    public static Presence Online { get; } = new(Protocol.Frames.UserStatus.Online);
}

/// <summary>What a room answers.</summary>
[JsonDerivedType(typeof(RoomReply.Joined), nameof(RoomReply.Joined))]
[JsonDerivedType(typeof(RoomReply.Left), nameof(RoomReply.Left))]
[JsonDerivedType(typeof(RoomReply.Sent), nameof(RoomReply.Sent))]
[JsonDerivedType(typeof(RoomReply.Page), nameof(RoomReply.Page))]
[JsonDerivedType(typeof(RoomReply.MemberList), nameof(RoomReply.MemberList))]
[JsonDerivedType(typeof(RoomReply.TopicIs), nameof(RoomReply.TopicIs))]
[JsonDerivedType(typeof(RoomReply.Done), nameof(RoomReply.Done))]
[JsonDerivedType(typeof(RoomReply.Refused), nameof(RoomReply.Refused))]
public abstract partial record RoomReply
{
    /// <summary>One is a member now. The relay adds the device to the stream right behind this.</summary>
    public sealed record Joined(
        string Room,
        long Seq,
        string Topic,
        IReadOnlyList<Member> Members,
        bool More,
        RoomCounts? Counts = null,
        OwnRole? You = null,
        RoomSettings? Settings = null) : RoomReply;

    /// <summary>One is no member any more.</summary>
    public sealed record Left(string Room) : RoomReply;

    /// <summary>The message is stored.</summary>
    public sealed record Sent(string Room, long Seq, DateTimeOffset At) : RoomReply;

    /// <summary>A page of the log.</summary>
    public sealed record Page(string Room, HistoryPage History) : RoomReply;

    /// <summary>A page of the members.</summary>
    public sealed record MemberList(string Room, IReadOnlyList<Member> Members, bool More, RoomCounts? Counts = null) : RoomReply;

    /// <summary>The topic as it is.</summary>
    public sealed record TopicIs(string Room, string Topic) : RoomReply;

    /// <summary>Done, with nothing to tell.</summary>
    public sealed record Done : RoomReply
    {
        /// <summary>The one there is.</summary>
        public static Done Instance { get; } = new();
    }

    /// <summary>Not done.</summary>
    public sealed record Refused(Refusal Why) : RoomReply;
}

/// <summary>How many are in a large room.</summary>
/// <param name="Members">How many members it has.</param>
/// <param name="Online">How many of them are online.</param>
/// <param name="Away">How many of them are away.</param>
/// <param name="At">When it was so.</param>
public sealed record RoomCounts(int Members, int Online, int Away, DateTimeOffset At)
{
    /// <summary>True where the numbers are the same, whatever the time.</summary>
    public bool Equals(RoomCounts? other) => other is not null && (Members, Online, Away) == (other.Members, other.Online, other.Away);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Members, Online, Away);
}

/// <summary>A room's member.</summary>
/// <param name="User">The user.</param>
/// <param name="Name">Its name now.</param>
/// <param name="Role">One of <see cref="Protocol.Frames.RoomRole"/>.</param>
/// <param name="Presence">Whether it is there.</param>
/// <param name="Since">Since when its status holds; null where nobody knows.</param>
/// <param name="Muted">In lists: true where it may say nothing.</param>
public sealed record Member(UserId User, string Name, string Role, Presence Presence, DateTimeOffset? Since = null, bool Muted = false);
