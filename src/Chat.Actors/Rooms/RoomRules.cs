using Chat.Actors.Edge;
using Chat.Actors.Storage;
using Chat.Protocol;
using Chat.Protocol.Frames;

namespace Chat.Actors.Rooms;

/// <summary>A room's rules: pure functions of state and command. A room that does not exist has the state null.</summary>
public static partial class RoomRules
{
    /// <summary>Decides about a command.</summary>
    /// <param name="state">The room, null where there is none.</param>
    /// <param name="command">What is asked.</param>
    /// <param name="now">The room's time.</param>
    /// <param name="options">Limits.</param>
    public static RoomDecision Decide(RoomState? state, RoomProtocol.Command command, DateTimeOffset now, ChatOptions options)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(options);
        return command.Action switch
        {
            RoomAction.Join join => DecideJoin(state, command, join, now, options),
            RoomAction.Send send when command.RoomId.IsPair => DecidePairSend(state, command, send, now),
            RoomAction.Send send => DecideSend(state, command, send, now),
            _ when WhyNone(state, command, now) is { } none => none,
            _ when WhyNotIn(state!, command) is { } outside => outside,
            _ => DecideWithin(state!, command, now, options),
        };
    }

    /// <summary>What a joiner is told: the room as it is at this point of its stream.</summary>
    public static RoomReply.Joined Welcome(RoomState state, UserId user, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(state);
        (IReadOnlyList<Member> members, bool more) = state.Page(null, ProtocolLimits.MaxPage);
        RoomSettings settings = state.Moderation.Settings;
        return new RoomReply.Joined(
            state.LabelFor(user),
            state.Head,
            state.Topic,
            Shown(state, members, now),
            more,
            state.IsLarge ? state.CountsAt(now) : null,
            PlaceOf(state, user, now) ?? new OwnRole(RoomRole.Member, MuteInfo.Of(state.Moderation.MuteOf(user, now))),
            settings == RoomSettings.Open ? null : settings);
    }

    /// <summary>A member's own place; null for anyone else.</summary>
    internal static OwnRole? PlaceOf(RoomState state, UserId user, DateTimeOffset now) =>
        state.Members.TryGetValue(user, out Member? member) ? new OwnRole(member.Role, MuteInfo.Of(state.Moderation.MuteOf(user, now))) : null;

    /// <summary>What members ask of their room, and admins of any.</summary>
    private static RoomDecision DecideWithin(RoomState state, RoomProtocol.Command command, DateTimeOffset now, ChatOptions options) => command.Action switch
    {
        RoomAction.Leave when command.RoomId.IsPair => Refuse(ErrorCodes.Forbidden, "A private conversation can't be left."),
        RoomAction.Leave => new RoomDecision.Store(new Write.RemoveMember(command.RoomId, command.By.User), state.Without(command.By.User)),
        RoomAction.History history => new RoomDecision.Read(history.Query),
        RoomAction.Members members => new RoomDecision.Answer(ListMembers(state, command.By.User, members, now)),
        RoomAction.AskRead => Refuse(ErrorCodes.Unavailable, "You are just coming into this room; try again."),
        RoomAction.Typing typing => WhySilent(state, command.By, now) is { } why
            ? new RoomDecision.Refuse(why)
            : new RoomDecision.Announce(new RelayItem.Typing(command.By.User, command.By.Name, typing.Active), RoomReply.Done.Instance),
        RoomAction.Topic { Text: null } => new RoomDecision.Answer(new RoomReply.TopicIs(state.LabelFor(command.By.User), state.Topic)),
        RoomAction.Topic when command.RoomId.IsPair => Refuse(ErrorCodes.Forbidden, "A private conversation has no topic."),
        RoomAction.Topic { Text: { } text } => DecideTopic(state, command, text, now),
        _ when command.RoomId.IsPair => Refuse(ErrorCodes.Forbidden, "A private conversation has no moderators and no settings."),
        _ => DecideModeration(state, command, now, options),
    };

    /// <summary>Why a room looks like none; null where it does not.</summary>
    private static RoomDecision.Refuse? WhyNone(RoomState? state, RoomProtocol.Command command, DateTimeOffset now) =>
        state is null ? NoSuchRoom(command)
        : command.RoomId.IsPair && !state.Members.ContainsKey(command.By.User) ? NoSuchRoom(command) with { Hides = true }
        : Sees(state, command.By, now) ? null
        : NoSuchRoom(command) with { Hides = true };

    /// <summary>Whether someone may know that the room exists.</summary>
    private static bool Sees(RoomState state, RoomProtocol.Speaker who, DateTimeOffset now) =>
        state.Moderation.Settings.Access != RoomAccess.Private
        || who.Admin
        || state.Members.ContainsKey(who.User)
        || (state.Moderation.InvitationOf(who.User, now) is not null && state.Moderation.BanOf(who.User, null, null, now) is null);

    /// <summary>Why someone who is no member can't do it; null where it can.</summary>
    private static RoomDecision.Refuse? WhyNotIn(RoomState state, RoomProtocol.Command command) =>
        state.Members.ContainsKey(command.By.User) || (command.By.Admin && command.Action is not (
            RoomAction.Leave or RoomAction.History or RoomAction.Typing or RoomAction.Report or RoomAction.AskRead))
            ? null
            : Refuse(ErrorCodes.NotMember, $"You are not in {state.Name}; join it first.");

    /// <summary>What one is told who was sent out while an answer was on its way.</summary>
    internal static Refusal SentOutMeanwhile(string room) => new(ErrorCodes.NotMember, $"You are not in {room}; join it first.");

    private static RoomReply.MemberList ListMembers(RoomState state, UserId asker, RoomAction.Members members, DateTimeOffset now)
    {
        (IReadOnlyList<Member> page, bool more) = state.Page(members.After, Math.Min(members.Limit, ProtocolLimits.MaxPage));
        return new RoomReply.MemberList(state.LabelFor(asker), Shown(state, page, now), more, state.IsLarge ? state.CountsAt(now) : null);
    }

    /// <summary>Members as lists show them.</summary>
    private static IReadOnlyList<Member> Shown(RoomState state, IReadOnlyList<Member> members, DateTimeOffset now) =>
        state.Moderation.Mutes.IsEmpty ? members : [.. members.Select(m => state.Moderation.MuteOf(m.User, now) is null ? m : m with { Muted = true })];

    private static RoomDecision.Refuse NoSuchRoom(RoomProtocol.Command command) =>
        Refuse(ErrorCodes.NoSuchRoom, command.RoomId.IsPair ? "You have no conversation with this user yet; send a message to begin one." : "There is no such room.");

    private static RoomDecision.Refuse Refuse(string code, string message, string? field = null) => new(new Refusal(code, message, field));
}
