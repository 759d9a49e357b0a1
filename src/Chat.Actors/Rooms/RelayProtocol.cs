using System.Text.Json.Serialization;
using Akka.Actor;
using Chat.Actors.Edge;
using Chat.Actors.Serialization;
using Chat.Actors.Storage;

namespace Chat.Actors.Rooms;

/// <summary>What a room says to the nodes where its members are connected, and what a hub says to its relays.</summary>
public static class RelayProtocol
{
    /// <summary>A stretch of a room's stream, in order. One node gets it once, however many of its devices are in the room.</summary>
    /// <param name="RoomId">The room.</param>
    /// <param name="Items">What happened.</param>
    public sealed record Output(RoomId RoomId, IReadOnlyList<RelayItem> Items) : IWithRoomId;

    /// <summary>A device of this node is gone.</summary>
    public sealed record DeviceGone(ConnectionId Device);

    /// <summary>Messages below this seq are gone from a room's log.</summary>
    public sealed record Pruned(RoomId RoomId, long First);

    /// <summary>From a relay that failed to itself: how many attachments the room has sent it.</summary>
    internal sealed record Kept(long Attachments);

    internal sealed record RoomStopped(IActorRef Room);

    internal sealed record PageRead(ConnectionId? Outlet, HistoryPage Page);

    internal sealed record PageFailed(ConnectionId? Outlet, Exception Cause);

    internal sealed record RetryRead(ConnectionId? Outlet);

    /// <summary>From the relay's fan-out: everyone who was due has been sent what there was.</summary>
    internal sealed record PassDone(FanOutPass Pass);

    internal sealed record CheckIdle
    {
        public static CheckIdle Instance { get; } = new();
    }
}

/// <summary>One thing in a room's stream.</summary>
[JsonDerivedType(typeof(RelayItem.Posted), nameof(RelayItem.Posted))]
[JsonDerivedType(typeof(RelayItem.Reply), nameof(RelayItem.Reply))]
[JsonDerivedType(typeof(RelayItem.Attached), nameof(RelayItem.Attached))]
[JsonDerivedType(typeof(RelayItem.NotAttached), nameof(RelayItem.NotAttached))]
[JsonDerivedType(typeof(RelayItem.Synced), nameof(RelayItem.Synced))]
[JsonDerivedType(typeof(RelayItem.Unsubscribed), nameof(RelayItem.Unsubscribed))]
[JsonDerivedType(typeof(RelayItem.MemberJoined), nameof(RelayItem.MemberJoined))]
[JsonDerivedType(typeof(RelayItem.MemberLeft), nameof(RelayItem.MemberLeft))]
[JsonDerivedType(typeof(RelayItem.PresenceChanged), nameof(RelayItem.PresenceChanged))]
[JsonDerivedType(typeof(RelayItem.OwnPresence), nameof(RelayItem.OwnPresence))]
[JsonDerivedType(typeof(RelayItem.Counted), nameof(RelayItem.Counted))]
[JsonDerivedType(typeof(RelayItem.Renamed), nameof(RelayItem.Renamed))]
[JsonDerivedType(typeof(RelayItem.TopicChanged), nameof(RelayItem.TopicChanged))]
[JsonDerivedType(typeof(RelayItem.Typing), nameof(RelayItem.Typing))]
public abstract partial record RelayItem
{
    /// <summary>A message was committed.</summary>
    /// <param name="Message">The message.</param>
    /// <param name="Origin">The request that posted it; its own node answers it.</param>
    /// <param name="Label">The room's name for <paramref name="Origin"/>.</param>
    public sealed record Posted(StoredMessage Message, RequestRef? Origin, string Label) : RelayItem;

    /// <summary>A reply that has its place in the stream.</summary>
    public sealed record Reply(RequestRef Origin, RoomReply Answer) : RelayItem;

    /// <summary>A device gets the stream from here on; before that, what it has missed.</summary>
    /// <param name="Device">The device.</param>
    /// <param name="User">Whose it is.</param>
    /// <param name="Label">The room's name for this user.</param>
    /// <param name="Cursor">The last seq it has seen.</param>
    /// <param name="Head">The room's newest seq at this point.</param>
    /// <param name="Introduced">What the device has yet to hear: that its user has joined.</param>
    public sealed record Attached(DeviceRef Device, UserId User, string Label, long Cursor, long Head, MemberJoined? Introduced = null) : RelayItem;

    /// <summary>A device does not get the stream: its user left the room while the device came.</summary>
    /// <param name="Device">The device.</param>
    /// <param name="Room">The room's name.</param>
    /// <param name="User">The user's name.</param>
    /// <param name="At">When.</param>
    public sealed record NotAttached(DeviceRef Device, string Room, string User, DateTimeOffset At) : RelayItem;

    /// <summary>The room was loaded anew and its newest seq is this: what the relay lacks is in the log.</summary>
    public sealed record Synced(long Head) : RelayItem;

    /// <summary>The room has dropped this node, at the relay's wish.</summary>
    /// <param name="Attachments">How many attachments the room had sent by then.</param>
    public sealed record Unsubscribed(long Attachments) : RelayItem;

    /// <summary>Someone became a member.</summary>
    /// <param name="Member">Who.</param>
    /// <param name="At">When.</param>
    /// <param name="Quiet">True in a large room: only the member's own devices are told.</param>
    public sealed record MemberJoined(Member Member, DateTimeOffset At, bool Quiet = false) : RelayItem;

    /// <summary>Someone is no member any more; its devices get this last.</summary>
    /// <param name="User">Who.</param>
    /// <param name="Name">By which name.</param>
    /// <param name="Reason">Why.</param>
    /// <param name="At">When.</param>
    /// <param name="Quiet">True in a large room: only the member's own devices are told.</param>
    /// <param name="By">Who sent it out; null where it went by itself.</param>
    /// <param name="Note">Why it was sent out.</param>
    /// <param name="Until">When the ban ends; null where there is none or it does not by itself.</param>
    public sealed record MemberLeft(
        UserId User, string Name, string Reason, DateTimeOffset At, bool Quiet = false, string? By = null, string? Note = null, DateTimeOffset? Until = null) : RelayItem;

    /// <summary>A member came, went, or is away.</summary>
    public sealed record PresenceChanged(string Name, Presence Presence, DateTimeOffset At) : RelayItem;

    /// <summary>In a large room: a member is away or back, told to its own devices only.</summary>
    public sealed record OwnPresence(UserId User, string Name, Presence Presence, DateTimeOffset At) : RelayItem;

    /// <summary>How many are in a room that is large, or is no more.</summary>
    /// <param name="Counts">How many.</param>
    /// <param name="Each">True where from here on each change is told.</param>
    public sealed record Counted(RoomCounts Counts, bool Each) : RelayItem;

    /// <summary>A member has another name. In a private pair the room's name changes for the other one.</summary>
    public sealed record Renamed(UserId User, string From, string To, bool Pair, DateTimeOffset At) : RelayItem;

    /// <summary>The topic changed.</summary>
    public sealed record TopicChanged(string Topic, string By, DateTimeOffset At) : RelayItem;

    /// <summary>Someone types, or has stopped. Not told to that user.</summary>
    public sealed record Typing(UserId User, string Name, bool Active) : RelayItem;
}
