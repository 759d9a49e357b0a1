using Chat.Actors.Rooms;
using Chat.Actors.Sessions;
using Chat.Actors.Storage;
using Chat.Actors.Telemetry;
using Chat.Protocol.Frames;
using Chat.Protocol.Framing;

namespace Chat.Actors.Edge;

/// <summary>Turns what actors say into the contract's frames, as bytes.</summary>
internal static class ReplyFrames
{
    /// <summary>The frame of a room's reply.</summary>
    public static byte[] Encode(long re, RoomReply reply) => FrameCodec.Encode(ToFrame(reply) with { Re = re });

    /// <summary>The frame of another reply.</summary>
    public static byte[] Encode(long re, SessionReply reply) => FrameCodec.Encode(ToFrame(reply) with { Re = re });

    /// <summary>The frame of a refusal.</summary>
    public static byte[] Encode(long re, Refusal why) => FrameCodec.Encode(ToFrame(why) with { Re = re });

    /// <summary>What a reply shows of a room, with the refusal in its place; null where it shows nothing.</summary>
    public static RoomPage? ToPage(long re, RoomReply reply) => reply switch
    {
        RoomReply.Page p => new OneRoomPage(p.Room, Encode(re, RoomRules.SentOutMeanwhile(p.Room))),
        RoomReply.ReportList p => new OneRoomPage(p.Room, Encode(re, RoomRules.SentOutMeanwhile(p.Room))),
        RoomReply.ActList p => new OneRoomPage(p.Room, Encode(re, RoomRules.SentOutMeanwhile(p.Room))),
        _ => null,
    };

    /// <summary>A message as its event.</summary>
    public static byte[] Encode(string label, StoredMessage m) =>
        FrameCodec.Encode(new MessageEvent(label, m.Seq, m.At, m.From, m.Text, m.Key, m.Kind));

    /// <summary>A room's line in hello's answer.</summary>
    public static RoomSummary ToSummary(UserRoom room) =>
        new(room.Peer is null ? room.Name : "@" + room.Name, room.LastSeq, room.Read, Math.Max(0, room.LastSeq - room.Read), room.Topic, ModerationFrames.ToPlace(room.You));

    /// <summary>What a session tells its devices, as an event.</summary>
    public static Event ToFrame(SessionEvent what) => what switch
    {
        SessionEvent.ReadMoved e => new ReadEvent(e.Room, e.Seq),
        SessionEvent.Renamed e => new RenamedEvent(e.From, e.To, e.At, e.Room),
        SessionEvent.Invited e => new InvitedEvent(e.Room, e.By, e.At, e.Withdrawn ? true : null),
        SessionEvent.Noticed e => new NoticeEvent(e.Text),
        SessionEvent.NotInRoom e => new LeftEvent(e.Room, e.User, e.Reason, e.At, You: true),
        _ => throw new InvalidOperationException($"no frame for {what.GetType().Name}"),
    };

    private static Reply ToFrame(RoomReply reply) => reply switch
    {
        RoomReply.Joined r => new JoinOk(
            r.Room, r.Seq, r.Topic, Users(r.Members), r.More ? true : null, Counts(r.Counts),
            ModerationFrames.ToPlace(r.You), r.Settings is null ? null : ModerationFrames.ToInfo(r.Settings)),
        RoomReply.Left r => new LeaveOk(r.Room),
        RoomReply.Sent r => new SendOk(r.Room, r.Seq, r.At),
        RoomReply.Page r => new HistoryOk(r.Room, [.. r.History.Messages.Select(ToInfo)], r.History.Start, r.History.End),
        RoomReply.MemberList r => new UsersOk(r.Room, Users(r.Members), r.More ? true : null, Counts(r.Counts)),
        RoomReply.TopicIs r => new TopicOk(r.Room, r.Topic),
        RoomReply.Done => new OkReply(),
        RoomReply.BanIs r => new BanOk(r.Room, ModerationFrames.ToEntry(r.Line)),
        RoomReply.BanList r => ModerationFrames.ToBans(r.Room, r.Lines, r.More),
        RoomReply.MuteList r => ModerationFrames.ToMutes(r.Room, r.Lines, r.More),
        RoomReply.SettingsAre r => new RoomSettingsOk(r.Room, ModerationFrames.ToInfo(r.Settings), ModerationFrames.ToPlace(r.You)),
        RoomReply.Reported r => new ReportOk(r.Room, r.No),
        RoomReply.ReportList r => new ReportsOk(r.Room, [.. r.Lines.Select(ModerationFrames.ToEntry)], r.More ? true : null),
        RoomReply.ActList r => ModerationFrames.ToActs(r.Room, r.Acts, r.More),
        RoomReply.Refused r => ToFrame(r.Why),
        _ => throw new InvalidOperationException($"no frame for {reply.GetType().Name}"),
    };

    private static Reply ToFrame(SessionReply reply) => reply switch
    {
        SessionReply.Done or SessionReply.Goodbye => new OkReply(),
        SessionReply.Refused r => ToFrame(r.Why),
        SessionReply.ReadUpTo r => new ReadOk(r.Room, r.Seq),
        SessionReply.NowKnownAs r => new NickOk(r.Name),
        SessionReply.Whois r => new WhoisOk(r.Name, r.Guest, r.Presence.Status, r.Presence.Away, r.Since, r.Admin ? true : null, r.Addresses),
        SessionReply.BanIs r => new BanOk(RoomScope.WholeServer, ModerationFrames.ToEntry(r.Line)),
        SessionReply.BanList r => ModerationFrames.ToBans(RoomScope.WholeServer, r.Lines, r.More),
        SessionReply.ReportList r => new ReportsOk(RoomScope.WholeServer, [.. r.Lines.Select(l => ModerationFrames.ToEntry(l) with { Room = l.RoomName })], r.More ? true : null),
        SessionReply.ActList r => ModerationFrames.ToActs(RoomScope.WholeServer, r.Acts, r.More),
        SessionReply.Sessions r => new SessionsOk(
            [.. r.All.Select(s => new SessionEntry(s.Id, s.Client, s.CreatedAt, s.SeenAt, s.Expires, s.Current, s.Online))]),
        SessionReply.Catalog r => new RoomsOk([.. r.Rooms.Select(c => new RoomEntry(c.Name, c.Members, c.Topic, c.Access == RoomAccess.Public ? null : c.Access))], r.More ? true : null),
        _ => throw new InvalidOperationException($"no frame for {reply.GetType().Name}"),
    };

    private static ErrorReply ToFrame(Refusal why)
    {
        EdgeMetrics.RefuseRequest(why.Code);
        return new ErrorReply(why.Code, why.Message, why.Field, why.RetryAfterMs);
    }

    private static MessageInfo ToInfo(StoredMessage m) => new(m.Seq, m.At, m.From, m.Text, m.Key, m.Kind);

    private static CountsInfo? Counts(RoomCounts? counts) => counts is null ? null : new CountsInfo(counts.Members, counts.Online, counts.Away, counts.At);

    private static IReadOnlyList<UserEntry> Users(IReadOnlyList<Member> members) =>
        [.. members.Select(m => new UserEntry(m.Name, m.Presence.Status, m.Role, m.Presence.Away, m.Since, m.Muted ? true : null))];
}
