using Chat.Protocol.Frames;

namespace Chat.Actors.Rooms;

/// <summary>Turns what happens in a room into the contract's events.</summary>
internal static class RelayFrames
{
    /// <summary>The event for those who know the room by that name.</summary>
    public static Event ToEvent(RelayItem item, string label) => item switch
    {
        RelayItem.MemberJoined i => new JoinedEvent(label, i.Member.Name, i.Member.Presence.Status, i.Member.Role, i.At, i.Member.Presence.Away),
        RelayItem.NotAttached i => new LeftEvent(label, i.User, "left", i.At),
        RelayItem.PresenceChanged i => new PresenceEvent(i.Name, i.Presence.Status, i.Presence.Away, label),
        RelayItem.Renamed i => new RenamedEvent(i.From, i.To, i.At, label),
        RelayItem.TopicChanged i => new TopicEvent(label, i.Topic, i.By, i.At),
        _ => throw new InvalidOperationException($"no event for {item.GetType().Name}"),
    };
}
