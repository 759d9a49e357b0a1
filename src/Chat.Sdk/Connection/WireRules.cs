using System.Text.Json;
using Chat.Protocol.Frames;

namespace Chat.Sdk.Connection;

/// <summary>What a server's frame must have beyond its JSON being of the right kinds. Nothing that fails here reaches the state.</summary>
internal static class WireRules
{
    /// <summary>Passes the frame on when it is whole.</summary>
    /// <exception cref="JsonException">A field is missing or makes no sense.</exception>
    public static T Check<T>(T frame)
        where T : ServerFrame => IsWhole(frame) ? frame : throw new JsonException($"'{frame.Type}' lacks a field");

    private static bool IsWhole(ServerFrame frame) => frame switch
    {
        MessageEvent m => Named(m.Room, m.From, m.Key) && m.Text is not null && m.Seq > 0,
        JoinedEvent j => Named(j.Room, j.User, j.Status, j.Role),
        LeftEvent l => Named(l.Room, l.User) && l.Reason is not null,
        PresenceEvent p => Named(p.User, p.Status),
        CountsEvent c => Named(c.Room) && c.Members >= 0 && c.Online >= 0 && c.Away >= 0,
        RenamedEvent r => Named(r.User, r.To) && r.Room is not "",
        TopicEvent t => Named(t.Room, t.By) && t.Topic is not null,
        TypingEvent t => Named(t.Room, t.User),
        ReadEvent r => Named(r.Room) && r.Seq >= 0,
        MemberEvent m => Named(m.Room, m.User, m.Role, m.By),
        RoomSettingsEvent r => Named(r.Room, r.By) && IsWhole(r.Settings),
        InvitedEvent i => Named(i.Room, i.By),
        ReportedEvent r => Named(r.Room) && IsWhole(r.Entry),
        NoticeEvent n => n.Text is not null,
        GapEvent g => Named(g.Room) && g.From > 0 && g.To >= g.From,
        ByeEvent b => Named(b.Code) && b.Message is not null,
        ErrorReply e => Named(e.Code) && e.Message is not null,
        HelloOk h => Named(h.User, h.Session) && h.Limits is { MaxFrameBytes: > 0, MaxTextBytes: > 0 } && h.Server is not null && Each(h.Rooms, IsWhole)
            && (h.Invitations is null || Each(h.Invitations, i => Named(i.Room, i.By))),
        SessionsOk s => Each(s.Sessions, session => Named(session.Session)),
        JoinOk j => Named(j.Room) && j.Topic is not null && j.Seq >= 0 && Each(j.Users, IsWhole) && IsWhole(j.Counts)
            && IsWhole(j.You) && (j.Settings is null || IsWhole(j.Settings)),
        SendOk s => Named(s.Room) && s.Seq > 0,
        HistoryOk h => Named(h.Room) && Each(h.Messages, IsWhole),
        SearchOk s => s.Next is not "" && Each(s.Messages, m => Named(m.Room, m.From, m.Key) && m.Text is not null && m.Seq > 0),
        ReadOk r => Named(r.Room) && r.Seq >= 0,
        RoomsOk r => Each(r.Rooms, room => Named(room.Room) && room.Topic is not null),
        UsersOk u => Named(u.Room) && Each(u.Users, IsWhole) && IsWhole(u.Counts),
        TopicOk t => Named(t.Room) && t.Topic is not null,
        WhoisOk w => Named(w.User, w.Status),
        NickOk n => Named(n.User),
        BanOk b => Named(b.Room) && IsWhole(b.Entry),
        BansOk b => Named(b.Room) && Each(b.Bans, IsWhole),
        MutesOk m => Named(m.Room) && Each(m.Mutes, IsWhole),
        RoomSettingsOk r => Named(r.Room) && IsWhole(r.Settings) && IsWhole(r.You),
        ReportOk r => Named(r.Room) && r.Report > 0,
        ReportsOk r => Named(r.Room) && Each(r.Reports, report => IsWhole(report) && (r.Room != RoomScope.WholeServer || Named(report.Room))),
        AuditOk a => Named(a.Room) && Each(a.Acts, act => Named(act.By, act.Act)),
        _ => true,
    };

    private static bool IsWhole(RoomSummary room) => Named(room.Room) && room.Topic is not null && room.Seq >= 0 && room.Read >= 0 && IsWhole(room.You);

    private static bool IsWhole(OwnPlace? you) => you is null || Named(you.Role);

    private static bool IsWhole(CountsInfo? counts) => counts is null or { Members: >= 0, Online: >= 0, Away: >= 0 };

    private static bool IsWhole(UserEntry user) => Named(user.User, user.Status, user.Role);

    private static bool IsWhole(MessageInfo message) => Named(message.From, message.Key) && message.Text is not null && message.Seq > 0;

    private static bool IsWhole(RoomSettingsInfo? settings) => settings is { SlowSeconds: >= 0 } && Named(settings.Access);

    private static bool IsWhole(BanEntry? ban) => ban is not null && Named(ban.Ban, ban.By);

    private static bool IsWhole(ReportEntry? report) => report is { Report: > 0, Seq: > 0, Reason: not null } && Named(report.From, report.By);

    private static bool Named(params ReadOnlySpan<string?> names)
    {
        foreach (string? name in names)
        {
            if (string.IsNullOrEmpty(name))
            {
                return false;
            }
        }

        return true;
    }

    private static bool Each<T>(IReadOnlyList<T>? items, Func<T, bool> isWhole)
        where T : class => items is not null && items.All(item => item is not null && isWhole(item));
}
