using Chat.Actors.Edge;
using Chat.Actors.Serialization;
using Chat.Actors.Sessions;
using Chat.Actors.Storage;
using Chat.Protocol;

namespace Chat.Actors.Rooms;

/// <summary>What follows from a committed write.</summary>
/// <param name="State">The room now; null where there is none.</param>
/// <param name="Stream">What the room's stream gets.</param>
/// <param name="Notices">What sessions are told.</param>
internal sealed partial record RoomEffects(RoomState? State, IReadOnlyList<RelayItem> Stream, IReadOnlyList<IWithUserId> Notices)
{
    /// <summary>
    /// The effects of an outcome: a pure function. Of the state it moves the head alone: members and topic changed when the command
    /// was decided, later commands may have changed them again, and a room that was restarted has loaded what was committed.
    /// </summary>
    public static RoomEffects Of(RoomState? state, RoomId id, WriterProtocol.Outcome outcome, DateTimeOffset now)
    {
        RoomProtocol.Command command = RoomWork.CommandOf(outcome.Context);
        return (outcome.Result, outcome.Write) switch
        {
            (WriteResult.Conflict conflict, _) => Refused(null, command, new Refusal(
                ErrorCodes.NameTaken, $"There is a room '{conflict.With}', and this name looks the same; choose another.")),
            (WriteResult.Missing, Write.FindMessage) => Refused(state, command, ((RoomWork)outcome.Context!).Otherwise!.Why),
            (WriteResult.Appended found, Write.FindMessage) => new RoomEffects(
                state, [.. Reply(command, new RoomReply.Sent(state?.LabelFor(command.By.User) ?? "", found.Seq, found.At))], []),
            (WriteResult.Missing, Write.Moderate) => command.Action is RoomAction.Topic
                ? new RoomEffects(state, [], [])
                : Refused(Unreported(state, command), command, WhyMissing(state, command.Action)),
            (_, Write.Moderate moderate) => Moderated(state, id, outcome, moderate, now),
            (WriteResult.Missing, _) => Refused(state, command, new Refusal(ErrorCodes.NoSuchRoom, "There is no such room.")),
            (WriteResult.Appended appended, Write.AppendMessage append) => Posted(state, command, append, appended),
            (_, Write.CreateRoom) when id.IsPair => PairOpened(state, id),
            (_, Write.CreateRoom or Write.PutMember) => Joined(state, command, now, outcome.Write is Write.CreateRoom),
            (_, Write.RemoveMember remove) => new RoomEffects(
                state,
                [
                    .. Reply(command, new RoomReply.Left(state?.Name ?? "")),
                    Left(state, command, remove.User, (RoomAction.Leave)command.Action, now),
                ],
                [new SessionProtocol.RoomLeft(remove.User, id)]),
            (_, Write.SetTopic topic) => new RoomEffects(
                state,
                [.. Reply(command, new RoomReply.TopicIs(state?.Name ?? "", topic.Topic)), new RelayItem.TopicChanged(topic.Topic, command.By.Name, now)],
                []),
            _ => new RoomEffects(state, [], []),
        };
    }

    /// <summary>A refusal: the asker hears it, and of a join that failed its session too.</summary>
    public static RoomEffects Refused(RoomState? state, RoomProtocol.Command command, Refusal why) => new(
        state,
        [.. Reply(command, new RoomReply.Refused(why))],
        command.Action is RoomAction.Join join
            ? [new SessionProtocol.JoinRefused(command.By.User, command.RoomId, join.Name, why.Code, command.Origin is not null)]
            : []);

    /// <summary>The reply to a join and, right behind it, the device in the stream.</summary>
    public static IEnumerable<RelayItem> Entrance(RoomProtocol.Command command, RoomState room, DateTimeOffset now)
    {
        RoomProtocol.Attachment? attach = (command.Action as RoomAction.Join)?.Attach;
        if (command.Origin is { } origin)
        {
            attach = new RoomProtocol.Attachment(origin.Device, room.Head);
            yield return new RelayItem.Reply(origin, RoomRules.Welcome(room, command.By.User, now));
        }

        if (attach is not null)
        {
            yield return new RelayItem.Attached(attach.Device, command.By.User, room.LabelFor(command.By.User), attach.Cursor, room.Head);
        }
    }

    /// <summary>The reply, where somebody waits for one.</summary>
    public static IEnumerable<RelayItem> Reply(RoomProtocol.Command command, RoomReply reply) =>
        command.Origin is { } origin ? [new RelayItem.Reply(origin, reply)] : [];

    private static RelayItem.MemberLeft Left(RoomState? state, RoomProtocol.Command command, UserId user, RoomAction.Leave leave, DateTimeOffset now) =>
        new(user, command.By.Name, leave.Reason, now, state?.IsLarge ?? false, null, leave.Note, leave.Until);

    private static RoomEffects Posted(RoomState? state, RoomProtocol.Command command, Write.AppendMessage append, WriteResult.Appended appended)
    {
        string label = state?.LabelFor(append.Author) ?? "";
        if (appended.Duplicate)
        {
            return new RoomEffects(state, [.. Reply(command, new RoomReply.Sent(label, appended.Seq, appended.At))], []);
        }

        var message = new StoredMessage(appended.Seq, appended.At, append.Author, append.From, append.Text, append.Key, append.Kind);
        return new RoomEffects(
            state is null ? null : state with { Head = Math.Max(state.Head, appended.Seq) },
            [new RelayItem.Posted(message, command.Origin, label)],
            []);
    }

    private static RoomEffects Joined(RoomState? state, RoomProtocol.Command command, DateTimeOffset now, bool founded)
    {
        var join = (RoomAction.Join)command.Action;
        RoomState room = state ?? RoomState.Empty(command.RoomId, join.Name);
        if (!room.Members.TryGetValue(command.By.User, out Member? member))
        {
            // Gone again before this commit: it is shown coming and then going, but the state is ahead and stays so.
            member = new Member(command.By.User, command.By.Name, room.RoleForNewcomer(join.Founds), join.Presence);
            room = room.With(member);
        }

        var place = new UserRoom(room.Id, room.Name, room.Topic, room.Head, room.Head, null);
        return new RoomEffects(
            state,
            [.. Entrance(command, room, now), new RelayItem.MemberJoined(member, now, room.IsLarge)],
            [new SessionProtocol.RoomJoined(member.User, place, command.Origin?.Device.Id ?? join.Attach?.Device.Id, founded && join.Founds)]);
    }

    private static RoomEffects PairOpened(RoomState? pair, RoomId id)
    {
        IEnumerable<Member> members = pair?.Members.Values ?? [];
        return new RoomEffects(
            pair,
            [],
            [
                .. members.Select(m => (Member: m, Peer: members.FirstOrDefault(p => p.User != m.User, m)))
                    .Select(p => new SessionProtocol.RoomJoined(p.Member.User, new UserRoom(id, p.Peer.Name, "", 0, 0, p.Peer.User), null)),
            ]);
    }
}
