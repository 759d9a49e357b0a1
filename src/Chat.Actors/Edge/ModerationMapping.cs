using Chat.Actors.Directory;
using Chat.Actors.Moderation;
using Chat.Actors.Rooms;
using Chat.Protocol;
using Chat.Protocol.Frames;
using Chat.Protocol.Names;

namespace Chat.Actors.Edge;

/// <summary>Turns the contract's requests of moderation into actor messages.</summary>
internal static class ModerationMapping
{
    /// <summary>Whether a request may be meant for the whole server.</summary>
    public static bool IsForServer(RoomRequest request) => request.Room == RoomScope.WholeServer && request is
        KickRequest or BanRequest or UnbanRequest or BansRequest or MuteRequest or UnmuteRequest or MutesRequest or RoleRequest or InviteRequest
        or RoomSettingsRequest or ReportRequest or ReportsRequest or ResolveRequest or AuditRequest;

    /// <summary>What is asked of the room.</summary>
    /// <param name="request">The request.</param>
    /// <param name="policy">What names look like.</param>
    /// <param name="action">What is asked; null for a request that is not about moderation.</param>
    /// <returns>Why it makes no sense; null where it does.</returns>
    public static Refusal? ToAction(RoomRequest request, NamePolicy policy, out RoomAction? action)
    {
        action = request switch
        {
            KickRequest r => new RoomAction.Kick(ToWhom(r.User, policy), r.Reason),
            BansRequest r => new RoomAction.Bans(r.After, RequestMapping.PageLimit(r.Limit)),
            MuteRequest r => new RoomAction.Mute(ToWhom(r.User, policy), r.Reason, r.Seconds),
            UnmuteRequest r => new RoomAction.Unmute(ToWhom(r.User, policy)),
            MutesRequest r => new RoomAction.Mutes(r.After, RequestMapping.PageLimit(r.Limit)),
            RoleRequest r => new RoomAction.SetRole(ToWhom(r.User, policy), r.Role),
            InviteRequest r => new RoomAction.Invite(ToWhom(r.User, policy), r.Withdraw ?? false),
            RoomSettingsRequest r => new RoomAction.Configure(r.Access, r.ReadOnly, r.SlowSeconds, r.TopicLocked),
            ReportRequest r => new RoomAction.Report(r.Seq, r.Reason),
            ReportsRequest r => new RoomAction.Reports(r.After ?? 0, RequestMapping.PageLimit(r.Limit)),
            ResolveRequest r => new RoomAction.Resolve(r.Report, r.Note),
            AuditRequest r => new RoomAction.Audit(r.Before, RequestMapping.PageLimit(r.Limit)),
            _ => null,
        };
        switch (request)
        {
            case BanRequest { User: { } user } r:
                action = new RoomAction.Ban(ToWhom(user, policy), null, r.Reason, r.Seconds);
                return null;
            case BanRequest r:
                Refusal? badBan = ManyTarget.Parse(r.Address, r.Pattern, policy, out ManyTarget? banned);
                action = new RoomAction.Ban(null, banned, r.Reason, r.Seconds);
                return badBan;
            case UnbanRequest { User: { } user }:
                action = new RoomAction.Unban(ToWhom(user, policy), null);
                return null;
            case UnbanRequest r:
                Refusal? badUnban = ManyTarget.Parse(r.Address, r.Pattern, policy, out ManyTarget? ended);
                action = new RoomAction.Unban(null, ended);
                return badUnban;
            default:
                return null;
        }
    }

    /// <summary>What is asked about the whole server.</summary>
    public static Refusal? ToServerAction(RoomRequest request, NamePolicy policy, out ServerAction? action)
    {
        ManyTarget? many = null;
        Refusal? bad = request switch
        {
            BanRequest { User: null } r => ManyTarget.Parse(r.Address, r.Pattern, policy, out many),
            UnbanRequest { User: null } r => ManyTarget.Parse(r.Address, r.Pattern, policy, out many),
            BanRequest or UnbanRequest or BansRequest or ReportsRequest or ResolveRequest or AuditRequest => null,
            _ => new Refusal(ErrorCodes.BadRequest, "'*' means the whole server: only 'ban', 'unban', 'bans', 'reports', 'resolve' and 'audit' take it. Name a room.", "room"),
        };
        action = request switch
        {
            BanRequest r => new ServerAction.Ban(r.User, many, r.Reason, r.Seconds),
            UnbanRequest r => new ServerAction.Unban(r.User, many),
            BansRequest r => new ServerAction.Bans(r.After, RequestMapping.PageLimit(r.Limit)),
            ReportsRequest r => new ServerAction.Reports(r.After ?? 0, RequestMapping.PageLimit(r.Limit)),
            ResolveRequest r => new ServerAction.Resolve(r.Report, r.Note),
            AuditRequest r => new ServerAction.Audit(r.Before, RequestMapping.PageLimit(r.Limit)),
            _ => null,
        };
        return bad;
    }

    // A name that nobody can have is one that nobody has: who may act is asked first.
    private static Whom ToWhom(string user, NamePolicy policy) => new(user, RequestMapping.ParseUser(user, policy, out string folded) is null ? folded : "");
}
