using System.Collections.Immutable;
using Chat.Protocol.Frames;

namespace Chat.Sdk.State;

/// <summary>Roles, mutes, settings of rooms and invitations: what is told of them, put into the state.</summary>
internal static class Moderation
{
    /// <summary>A member has another role, was muted or may speak again.</summary>
    public static ChatState Apply(ChatState state, MemberEvent said)
    {
        bool isMe = said.You is true || state.IsSelf(said.User);
        return state.Change(said.Room, room =>
        {
            RoomView next = room.Members.TryGetValue(said.User, out UserEntry? known)
                ? room with { Members = room.Members.SetItem(known.User, known with { Role = said.Role, Muted = said.Muted }) }
                : room;
            return isMe ? next with { You = new OwnPlace(said.Role, said.Muted, said.Until, said.Reason) } : next;
        });
    }

    /// <summary>The room is used in another way.</summary>
    public static ChatState Apply(ChatState state, string room, RoomSettingsInfo settings) =>
        state.Change(room, view => view.Settings == settings ? view : view with { Settings = settings });

    /// <summary>The answer to a question about a room's settings, which tells one's own place too.</summary>
    public static ChatState Apply(ChatState state, RoomSettingsOk ok)
    {
        state = Apply(state, ok.Room, ok.Settings);
        return ok.You is { } you ? state.Change(ok.Room, view => view.You == you ? view : view with { You = you }) : state;
    }

    /// <summary>One's own place as hello's answer tells it, which leaves the reason of a mute out; as it was known where that answer says nothing.</summary>
    public static OwnPlace? Resumed(OwnPlace? known, OwnPlace? told) =>
        told is null ? known
        : known is not null && told.Muted is true && known.Muted is true && told.Until == known.Until ? told with { Reason = known.Reason }
        : told;

    /// <summary>One was invited, or is no more.</summary>
    public static ChatState Apply(ChatState state, InvitedEvent said) => state with
    {
        Invitations = said.Withdrawn is true ? state.Invitations.Remove(said.Room) : state.Invitations.SetItem(said.Room, new InvitationInfo(said.Room, said.By, said.At)),
    };

    /// <summary>The answer to hello.</summary>
    public static ChatState Apply(ChatState state, HelloOk ok) => state with
    {
        Admin = ok.Admin is true,
        Invitations = (ok.Invitations ?? []).Aggregate(state.Invitations.Clear(), (all, one) => all.SetItem(one.Room, one)),
    };

    /// <summary>One has come into a room: an invitation to it is used up.</summary>
    public static ChatState Joined(ChatState state, JoinOk ok)
    {
        state = state.Invitations.ContainsKey(ok.Room) ? state with { Invitations = state.Invitations.Remove(ok.Room) } : state;
        return state.Change(ok.Room, room => room with { You = ok.You ?? room.You, Settings = ok.Settings ?? room.Settings ?? Open });
    }

    /// <summary>A page of members tells one's own place, but not until when a mute holds.</summary>
    public static ChatState TakeOwn(ChatState state, string room, IReadOnlyList<UserEntry> users) =>
        users.FirstOrDefault(user => state.IsSelf(user.User)) is not { } me ? state
            : state.Change(room, view => view.You is { } you && you.Role == me.Role && (you.Muted is true) == (me.Muted is true)
                ? view
                : view with { You = new OwnPlace(me.Role, me.Muted) });

    private static RoomSettingsInfo Open { get; } = new(RoomAccess.Public, ReadOnly: false, SlowSeconds: 0, TopicLocked: false);
}
