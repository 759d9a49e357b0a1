using Chat.Actors;
using Chat.Actors.Storage;
using Microsoft.Data.Sqlite;

namespace Chat.Storage.Sqlite;

/// <content>Moderation.</content>
internal static partial class SqliteReader
{
    /// <summary>A page of all named rooms with members.</summary>
    public static string AllRooms { get; } = RoomRows.AllRooms("r.pair = 0");

    /// <summary>A page of what a user sees of them.</summary>
    public static string RoomsOfViewer { get; } = RoomRows.RoomsOfViewer("r.pair = 0");

    /// <summary>Named rooms with members that a viewer sees, by name.</summary>
    public static IReadOnlyList<CatalogRoom> ListRooms(SqliteReading reading, CatalogViewer viewer, string? after, int limit) => viewer.Admin
        ? reading.Prepare(AllRooms).All(RoomRows.ToCatalogRoom, after ?? "", limit)
        : reading.Prepare(RoomsOfViewer).All(RoomRows.ToCatalogRoom, after ?? "", limit, viewer.User.Value, viewer.Now.ToUnixTimeMilliseconds());

    /// <summary>The whole server's bans.</summary>
    public static IReadOnlyList<Sanction> LoadServerSanctions(SqliteReading reading) => Sanctions(reading, ModerationRows.WholeServer);

    /// <summary>The server's admins.</summary>
    public static IReadOnlyList<UserId> LoadAdmins(SqliteReading reading) =>
        reading.Prepare("SELECT user_id FROM accounts WHERE admin = 1").All(row => new UserId(row.GetString(0)));

    /// <summary>A user's invitations.</summary>
    public static IReadOnlyList<UserInvitation> LoadInvitations(SqliteReading reading, UserId user)
    {
        Statement invitations = reading.Prepare(
            "SELECT r.name, i.by_name, i.at, i.expires FROM invitations i JOIN rooms r ON r.no = i.room WHERE i.user_id = $1 ORDER BY r.name");
        return invitations.All(ModerationRows.ToUserInvitation, user.Value);
    }

    /// <summary>All open reports: SQLite would else go through every report there was.</summary>
    private const string Reports =
        $"SELECT {ModerationRows.ReportColumns} FROM reports p INDEXED BY reports_open {ModerationRows.ReportJoins} WHERE p.closed_at IS NULL AND p.id > $1 ORDER BY p.id LIMIT $2";

    /// <summary>Open reports, oldest first.</summary>
    public static IReadOnlyList<StoredReport> ListReports(SqliteReading reading, RoomId? room, long after, int limit) => room is { } only
        ? reading.Prepare(ModerationRows.ReportsOfRoom).All(ModerationRows.ToReport, only.Value, after, limit)
        : reading.Prepare(Reports).All(ModerationRows.ToReport, after, limit);

    /// <summary>The audit log, newest first.</summary>
    public static IReadOnlyList<StoredAct> ListActs(SqliteReading reading, RoomId? room, long? before, int limit) => room is { } only
        ? reading.Prepare(ModerationRows.ActsOfRoom).All(ModerationRows.ToAct, only.Value, before ?? long.MaxValue, limit)
        : reading.Prepare(ModerationRows.Acts).All(ModerationRows.ToAct, before ?? long.MaxValue, limit);

    private static RoomModeration Moderation(SqliteReading reading, long room, RoomSettings settings)
    {
        Statement invitations = reading.Prepare($"SELECT {ModerationRows.InvitationColumns} FROM invitations WHERE room = $1");
        return new RoomModeration(
            settings,
            Sanctions(reading, room),
            invitations.All(ModerationRows.ToInvitation, room));
    }

    private static List<Sanction> Sanctions(SqliteReading reading, long room) =>
        reading.Prepare($"SELECT {ModerationRows.SanctionColumns} FROM sanctions WHERE room = $1").All(ModerationRows.ToSanction, room);
}
