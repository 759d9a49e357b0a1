using Chat.Actors.Edge;
using Chat.Protocol.Frames;

namespace Chat.Actors.Rooms;

/// <summary>Turns what happens in a room into the contract's events.</summary>
internal static class RelayFrames
{
    /// <summary>The event for those who know the room by that name.</summary>
    /// <param name="item">What happens.</param>
    /// <param name="label">The room's name as they see it.</param>
    /// <param name="you">True for the user whom it is about: by the name alone that user may not know itself, having another one by now.</param>
    public static Event ToEvent(RelayItem item, string label, bool? you = null) => item switch
    {
        RelayItem.MemberJoined i => new JoinedEvent(label, i.Member.Name, i.Member.Presence.Status, i.Member.Role, i.At, i.Member.Presence.Away, you),
        RelayItem.MemberLeft i => new LeftEvent(label, i.Name, i.Reason, i.At, you, i.By, i.Note, i.Until),
        RelayItem.NotAttached i => new LeftEvent(label, i.User, "left", i.At, You: true),
        RelayItem.PresenceChanged i => new PresenceEvent(i.Name, i.Presence.Status, i.Presence.Away, label, i.At),
        RelayItem.OwnPresence i => new PresenceEvent(i.Name, i.Presence.Status, i.Presence.Away, label, i.At),
        RelayItem.Counted i => new CountsEvent(label, i.Counts.Members, i.Counts.Online, i.Counts.Away, i.Counts.At, i.Each ? true : null),
        RelayItem.Renamed i => new RenamedEvent(i.From, i.To, i.At, label),
        RelayItem.TopicChanged i => new TopicEvent(label, i.Topic, i.By, i.At),
        RelayItem.MemberChanged i => new MemberEvent(
            label, i.Name, i.Role, i.By, i.At, i.Mute is null ? null : true, i.Mute?.Until, i.Mute?.Reason, you, i.Ended ? true : null),
        RelayItem.SettingsChanged i => new RoomSettingsEvent(label, ModerationFrames.ToInfo(i.Settings), i.By, i.At),
        RelayItem.Reported i => new ReportedEvent(label, ModerationFrames.ToEntry(i.Report)),
        _ => throw new InvalidOperationException($"no event for {item.GetType().Name}"),
    };
}
