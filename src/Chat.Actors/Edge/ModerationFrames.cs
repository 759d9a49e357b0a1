using Chat.Actors.Moderation;
using Chat.Actors.Rooms;
using Chat.Actors.Storage;
using Chat.Protocol.Frames;

namespace Chat.Actors.Edge;

/// <summary>Turns what actors say of moderation into the contract's frames.</summary>
internal static class ModerationFrames
{
    /// <summary>How a room is used.</summary>
    public static RoomSettingsInfo ToInfo(RoomSettings settings) => new(settings.Access, settings.ReadOnly, settings.SlowSeconds, settings.TopicLocked);

    /// <summary>A report.</summary>
    public static ReportEntry ToEntry(StoredReport r) => new(r.Id, r.Seq, r.From, r.Text, r.By, r.Reason, r.At);

    /// <summary>The asker's own place.</summary>
    public static OwnPlace? ToPlace(OwnRole? own) =>
        own is null ? null : new OwnPlace(own.Role, own.Mute is null ? null : true, own.Mute?.Until, own.Mute?.Reason);

    /// <summary>Bans.</summary>
    public static BansOk ToBans(string room, IReadOnlyList<SanctionLine> lines, bool more) => new(room, [.. lines.Select(ToEntry)], more ? true : null);

    /// <summary>Mutes.</summary>
    public static MutesOk ToMutes(string room, IReadOnlyList<SanctionLine> lines, bool more) => new(room, [.. lines.Select(ToEntry)], more ? true : null);

    /// <summary>Acts.</summary>
    public static AuditOk ToActs(string room, IReadOnlyList<StoredAct> acts, bool more) => new(room, [.. acts.Select(ToEntry)], more ? true : null);

    /// <summary>A ban or a mute.</summary>
    public static BanEntry ToEntry(SanctionLine line)
    {
        Sanction s = line.Sanction;
        return new BanEntry(
            line.Key,
            s.Target.Kind == TargetKind.User ? s.Shown : null,
            s.Target.Kind == TargetKind.Address ? s.Shown : null,
            s.Target.Kind == TargetKind.Pattern ? s.Shown : null,
            s.By,
            s.At,
            s.Until,
            s.Reason);
    }

    private static ActEntry ToEntry(StoredAct a) => new(a.No, a.Act.At, a.Act.By, a.Act.Name, a.Room, a.Act.Target, a.Act.Detail, a.Act.Until, a.Act.Reason);
}
