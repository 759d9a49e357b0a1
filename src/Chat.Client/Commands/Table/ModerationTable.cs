using System.Globalization;
using Chat.Client.Moderation;
using Chat.Protocol;
using Chat.Protocol.Frames;
using Chat.Sdk;
using Chat.Sdk.State;

namespace Chat.Client.Commands.Table;

/// <summary>Looking after rooms.</summary>
internal static class ModerationTable
{
    private const int UsualActs = 20;
    private static readonly string[] Roles = [RoomRole.Member, RoomRole.Moderator, RoomRole.Owner];
    private static readonly string[] OnOff = ["on", "off"];

    /// <summary>They, in the order in which help shows them.</summary>
    public static IReadOnlyList<CommandInfo> All { get; } =
    [
        new("/kick", "<user> [reason]", "Sends a member out of the room; it may come back where the room is open to it.", "/kick mallory flooding", ArgumentKind.Member, ReadKick) { Needs = RoomPower.Moderator, Doubt = DoubtKick, In = InScope.Room },
        new("/ban", "<user, pattern or address> [10m, 2h, 7d] [reason]", "Keeps somebody out of the room, for a time or for good.", "/ban mallory 7d spam", ArgumentKind.Member, ReadBan) { Needs = RoomPower.Moderator, Then = Lengths.Usual, Doubt = rest => DoubtTime("/ban", rest), In = InScope.Server },
        new("/unban", "<user, pattern or address>", "Ends a ban, named as /bans lists it.", "/unban mallory", ArgumentKind.User, rest => ModerationLine.Read(rest) is { First: { } target, Text: null } line ? new ChatCommand.Unban(target, line.In) : null) { Needs = RoomPower.Moderator, In = InScope.Server },
        new("/bans", "", "Lists who is banned from the room.", "/bans", ArgumentKind.None, rest => ReadPlain(rest, room => new ChatCommand.Bans(room))) { Needs = RoomPower.Moderator, In = InScope.Server },
        new("/mute", "[user, or #room] [10m, 2h, 7d] [reason]", "Lets a member say nothing in the room, for a time or until /unmute; alone or with a #room, keeps a room from calling you.", "/mute bob 10m caps lock", ArgumentKind.Member, ReadMute) { Then = Lengths.Usual, Doubt = rest => DoubtTime("/mute", rest), In = InScope.Room },
        new("/unmute", "[user, or #room]", "Lets a member speak again; alone or with a #room, lets a room call you again.", "/unmute bob", ArgumentKind.Member, ReadUnmute) { In = InScope.Room },
        new("/mutes", "", "Lists who is muted in the room.", "/mutes", ArgumentKind.None, rest => ReadPlain(rest, room => new ChatCommand.Mutes(room))) { Needs = RoomPower.Moderator, In = InScope.Room },
        new("/role", "<user> <owner, moderator or member>", "Gives a member another role.", "/role bob moderator", ArgumentKind.Member, ReadRole) { Needs = RoomPower.Owner, Then = Roles, In = InScope.Room },
        new("/invite", "[user] [withdraw]", "Lets a user into a room that is not open to all, or takes that back; alone, lists where you are invited to.", "/invite dave", ArgumentKind.User, ReadInvite) { In = InScope.Room },
        new("/room", "[public, invite, private, read-only, slow or topic-lock] [on, off or 30s]", "Shows how the room is used, or changes it.", "/room slow 30s", ArgumentKind.None, ReadRoom) { Offers = OfferUses, In = InScope.Room },
        new("/report", "<message number or user> <reason>", "Points the room's owners and moderators to a message, or to a user's last one.", "/report mallory insults", ArgumentKind.Member, ReadReport) { In = InScope.Room },
        new("/reports", "", "Lists the open reports of the room, or of all rooms.", "/reports", ArgumentKind.None, rest => ReadPlain(rest, room => new ChatCommand.Reports(room))) { Needs = RoomPower.Moderator, In = InScope.Server },
        new("/resolve", "<report> [note]", "Closes a report.", "/resolve 7 muted for an hour", ArgumentKind.None, ReadResolve) { Needs = RoomPower.Moderator, In = InScope.Server },
        new("/audit", "[count]", "Shows what was done in the room to whom and by whom, newest first.", "/audit 50", ArgumentKind.None, ReadAudit) { Needs = RoomPower.Moderator, In = InScope.Server },
    ];

    private static string? DoubtTime(string command, string rest) =>
        ModerationLine.Read(rest, takesLength: true) is { First: { } first, Lasts: null } line ? ReasonDoubt.Of($"{command} {first}", line.Text) : null;

    private static string? DoubtKick(string rest) =>
        ModerationLine.Read(rest) is { First: { } first } line ? ReasonDoubt.OfTimeless($"/kick {first}", line.Text, $"/ban {first}") : null;

    private static ChatCommand.Kick? ReadKick(string rest) =>
        ModerationLine.Read(rest) is { User: { } user } line ? new ChatCommand.Kick(user, ReasonDoubt.Unquote(line.Text), line.In) : null;

    private static ChatCommand.Ban? ReadBan(string rest) =>
        ModerationLine.Read(rest, takesLength: true) is { First: { } target } line ? new ChatCommand.Ban(target, line.Lasts, ReasonDoubt.Unquote(line.Text), line.In) : null;

    // One word with a mark is a room of one's own, as it was before people could be muted.
    private static ChatCommand? ReadMute(string rest)
    {
        ModerationLine line = ModerationLine.Read(rest, takesLength: true);
        return Room(line) is var (isRoom, room) && isRoom ? new ChatCommand.MuteRoom(room)
            : line.User is { } user ? new ChatCommand.Mute(user, line.Lasts, ReasonDoubt.Unquote(line.Text), line.In)
            : null;
    }

    private static ChatCommand? ReadUnmute(string rest)
    {
        ModerationLine line = ModerationLine.Read(rest);
        return Room(line) is var (isRoom, room) && isRoom ? new ChatCommand.UnmuteRoom(room)
            : line is { User: { } user, Text: null } ? new ChatCommand.Unmute(user, line.In)
            : null;
    }

    private static (bool IsRoom, string? Name) Room(ModerationLine line) =>
        line is not { In: null, Lasts: null, Text: null } ? (false, null)
        : line.First is null ? (true, null)
        : line.First.Length > 1 && line.First[0] is '#' or RoomNames.PrivateMark ? (true, Arguments.RoomName(line.First))
        : (false, null);

    private static ChatCommand.Role? ReadRole(string rest) =>
        ModerationLine.Read(rest) is { User: { } user, Text: { } text } line && Roles.FirstOrDefault(role => role.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } role
            ? new ChatCommand.Role(user, role, line.In)
            : null;

    private static ChatCommand.InviteUser? ReadInvite(string rest) => ModerationLine.Read(rest) switch
    {
        { First: null } line => new ChatCommand.InviteUser(null, Withdraw: false, line.In),
        { User: { } user, Text: null } line => new ChatCommand.InviteUser(user, Withdraw: false, line.In),
        { User: { } user, Text: var text } line when text.Equals("withdraw", StringComparison.OrdinalIgnoreCase) => new ChatCommand.InviteUser(user, Withdraw: true, line.In),
        _ => null,
    };

    private static ChatCommand.UseRoom? ReadRoom(string rest)
    {
        ModerationLine line = ModerationLine.Read(rest, hasFirst: false);
        string[] words = (line.Text ?? string.Empty).ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        RoomChange? change = words switch
        {
            [RoomAccess.Public or RoomAccess.Invite or RoomAccess.Private] => new RoomChange { Access = words[0] },
            ["read-only", "on" or "off"] => new RoomChange { ReadOnly = words[1] == "on" },
            ["topic-lock", "on" or "off"] => new RoomChange { TopicLocked = words[1] == "on" },
            ["slow", "off"] => new RoomChange { SlowMode = TimeSpan.Zero },
            ["slow", var every] when Lengths.TryRead(every, out TimeSpan length) && length.TotalSeconds <= ProtocolLimits.MaxSlowSeconds => new RoomChange { SlowMode = length },
            _ => null,
        };
        return change is null && words.Length > 0 ? null : new ChatCommand.UseRoom(change, line.In);
    }

    private static IEnumerable<Offer> OfferUses(IReadOnlyList<string> before) => before switch
    {
        [] =>
        [
            new Offer(RoomAccess.Public, "listed, and open to all"),
            new Offer(RoomAccess.Invite, "listed, and open to who is invited"),
            new Offer(RoomAccess.Private, "not listed, and open to who is invited"),
            new Offer("read-only ", "owners and moderators write"),
            new Offer("slow ", "a pause between two messages of a member"),
            new Offer("topic-lock ", "owners and moderators set the topic"),
        ],
        ["slow"] => [new Offer("10s"), new Offer("30s"), new Offer("5m"), new Offer("off")],
        ["read-only" or "topic-lock"] => OnOff.Select(word => new Offer(word)),
        _ => [],
    };

    private static ChatCommand.Report? ReadReport(string rest)
    {
        ModerationLine line = ModerationLine.Read(rest);
        return line is not { User: { } user, Text: { } reason } ? null
            : long.TryParse(line.First!.TrimStart('#'), NumberStyles.None, CultureInfo.InvariantCulture, out long seq) ? new ChatCommand.Report(seq, null, reason, line.In)
            : new ChatCommand.Report(null, user, reason, line.In);
    }

    private static ChatCommand.Resolve? ReadResolve(string rest) =>
        ModerationLine.Read(rest) is { First: { } first } line && long.TryParse(first.TrimStart('#'), NumberStyles.None, CultureInfo.InvariantCulture, out long report)
            ? new ChatCommand.Resolve(report, line.Text, line.In)
            : null;

    private static ChatCommand.Audit? ReadAudit(string rest)
    {
        ModerationLine line = ModerationLine.Read(rest);
        return line is { First: null } ? new ChatCommand.Audit(UsualActs, line.In)
            : line.Text is null && int.TryParse(line.First, NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count is > 0 and <= ProtocolLimits.MaxPage ? new ChatCommand.Audit(count, line.In)
            : null;
    }

    private static ChatCommand? ReadPlain(string rest, Func<string?, ChatCommand> make) =>
        ModerationLine.Read(rest, hasFirst: false) is { Text: null } line ? make(line.In) : null;
}
