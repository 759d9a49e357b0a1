using Chat.Actors.Moderation;
using Chat.Actors.Storage;
using Chat.Protocol;
using Chat.Protocol.Frames;

namespace Chat.Actors.Rooms;

/// <content>Bans, invitations and settings.</content>
public static partial class RoomRules
{
    /// <summary>How long an invitation holds.</summary>
    private static readonly TimeSpan InvitationHolds = TimeSpan.FromDays(7);

    private static RoomDecision DecideBan(
        RoomState state, RoomProtocol.Command command, RoomAction.Ban ban, Whom whom, Rank rank, DateTimeOffset now, ChatOptions options)
    {
        if (WhyNotOn(state, command, whom, rank) is { } why)
        {
            return why;
        }

        if (whom.Admin)
        {
            return Refuse(ErrorCodes.Forbidden, $"{whom.Name} is an admin; admins can't be banned.", "user");
        }

        UserId user = whom.User!.Value;
        var sanction = new Sanction(SanctionKind.Ban, ModerationState.TargetOf(user), whom.Name, command.By.Name, now, EndOf(ban.Seconds, now), ban.Reason);
        Member[] sentOut = state.Members.TryGetValue(user, out Member? member) ? [member] : [];
        return Ban(state, command, sanction, sentOut, now, options);
    }

    private static RoomDecision DecideBan(
        RoomState state, RoomProtocol.Command command, RoomAction.Ban ban, ManyTarget many, Rank rank, DateTimeOffset now, ChatOptions options)
    {
        if (many.Target.Kind == TargetKind.Address && rank < Rank.Admin)
        {
            return OnlyAdmins();
        }

        var sanction = new Sanction(SanctionKind.Ban, many.Target, many.Shown, command.By.Name, now, EndOf(ban.Seconds, now), ban.Reason);
        ModerationState alone = ModerationState.None.With(sanction);
        IEnumerable<Member> met = many.Target.Kind == TargetKind.Address
            ? []
            : state.Members.Values.Where(m => m.User != command.By.User
                && RankOf(state, new RoomProtocol.Speaker(m.User, m.Name)) < rank
                && alone.BanOf(m.User, ParsedName(m.Name, options.Names), null, now) is not null);
        return Ban(state, command, sanction, [.. met.OrderBy(m => m.Name, StringComparer.Ordinal)], now, options);
    }

    private static RoomDecision Ban(
        RoomState state, RoomProtocol.Command command, Sanction sanction, IReadOnlyList<Member> sentOut, DateTimeOffset now, ChatOptions options)
    {
        ModerationState moderation = state.Moderation.Bans.Count < options.BansPerRoom ? state.Moderation : state.Moderation.Pruned(now);
        if (!moderation.Bans.ContainsKey(sanction.Target) && moderation.Bans.Count >= options.BansPerRoom)
        {
            return Refuse(ErrorCodes.Forbidden, $"{state.Name} has {options.BansPerRoom} bans, which is the most; end some first.");
        }

        var changes = new List<ModerationChange> { new ModerationChange.PutSanction(sanction) };
        changes.AddRange(sentOut.Select(m => new ModerationChange.RemoveMember(m.User)));
        RoomState next = sentOut.Aggregate(state, (s, m) => s.Without(m.User));
        moderation = moderation.With(sanction);
        if (sanction.Target.Kind == TargetKind.User && new UserId(sanction.Target.Value) is var user && moderation.Invitations.ContainsKey(user))
        {
            changes.Add(new ModerationChange.DropInvitation(user));
            moderation = moderation with { Invitations = moderation.Invitations.Remove(user) };
        }

        RoomDecision.Store act = Act(
            state, command, next with { Moderation = moderation }, now, ActNames.Ban, SanctionLine.Name(sanction), null, sanction.Until, sanction.Reason, changes);
        return SendOut(act, sentOut);
    }

    private static RoomDecision DecideUnban(RoomState state, RoomProtocol.Command command, RoomAction.Unban unban, Rank rank, DateTimeOffset now)
    {
        if (unban.Many?.Target.Kind == TargetKind.Address && rank < Rank.Admin)
        {
            return OnlyAdmins();
        }

        IEnumerable<Sanction> held = state.Moderation.Bans.Values.Where(b => !(b.Until <= now));
        SanctionTarget? target = unban.Many?.Target ?? (unban.Whom?.User is { } user ? ModerationState.TargetOf(user) : null);

        // Who is banned may have another name by now, or be gone for good: the name that the list shows will do.
        Sanction? ban = held.FirstOrDefault(b => b.Target == target) ?? (unban.Whom is { } whom ? held.FirstOrDefault(b => IsShownAs(b, whom.Name)) : null);
        return ban is null
            ? Refuse(ErrorCodes.BadRequest, $"There is no such ban in {state.Name}; list the bans to see which there are.", FieldOf(unban.Many))
            : Act(
                state, command, state with { Moderation = state.Moderation.Without(SanctionKind.Ban, ban.Target) }, now,
                ActNames.Unban, SanctionLine.Name(ban), null, null, null, new ModerationChange.DropSanction(SanctionKind.Ban, ban.Target));
    }

    private static RoomDecision DecideInvite(
        RoomState state, RoomProtocol.Command command, RoomAction.Invite invite, Rank rank, DateTimeOffset now, ChatOptions options)
    {
        if (rank < Rank.Moderator && state.Moderation.Settings.Access != RoomAccess.Public)
        {
            return Refuse(ErrorCodes.Forbidden, $"Only owners and moderators of {state.Name} may invite.");
        }

        if (invite.Whom.User is not { } user)
        {
            return NoSuchUser(invite.Whom);
        }

        bool isInvited = state.Moderation.InvitationOf(user, now) is not null;
        if (invite.Withdraw)
        {
            return isInvited
                ? Act(
                    state, command, state with { Moderation = state.Moderation with { Invitations = state.Moderation.Invitations.Remove(user) } }, now,
                    ActNames.Invite, invite.Whom.Name, "withdrawn", null, null, new ModerationChange.DropInvitation(user))
                : Refuse(ErrorCodes.BadRequest, $"{invite.Whom.Name} has no invitation to {state.Name}.", "user");
        }

        if (state.Members.ContainsKey(user))
        {
            return Refuse(ErrorCodes.BadRequest, $"{invite.Whom.Name} is in {state.Name} already.", "user");
        }

        if (state.Moderation.BanOf(user, ParsedName(invite.Whom.Name, options.Names), null, now) is not null && !invite.Whom.Admin)
        {
            return Refuse(ErrorCodes.BadRequest, $"{invite.Whom.Name} is banned from {state.Name}; end the ban first.", "user");
        }

        if (isInvited)
        {
            // Nobody is told twice: an invitation must not be a bell to ring.
            return new RoomDecision.Answer(RoomReply.Done.Instance);
        }

        ModerationState moderation = state.Moderation.Invitations.Count < options.BansPerRoom ? state.Moderation : state.Moderation.Pruned(now);
        if (moderation.Invitations.Count >= options.BansPerRoom)
        {
            return Refuse(ErrorCodes.Forbidden, $"{state.Name} has {options.BansPerRoom} invitations, which is the most; withdraw some first.");
        }

        var invitation = new RoomInvitation(user, command.By.Name, now, now + InvitationHolds);
        return Act(
            state, command, state with { Moderation = moderation with { Invitations = moderation.Invitations.SetItem(user, invitation) } }, now,
            ActNames.Invite, invite.Whom.Name, null, invitation.Expires, null, new ModerationChange.PutInvitation(invitation));
    }

    private static RoomDecision DecideConfigure(RoomState state, RoomProtocol.Command command, RoomAction.Configure configure, DateTimeOffset now)
    {
        RoomSettings next = configure.ApplyTo(state.Moderation.Settings);
        if (next == state.Moderation.Settings)
        {
            return new RoomDecision.Answer(new RoomReply.SettingsAre(state.Name, next, PlaceOf(state, command.By.User, now)));
        }

        ModerationState moderation = state.Moderation with { Settings = next, Sends = next.SlowSeconds == 0 ? SendTimes.None : state.Moderation.Sends };
        return Act(state, command, state with { Moderation = moderation }, now, ActNames.Room, null, Describe(configure), null, null, new ModerationChange.SetSettings(next));
    }

    private static RoomDecision.Answer ListBans(RoomState state, RoomAction.Bans bans, Rank rank, DateTimeOffset now)
    {
        IEnumerable<SanctionLine> lines = state.Moderation.Lines(SanctionKind.Ban, now);
        (IReadOnlyList<SanctionLine> page, bool more) = SanctionLine.Page(
            [.. lines.Where(l => rank == Rank.Admin || l.Sanction.Target.Kind != TargetKind.Address)], bans.After, bans.Limit);
        return new RoomDecision.Answer(new RoomReply.BanList(state.Name, page, more));
    }

    private static RoomDecision.Answer ListMutes(RoomState state, RoomAction.Mutes mutes, DateTimeOffset now)
    {
        (IReadOnlyList<SanctionLine> page, bool more) = SanctionLine.Page(state.Moderation.Lines(SanctionKind.Mute, now), mutes.After, mutes.Limit);
        return new RoomDecision.Answer(new RoomReply.MuteList(state.Name, page, more));
    }

    /// <summary>What was set, for the audit log.</summary>
    private static string Describe(RoomAction.Configure set) => string.Join(", ", new[]
    {
        set.Access,
        set.ReadOnly is { } readOnly ? readOnly ? "read-only" : "not read-only" : null,
        set.SlowSeconds is { } slow ? slow == 0 ? "no slow mode" : $"slow {slow} s" : null,
        set.TopicLocked is { } locked ? locked ? "topic locked" : "topic not locked" : null,
    }.Where(s => s is not null));

    private static RoomDecision.Refuse OnlyAdmins() => Refuse(ErrorCodes.Forbidden, "Only the server's admins may ban addresses.", "address");

    private static string FieldOf(ManyTarget? many) => many?.Target.Kind switch
    {
        TargetKind.Address => "address",
        TargetKind.Pattern => "pattern",
        _ => "user",
    };
}
