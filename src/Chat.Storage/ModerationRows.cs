using System.Data.Common;
using Chat.Actors;
using Chat.Actors.Storage;

namespace Chat.Storage;

/// <summary>Rows of the tables of moderation, which are the same in every database: their columns, and what is made of them.</summary>
internal static class ModerationRows
{
    /// <summary>The number that stands for the whole server where others have a room's.</summary>
    public const long WholeServer = 0;

    /// <summary>Columns of <see cref="ToSanction"/>.</summary>
    public const string SanctionColumns = "kind, target_kind, target, shown, by_name, at, until, reason";

    /// <summary>Columns of <see cref="ToInvitation"/>.</summary>
    public const string InvitationColumns = "user_id, by_name, at, expires";

    /// <summary>Columns of <see cref="ToAct"/>, of acts <c>a</c> and their rooms <c>r</c>.</summary>
    public const string ActColumns = "a.no, r.name, a.at, a.by_user, a.by_name, a.name, a.target, a.detail, a.until, a.reason";

    /// <summary>A page of a room's acts, newest first: the room, behind which number, and how many.</summary>
    public const string ActsOfRoom =
        $"SELECT {ActColumns} FROM acts a JOIN rooms r ON r.no = a.room WHERE a.room = (SELECT no FROM rooms WHERE id = $1) AND a.no < $2 ORDER BY a.no DESC LIMIT $3";

    /// <summary>A page of all acts, newest first: behind which number, and how many.</summary>
    public const string Acts = $"SELECT {ActColumns} FROM acts a LEFT JOIN rooms r ON r.no = a.room WHERE a.no < $1 ORDER BY a.no DESC LIMIT $2";

    /// <summary>A page of a room's open reports, oldest first: the room, behind which number, and how many.</summary>
    public const string ReportsOfRoom =
        $"""
        SELECT {ReportColumns} FROM reports p {ReportJoins}
        WHERE p.room = (SELECT no FROM rooms WHERE id = $1) AND p.closed_at IS NULL AND p.id > $2 ORDER BY p.id LIMIT $3
        """;

    /// <summary>What <see cref="ReportColumns"/> are read from, besides the reports <c>p</c>.</summary>
    public const string ReportJoins = "JOIN rooms r ON r.no = p.room LEFT JOIN messages m ON m.room = p.room AND m.seq = p.seq";

    /// <summary>Columns of <see cref="ToReport"/>.</summary>
    public const string ReportColumns = "p.id, p.seq, p.from_name, m.text, p.by_name, p.reason, p.at, r.id, r.name";

    /// <summary>A ban or a mute.</summary>
    public static Sanction ToSanction(DbDataReader row) => new(
        SanctionNames.ParseKind(row.GetString(0)),
        new SanctionTarget(SanctionNames.ParseTarget(row.GetString(1)), row.GetString(2)),
        row.GetString(3),
        row.GetString(4),
        Time(row, 5),
        TimeOrNull(row, 6),
        Text(row, 7));

    /// <summary>An invitation of a room.</summary>
    public static RoomInvitation ToInvitation(DbDataReader row) => new(new UserId(row.GetString(0)), row.GetString(1), Time(row, 2), Time(row, 3));

    /// <summary>An invitation of a user: the room's name, and then as <see cref="ToInvitation"/>.</summary>
    public static UserInvitation ToUserInvitation(DbDataReader row) => new(row.GetString(0), row.GetString(1), Time(row, 2), Time(row, 3));

    /// <summary>An open report.</summary>
    public static StoredReport ToReport(DbDataReader row) =>
        new(row.GetInt64(0), row.GetInt64(1), row.GetString(2), Text(row, 3), row.GetString(4), row.GetString(5), Time(row, 6), new RoomId(row.GetString(7)), row.GetString(8));

    /// <summary>An act of the audit log.</summary>
    public static StoredAct ToAct(DbDataReader row) => new(
        row.GetInt64(0),
        Text(row, 1),
        new Act(
            Time(row, 2),
            Text(row, 3) is { } user ? new UserId(user) : null,
            row.GetString(4),
            row.GetString(5),
            Text(row, 6),
            Text(row, 7),
            TimeOrNull(row, 8),
            Text(row, 9)));

    private static string? Text(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static DateTimeOffset Time(DbDataReader row, int column) => DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(column));

    private static DateTimeOffset? TimeOrNull(DbDataReader row, int column) => row.IsDBNull(column) ? null : Time(row, column);
}
