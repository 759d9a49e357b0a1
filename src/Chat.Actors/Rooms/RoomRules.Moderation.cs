using Chat.Actors.Edge;
using Chat.Actors.Moderation;
using Chat.Actors.Storage;
using Chat.Protocol;
using Chat.Protocol.Frames;

namespace Chat.Actors.Rooms;

/// <content>Who may do what to whom.</content>
public static partial class RoomRules
{
    private enum Rank
    {
        Outsider,
        Member,
        Moderator,
        Owner,
        Admin,
    }

    private static RoomDecision DecideModeration(RoomState state, RoomProtocol.Command command, DateTimeOffset now, ChatOptions options)
    {
        Rank rank = RankOf(state, command.By);
        return command.Action switch
        {
            RoomAction.Configure { Asks: true } => new RoomDecision.Answer(new RoomReply.SettingsAre(state.Name, state.Moderation.Settings, PlaceOf(state, command.By.User, now))),
            RoomAction.Report report => DecideReport(state, command, report, now),
            RoomAction.Invite invite => DecideInvite(state, command, invite, rank, now, options),
            RoomAction.Configure or RoomAction.SetRole when rank < Rank.Owner => Refuse(ErrorCodes.Forbidden, $"Only owners of {state.Name} may do this."),
            _ when rank < Rank.Moderator => Refuse(ErrorCodes.Forbidden, $"Only owners and moderators of {state.Name} may do this."),
            RoomAction.Kick kick => DecideKick(state, command, kick, rank, now),
            RoomAction.Ban { Whom: { } whom } ban => DecideBan(state, command, ban, whom, rank, now, options),
            RoomAction.Ban { Many: { } many } ban => DecideBan(state, command, ban, many, rank, now, options),
            RoomAction.Unban unban => DecideUnban(state, command, unban, rank, now),
            RoomAction.Mute mute => DecideMute(state, command, mute, rank, now, options),
            RoomAction.Unmute unmute => DecideUnmute(state, command, unmute, rank, now),
            RoomAction.SetRole role => DecideRole(state, command, role, rank, now),
            RoomAction.Configure configure => DecideConfigure(state, command, configure, now),
            RoomAction.Bans bans => ListBans(state, bans, rank, now),
            RoomAction.Mutes mutes => ListMutes(state, mutes, now),
            RoomAction.Reports reports => new RoomDecision.ReadReports(reports.After, reports.Limit),
            RoomAction.Resolve resolve => Act(state, command, state, now, ActNames.Resolve, resolve.No.ToString(System.Globalization.CultureInfo.InvariantCulture), null, null, resolve.Note, new ModerationChange.CloseReport(resolve.No, command.By.Name, now)),
            RoomAction.Audit audit => new RoomDecision.ReadActs(audit.Before, audit.Limit, rank == Rank.Admin),
            _ => throw new InvalidOperationException($"unknown action {command.Action.GetType().Name}"),
        };
    }

    private static RoomDecision DecideKick(RoomState state, RoomProtocol.Command command, RoomAction.Kick kick, Rank rank, DateTimeOffset now)
    {
        if (WhyNotOn(state, command, kick.Whom, rank) is { } why)
        {
            return why;
        }

        if (!state.Members.TryGetValue(kick.Whom.User!.Value, out Member? member))
        {
            return NotHere(state, kick.Whom);
        }

        RoomDecision.Store act = Act(
            state, command, state.Without(member.User), now, ActNames.Kick, kick.Whom.Name, null, null, kick.Reason, new ModerationChange.RemoveMember(member.User));
        return SendOut(act, [member]);
    }

    private static RoomDecision DecideMute(
        RoomState state, RoomProtocol.Command command, RoomAction.Mute mute, Rank rank, DateTimeOffset now, ChatOptions options)
    {
        if (WhyNotOn(state, command, mute.Whom, rank) is { } why)
        {
            return why;
        }

        UserId user = mute.Whom.User!.Value;
        ModerationState moderation = state.Moderation.Mutes.Count < options.BansPerRoom ? state.Moderation : state.Moderation.Pruned(now);
        if (!moderation.Mutes.ContainsKey(user) && moderation.Mutes.Count >= options.BansPerRoom)
        {
            return Refuse(ErrorCodes.Forbidden, $"{state.Name} has {options.BansPerRoom} mutes, which is the most; end some first.");
        }

        var sanction = new Sanction(
            SanctionKind.Mute, ModerationState.TargetOf(user), mute.Whom.Name, command.By.Name, now, EndOf(mute.Seconds, now), mute.Reason);
        return Act(state, command, state with { Moderation = moderation.With(sanction) }, now, ActNames.Mute, mute.Whom.Name, null, sanction.Until, mute.Reason, new ModerationChange.PutSanction(sanction));
    }

    private static RoomDecision DecideUnmute(RoomState state, RoomProtocol.Command command, RoomAction.Unmute unmute, Rank rank, DateTimeOffset now)
    {
        Sanction? mute = unmute.Whom.User is { } user ? state.Moderation.MuteOf(user, now) : null;
        mute ??= state.Moderation.Mutes.Values.FirstOrDefault(m => IsShownAs(m, unmute.Whom.Name) && state.Moderation.MuteOf(new UserId(m.Target.Value), now) is not null);
        if (mute is null)
        {
            return unmute.Whom.User is null ? NoSuchUser(unmute.Whom) : Refuse(ErrorCodes.BadRequest, $"{unmute.Whom.Name} is not muted in {state.Name}.", "user");
        }

        return WhyNotOn(state, command, unmute.Whom with { User = new UserId(mute.Target.Value) }, rank, oneself: rank == Rank.Admin)
            ?? (RoomDecision)Act(
                state, command, state with { Moderation = state.Moderation.Without(SanctionKind.Mute, mute.Target) }, now,
                ActNames.Unmute, mute.Shown, null, null, null, new ModerationChange.DropSanction(SanctionKind.Mute, mute.Target));
    }

    private static RoomDecision DecideRole(RoomState state, RoomProtocol.Command command, RoomAction.SetRole role, Rank rank, DateTimeOffset now)
    {
        bool oneself = role.Whom.User == command.By.User;
        if (WhyNotOn(state, command, role.Whom, rank, oneself: true) is { } why)
        {
            return why;
        }

        if (!state.Members.TryGetValue(role.Whom.User!.Value, out Member? member))
        {
            return NotHere(state, role.Whom);
        }

        if (member.Role == role.Role)
        {
            return new RoomDecision.Answer(RoomReply.Done.Instance);
        }

        return oneself && state.IsLastOwner(member.User)
            ? Refuse(ErrorCodes.Forbidden, $"You are the last owner of {state.Name}; make someone else one first.")
            : Act(state, command, state.With(member with { Role = role.Role }), now, ActNames.Role, role.Whom.Name, role.Role, null, null, new ModerationChange.SetRole(member.User, role.Role));
    }

    /// <summary>One of each member about each message is open: more would ring the moderators' bell.</summary>
    private static RoomDecision DecideReport(RoomState state, RoomProtocol.Command command, RoomAction.Report report, DateTimeOffset now) =>
        report.Seq > state.Head ? NoSuchMessage(state)
        : state.Moderation.Reported.TryGetValue((command.By.User, report.Seq), out long no)
            ? no > 0
                ? new RoomDecision.Answer(new RoomReply.Reported(state.Name, no))
                : new RoomDecision.Refuse(new Refusal(ErrorCodes.RateLimited, "You are just reporting this message.", null, 1000))
            : Act(
                state, command, state with { Moderation = state.Moderation.WithReport(command.By.User, report.Seq, 0) }, now, ActNames.Report, $"#{report.Seq}", null, null, report.Reason, new ModerationChange.PutReport(report.Seq, command.By.User, command.By.Name, report.Reason, now));

    /// <summary>Why one may not act on someone; null where one may.</summary>
    /// <param name="state">The room.</param>
    /// <param name="command">Who acts.</param>
    /// <param name="whom">On whom.</param>
    /// <param name="rank">The rank of who acts.</param>
    /// <param name="oneself">True where one may act on oneself.</param>
    private static RoomDecision.Refuse? WhyNotOn(RoomState state, RoomProtocol.Command command, Whom whom, Rank rank, bool oneself = false)
    {
        if (whom.User is not { } user)
        {
            return NoSuchUser(whom);
        }

        if (user == command.By.User)
        {
            return oneself ? null : Refuse(ErrorCodes.Forbidden, "You can't do this to yourself.", "user");
        }

        Rank theirs = RankOf(state, new RoomProtocol.Speaker(user, whom.Name, whom.Admin));
        return rank == Rank.Admin || theirs < rank
            ? null
            : Refuse(ErrorCodes.Forbidden, $"{whom.Name} is {Named(theirs)}; you may do this to those below you only.", "user");
    }

    private static Rank RankOf(RoomState state, RoomProtocol.Speaker who) =>
        who.Admin ? Rank.Admin
        : state.Members.GetValueOrDefault(who.User)?.Role switch
        {
            RoomRole.Owner => Rank.Owner,
            RoomRole.Moderator => Rank.Moderator,
            null => Rank.Outsider,
            _ => Rank.Member,
        };

    private static bool IsStaff(RoomState state, RoomProtocol.Speaker who) => RankOf(state, who) >= Rank.Moderator;

    private static string Named(Rank rank) => rank switch
    {
        Rank.Admin => "an admin",
        Rank.Owner => "an owner",
        _ => "a moderator",
    };

    private static DateTimeOffset? EndOf(long? seconds, DateTimeOffset now) => seconds is { } s ? now + TimeSpan.FromSeconds(s) : null;

    private static bool IsShownAs(Sanction sanction, string name) =>
        sanction.Target.Kind == TargetKind.User && string.Equals(sanction.Shown, name, StringComparison.OrdinalIgnoreCase);

    /// <summary>An act with its line in the audit log.</summary>
    private static RoomDecision.Store Act(
        RoomState state,
        RoomProtocol.Command command,
        RoomState next,
        DateTimeOffset now,
        string name,
        string? target,
        string? detail,
        DateTimeOffset? until,
        string? reason,
        params IReadOnlyList<ModerationChange> changes) =>
        new(new Write.Moderate(state.Id, changes, new Act(now, command.By.User, command.By.Name, name, target, detail, until, reason)), next);

    private static RoomDecision.Store SendOut(RoomDecision.Store act, IReadOnlyList<Member> members) => act with { SentOut = members };

    internal static RoomDecision.Refuse NoSuchMessage(RoomState state) => Refuse(ErrorCodes.BadRequest, $"There is no such message in {state.Name}.", "seq");

    private static RoomDecision.Refuse NoSuchUser(Whom whom) => Refuse(ErrorCodes.NoSuchUser, $"There is no user '{whom.Name}'.", "user");

    private static RoomDecision.Refuse NotHere(RoomState state, Whom whom) => Refuse(ErrorCodes.NoSuchUser, $"{whom.Name} is not in {state.Name}.", "user");
}
