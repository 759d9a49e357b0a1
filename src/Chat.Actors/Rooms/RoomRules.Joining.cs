using System.Globalization;
using Chat.Actors.Edge;
using Chat.Actors.Storage;
using Chat.Protocol;
using Chat.Protocol.Frames;
using Chat.Protocol.Names;

namespace Chat.Actors.Rooms;

/// <content>Who may come in.</content>
public static partial class RoomRules
{
    private static RoomDecision DecideJoin(RoomState? state, RoomProtocol.Command command, RoomAction.Join join, DateTimeOffset now, ChatOptions options)
    {
        RoomProtocol.Speaker by = command.By;
        if (state?.Members.ContainsKey(by.User) ?? false)
        {
            return new RoomDecision.Answer(Welcome(state, by.User, now));
        }

        if (command.RoomId.IsPair)
        {
            return NoSuchRoom(command);
        }

        if (state is null)
        {
            return !join.MayCreate ? NoSuchRoom(command)
                : join.WaitToFound is { } wait ? new RoomDecision.Refuse(new Refusal(
                    ErrorCodes.RateLimited, "You have made many rooms lately; wait before you make another.", null, wait))
                : Create(command, join);
        }

        if (WhyKeptOut(state, command, join, now, options) is { } why)
        {
            return why;
        }

        if (state.Members.Count >= options.UsersPerRoom)
        {
            return Refuse(ErrorCodes.Forbidden, $"{state.Name} is full: it has {options.UsersPerRoom} members.");
        }

        var member = new Member(by.User, by.Name, state.RoleForNewcomer(join.Founds && join.MayCreate), join.Presence);
        RoomState next = state.With(member);
        return state.Moderation.Invitations.ContainsKey(by.User)
            ? new RoomDecision.Store(
                new Write.Moderate(command.RoomId, [new ModerationChange.DropInvitation(by.User), new ModerationChange.AddMember(by.User, member.Role)], null),
                next with { Moderation = next.Moderation with { Invitations = next.Moderation.Invitations.Remove(by.User) } })
            : new RoomDecision.Store(new Write.PutMember(command.RoomId, member.User, member.Role), next);
    }

    private static RoomDecision.Store Create(RoomProtocol.Command command, RoomAction.Join join)
    {
        RoomState room = RoomState.Empty(command.RoomId, join.Name);
        var member = new Member(command.By.User, command.By.Name, room.RoleForNewcomer(join.Founds), join.Presence);
        return new RoomDecision.Store(
            new Write.CreateRoom(command.RoomId, join.Name, join.Skeleton, [new StoredMember(member.User, member.Name, member.Role)]),
            room.With(member));
    }

    /// <summary>Why someone may not come in; null where it may. Admins always may.</summary>
    private static RoomDecision.Refuse? WhyKeptOut(
        RoomState state, RoomProtocol.Command command, RoomAction.Join join, DateTimeOffset now, ChatOptions options)
    {
        if (command.By.Admin)
        {
            return null;
        }

        bool isPrivate = state.Moderation.Settings.Access == RoomAccess.Private;
        RoomDecision.Refuse none = NoSuchRoom(command) with { Hides = true };
        if (state.Moderation.BanOf(command.By.User, ParsedName(command.By.Name, options.Names), join.Address, now) is { } ban)
        {
            return isPrivate ? none : new RoomDecision.Refuse(Told(ErrorCodes.Banned, $"You are banned from {state.Name}", ban, now));
        }

        return state.Moderation.Settings.Access == RoomAccess.Public || state.Moderation.InvitationOf(command.By.User, now) is not null ? null
            : isPrivate ? none
            : Refuse(ErrorCodes.Forbidden, $"{state.Name} is open to those who were invited; ask one of its moderators.");
    }

    /// <summary>A name as patterns are compared with; null for a retired one.</summary>
    internal static ChatName? ParsedName(string name, NamePolicy policy) =>
        NameRules.TryParse(name, NameKind.User, policy, out ChatName parsed, out _) ? parsed : null;

    /// <summary>A room's name folded, by which it is known.</summary>
    internal static string? FoldedRoomName(string name, NamePolicy policy) =>
        NameRules.TryParse(name, NameKind.Room, policy, out ChatName parsed, out _) ? parsed.Folded : null;

    /// <summary>A ban or a mute as the one is told whom it meets.</summary>
    internal static Refusal Told(string code, string what, Sanction sanction, DateTimeOffset now)
    {
        string until = sanction.Until is { } end ? string.Create(CultureInfo.InvariantCulture, $" until {end.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC") : "";
        string why = string.IsNullOrEmpty(sanction.Reason) ? "." : $": {sanction.Reason}";
        long? left = sanction.Until is { } ends ? Math.Max(1, (long)Math.Ceiling((ends - now).TotalMilliseconds)) : null;
        return new Refusal(code, what + until + why, null, left);
    }
}
