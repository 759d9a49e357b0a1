using System.Text;

namespace Chat.Protocol.Frames;

/// <content>Moderation.</content>
internal static partial class RequestRules
{
    private static ErrorReply? CheckModeration(Request request) => request switch
    {
        KickRequest r => CheckUser(r.User) ?? CheckReason("reason", r.Reason),
        BanRequest r => CheckTarget(r.User, r.Address, r.Pattern) ?? CheckReason("reason", r.Reason) ?? CheckSeconds(r.Seconds),
        UnbanRequest r => CheckTarget(r.User, r.Address, r.Pattern),
        BansRequest r => CheckReason("after", r.After) ?? CheckLimit(r.Limit),
        MuteRequest r => CheckUser(r.User) ?? CheckReason("reason", r.Reason) ?? CheckSeconds(r.Seconds),
        UnmuteRequest r => CheckUser(r.User),
        MutesRequest r => CheckReason("after", r.After) ?? CheckLimit(r.Limit),
        RoleRequest r => CheckUser(r.User)
            ?? (r.Role is RoomRole.Owner or RoomRole.Moderator or RoomRole.Member ? null : Bad("role", "'role' is 'owner', 'moderator' or 'member'.")),
        InviteRequest r => CheckUser(r.User),
        RoomSettingsRequest r => CheckSettings(r),
        ReportRequest r => r.Seq < 1 ? Bad("seq", "'seq' is a message's number: 1 or more.")
            : string.IsNullOrWhiteSpace(r.Reason) ? Missing("reason")
            : CheckReason("reason", r.Reason),
        ReportsRequest r => r.After < 0 ? Bad("after", "'after' must not be negative.") : CheckLimit(r.Limit),
        ResolveRequest r => r.Report < 1 ? Bad("report", "'report' is a report's number: 1 or more.") : CheckReason("note", r.Note),
        AuditRequest r => r.Before < 0 ? Bad("before", "'before' must not be negative.") : CheckLimit(r.Limit),
        _ => null,
    };

    private static ErrorReply? CheckUser(string? user) => string.IsNullOrEmpty(user) ? Missing("user") : null;

    private static ErrorReply? CheckTarget(string? user, string? address, string? pattern) =>
        (user is null ? 0 : 1) + (address is null ? 0 : 1) + (pattern is null ? 0 : 1) != 1
            ? Bad("user", "Give one of 'user', 'address' and 'pattern'.")
        : user is "" ? Missing("user")
        : string.IsNullOrEmpty(address ?? "x") ? Missing("address")
        : string.IsNullOrEmpty(pattern ?? "x") ? Missing("pattern")
        : address?.Length > ProtocolLimits.MaxAddressChars ? Bad("address", "'address' is longer than any address.")
        : pattern?.Length > 2 * ProtocolLimits.MaxUserChars ? Bad("pattern", "'pattern' is longer than any name.")
        : null;

    private static ErrorReply? CheckSettings(RoomSettingsRequest r) =>
        r.Access is not (null or RoomAccess.Public or RoomAccess.Invite or RoomAccess.Private) ? Bad("access", "'access' is 'public', 'invite' or 'private'.")
        : r.SlowSeconds is < 0 or > ProtocolLimits.MaxSlowSeconds ? Bad("slowSeconds", $"'slowSeconds' is from 0 to {ProtocolLimits.MaxSlowSeconds}.")
        : null;

    private static ErrorReply? CheckReason(string field, string? text) => CheckLine(field, text, ProtocolLimits.MaxReasonBytes);

    private static ErrorReply? CheckSeconds(long? seconds) =>
        seconds is < 1 or > ProtocolLimits.MaxBanSeconds ? Bad("seconds", $"'seconds' is from 1 to {ProtocolLimits.MaxBanSeconds} (ten years), or absent for no end.") : null;
}
