using Chat.Actors.Edge;
using Chat.Actors.Storage;
using Chat.Protocol;
using Chat.Protocol.Frames;

namespace Chat.Actors.Rooms;

/// <summary>What a room does about a command.</summary>
public abstract record RoomDecision
{
    /// <summary>No.</summary>
    public sealed record Refuse(Refusal Why) : RoomDecision;

    /// <summary>The answer is known.</summary>
    public sealed record Answer(RoomReply Reply) : RoomDecision;

    /// <summary>Store this; the rest follows from the commit. <paramref name="Next"/> holds for later commands from now on.</summary>
    public sealed record Store(Write Write, RoomState Next) : RoomDecision
    {
        /// <summary>A second write that belongs to the first, behind it.</summary>
        public Write? Then { get; init; }
    }

    /// <summary>Read this part of the log.</summary>
    public sealed record Read(HistoryQuery Query) : RoomDecision;

    /// <summary>Tell the room, and answer.</summary>
    public sealed record Announce(RelayItem Item, RoomReply Reply) : RoomDecision;
}

/// <summary>A room's rules: pure functions of state and command. A room that does not exist has the state null.</summary>
public static class RoomRules
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
        bool isMember = state?.Members.ContainsKey(command.By.User) ?? false;
        return command.Action switch
        {
            RoomAction.Join join => DecideJoin(state, isMember, command, join, now, options),
            RoomAction.Send send when command.RoomId.IsPair => DecidePairSend(state, command, send, now),
            _ when state is null || (command.RoomId.IsPair && !isMember) => NoSuchRoom(command),
            _ when !isMember => Refuse(ErrorCodes.NotMember, $"You are not in {state.Name}; join it first."),
            RoomAction.Send send => new RoomDecision.Store(Append(command, send, now), state),
            RoomAction.Leave when command.RoomId.IsPair => Refuse(ErrorCodes.Forbidden, "A private conversation can't be left."),
            RoomAction.Leave => new RoomDecision.Store(new Write.RemoveMember(command.RoomId, command.By.User), state.Without(command.By.User)),
            RoomAction.History history => new RoomDecision.Read(history.Query),
            RoomAction.Members members => new RoomDecision.Answer(ListMembers(state, command.By.User, members, now)),
            RoomAction.Typing typing => new RoomDecision.Announce(
                new RelayItem.Typing(command.By.User, command.By.Name, typing.Active), RoomReply.Done.Instance),
            RoomAction.Topic { Text: null } => new RoomDecision.Answer(new RoomReply.TopicIs(state.LabelFor(command.By.User), state.Topic)),
            RoomAction.Topic when command.RoomId.IsPair => Refuse(ErrorCodes.Forbidden, "A private conversation has no topic."),
            RoomAction.Topic { Text: { } text } => new RoomDecision.Store(new Write.SetTopic(command.RoomId, text), state with { Topic = text }),
            _ => throw new InvalidOperationException($"unknown action {command.Action.GetType().Name}"),
        };
    }

    /// <summary>What a joiner is told: the room as it is at this point of its stream.</summary>
    public static RoomReply.Joined Welcome(RoomState state, UserId user, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(state);
        (IReadOnlyList<Member> members, bool more) = state.Page(null, ProtocolLimits.MaxPage);
        return new RoomReply.Joined(state.LabelFor(user), state.Head, state.Topic, members, more, state.IsLarge ? state.CountsAt(now) : null);
    }

    private static RoomDecision DecideJoin(RoomState? state, bool isMember, RoomProtocol.Command command, RoomAction.Join join, DateTimeOffset now, ChatOptions options)
    {
        if (isMember)
        {
            return new RoomDecision.Answer(Welcome(state!, command.By.User, now));
        }

        if (command.RoomId.IsPair)
        {
            return NoSuchRoom(command);
        }

        if (state?.Members.Count >= options.UsersPerRoom)
        {
            return Refuse(ErrorCodes.Forbidden, $"{state.Name} is full: it has {options.UsersPerRoom} members.");
        }

        RoomState room = state ?? RoomState.Empty(command.RoomId, join.Name);
        var member = new Member(command.By.User, command.By.Name, room.RoleForNewcomer(join.Founds), join.Presence);
        return new RoomDecision.Store(
            state is null
                ? new Write.CreateRoom(command.RoomId, join.Name, join.Skeleton, [new StoredMember(member.User, member.Name, member.Role)])
                : new Write.PutMember(command.RoomId, member.User, member.Role),
            room.With(member));
    }

    private static RoomDecision DecidePairSend(RoomState? state, RoomProtocol.Command command, RoomAction.Send send, DateTimeOffset now)
    {
        Write append = Append(command, send, now);
        if (state is not null)
        {
            return state.Members.ContainsKey(command.By.User) ? new RoomDecision.Store(append, state) : NoSuchRoom(command);
        }

        if (command.Peer is not { } peer)
        {
            return NoSuchRoom(command);
        }

        StoredMember[] members = [.. new[] { command.By, peer }.DistinctBy(s => s.User).Select(s => new StoredMember(s.User, s.Name, RoomRole.Member))];
        string id = command.RoomId.Value;
        RoomState next = RoomState.From(new StoredRoom(command.RoomId, "", id, "", 0, members));
        return new RoomDecision.Store(new Write.CreateRoom(command.RoomId, "", id, members), next) { Then = append };
    }

    private static Write.AppendMessage Append(RoomProtocol.Command command, RoomAction.Send send, DateTimeOffset now) =>
        new(command.RoomId, command.By.User, command.By.Name, send.Text, send.Key, send.Kind, now);

    private static RoomReply.MemberList ListMembers(RoomState state, UserId asker, RoomAction.Members members, DateTimeOffset now)
    {
        (IReadOnlyList<Member> page, bool more) = state.Page(members.After, Math.Min(members.Limit, ProtocolLimits.MaxPage));
        return new RoomReply.MemberList(state.LabelFor(asker), page, more, state.IsLarge ? state.CountsAt(now) : null);
    }

    private static RoomDecision.Refuse NoSuchRoom(RoomProtocol.Command command) =>
        Refuse(ErrorCodes.NoSuchRoom, command.RoomId.IsPair ? "You have no conversation with this user yet; send a message to begin one." : "There is no such room.");

    private static RoomDecision.Refuse Refuse(string code, string message) => new(new Refusal(code, message));
}
