using Chat.Actors.Edge;
using Chat.Actors.Moderation;
using Chat.Actors.Sessions;
using Chat.Actors.Storage;
using Chat.Protocol;

namespace Chat.Actors.Rooms;

/// <content>Moderation.</content>
internal sealed partial record RoomEffects
{
    internal const string Banned = "banned";
    internal const string Kicked = "kicked";

    /// <summary>Why an act was not stored: what it is about is not in the storage.</summary>
    public static Refusal WhyMissing(RoomState? state, RoomAction action) => action switch
    {
        RoomAction.Report => new Refusal(ErrorCodes.BadRequest, $"There is no such message in {state?.Name}.", "seq"),
        RoomAction.Resolve => new Refusal(ErrorCodes.BadRequest, $"There is no such open report in {state?.Name}.", "report"),
        _ => new Refusal(ErrorCodes.Unavailable, "This has just changed; try again.", null, 1000),
    };

    private static RoomState? Unreported(RoomState? state, RoomProtocol.Command command) => state is not null && command.Action is RoomAction.Report report
        ? state with { Moderation = state.Moderation.WithoutReport(command.By.User, report.Seq) }
        : state;

    private static RoomEffects Moderated(RoomState? state, RoomId id, WriterProtocol.Outcome outcome, Write.Moderate write, DateTimeOffset now)
    {
        RoomProtocol.Command command = RoomWork.CommandOf(outcome.Context);
        IReadOnlyList<Member> sentOut = (outcome.Context as RoomWork)?.SentOut ?? [];
        return (command.Action, state) switch
        {
            (RoomAction.Join, _) => Joined(state, command, now, founded: false),
            (RoomAction.Topic, _) or (_, null) => new RoomEffects(state, [], []),
            (RoomAction.Kick kick, _) => SentOut(state, id, command, sentOut, Kicked, kick.Reason, null, RoomReply.Done.Instance, now),
            (RoomAction.Ban ban, _) when LineOf(state, write, now) is var line => WithInvitationsDropped(
                SentOut(state, id, command, sentOut, Banned, ban.Reason, line.Sanction.Until, new RoomReply.BanIs(state.Name, line), now), command, write, now),
            (RoomAction.Mute mute, _) => MemberChanged(state, command, mute.Whom, now),
            (RoomAction.Unmute unmute, _) => MemberChanged(state, command, UserOf(write) is { } user ? unmute.Whom with { User = user } : unmute.Whom, now),
            (RoomAction.SetRole role, _) => MemberChanged(state, command, role.Whom, now),
            (RoomAction.Invite invite, _) => new RoomEffects(
                state,
                [.. Reply(command, RoomReply.Done.Instance)],
                [new SessionProtocol.InvitationChanged(invite.Whom.User!.Value, state.Name, command.By.Name, now, invite.Withdraw)]),
            (RoomAction.Configure, _) => Configured(state, command, write, now),
            (RoomAction.Report report, _) when outcome.Result is WriteResult.Numbered numbered => new RoomEffects(
                state with { Moderation = state.Moderation.WithReport(command.By.User, report.Seq, numbered.No) }, [.. Reply(command, new RoomReply.Reported(state.Name, numbered.No))], []),
            (RoomAction.Resolve resolve, _) => new RoomEffects(
                state with { Moderation = state.Moderation.WithoutReport(resolve.No) }, [.. Reply(command, RoomReply.Done.Instance)], []),
            _ => new RoomEffects(state, [.. Reply(command, RoomReply.Done.Instance)], []),
        };
    }

    private static RoomEffects SentOut(
        RoomState state,
        RoomId id,
        RoomProtocol.Command command,
        IReadOnlyList<Member> members,
        string reason,
        string? note,
        DateTimeOffset? until,
        RoomReply reply,
        DateTimeOffset now) => new(
        state,
        [.. Reply(command, reply), .. members.Select(m => new RelayItem.MemberLeft(m.User, m.Name, reason, now, state.IsLarge, command.By.Name, note, until))],
        [.. members.Select(m => new SessionProtocol.RoomLeft(m.User, id))]);

    private static RoomEffects WithInvitationsDropped(RoomEffects effects, RoomProtocol.Command command, Write.Moderate write, DateTimeOffset now) => effects with
    {
        Notices =
        [
            .. effects.Notices,
            .. write.Changes.OfType<ModerationChange.DropInvitation>()
                .Select(d => new SessionProtocol.InvitationChanged(d.User, effects.State!.Name, command.By.Name, now, Withdrawn: true)),
        ],
    };

    /// <summary>Members who may speak again because their mutes ended by themselves between two times, in the order of their ends.</summary>
    /// <param name="state">The room.</param>
    /// <param name="since">Those that ended until then were told of.</param>
    /// <param name="now">Those that end later hold.</param>
    public static IEnumerable<RelayItem.MemberChanged> MutesEnded(RoomState state, DateTimeOffset since, DateTimeOffset now) =>
        from mute in state.Moderation.Mutes
        where mute.Value.Until > since && mute.Value.Until <= now
        orderby mute.Value.Until
        let member = state.Members.GetValueOrDefault(mute.Key)
        where member is not null
        select new RelayItem.MemberChanged(member.User, member.Name, member.Role, null, mute.Value.By, now, state.IsLarge ? [.. state.Staff] : null, Ended: true);

    private static RoomEffects MemberChanged(RoomState state, RoomProtocol.Command command, Whom whom, DateTimeOffset now)
    {
        RelayItem[] news = whom.User is { } user && state.Members.TryGetValue(user, out Member? member)
            ?
            [
                new RelayItem.MemberChanged(
                    user, member.Name, member.Role, MuteInfo.Of(state.Moderation.MuteOf(user, now)), command.By.Name, now, state.IsLarge ? [.. state.Staff] : null),
            ]
            : [];
        return new RoomEffects(state, [.. Reply(command, RoomReply.Done.Instance), .. news], []);
    }

    private static RoomEffects Configured(RoomState state, RoomProtocol.Command command, Write.Moderate write, DateTimeOffset now)
    {
        RoomSettings settings = write.Changes.OfType<ModerationChange.SetSettings>().Single().Settings;
        return new RoomEffects(
            state,
            [.. Reply(command, new RoomReply.SettingsAre(state.Name, settings, RoomRules.PlaceOf(state, command.By.User, now))), new RelayItem.SettingsChanged(settings, command.By.Name, now)],
            []);
    }

    private static SanctionLine LineOf(RoomState state, Write.Moderate write, DateTimeOffset now)
    {
        Sanction sanction = write.Changes.OfType<ModerationChange.PutSanction>().Single().Sanction;
        return state.Moderation.Lines(SanctionKind.Ban, now).FirstOrDefault(l => l.Sanction == sanction) ?? new SanctionLine(SanctionLine.Name(sanction), sanction);
    }

    private static UserId? UserOf(Write.Moderate write) =>
        write.Changes.OfType<ModerationChange.DropSanction>().FirstOrDefault() is { Target: { Kind: TargetKind.User } target } ? new UserId(target.Value) : null;
}
