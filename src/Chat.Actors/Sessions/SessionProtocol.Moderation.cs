using System.Text.Json.Serialization;
using Chat.Actors.Edge;
using Chat.Actors.Moderation;
using Chat.Actors.Serialization;
using Chat.Actors.Storage;

namespace Chat.Actors.Sessions;

/// <content>Moderation.</content>
public static partial class SessionProtocol
{
    /// <summary>From a room: the user may join it, or may no more.</summary>
    public sealed record InvitationChanged(UserId UserId, string Room, string By, DateTimeOffset At, bool Withdrawn) : IWithUserId;

    /// <summary>From the directory: the user is one of the server's admins now, or is no more.</summary>
    public sealed record AdminChanged(UserId UserId, bool Admin) : IWithUserId;

    /// <summary>From the directory: an admin asks who this is. The session adds where its devices come from and answers the connection.</summary>
    public sealed record TellAddresses(UserId UserId, RequestRef Origin, SessionReply.Whois Known) : IWithUserId;

    /// <summary>To a connection: its user is one of the server's admins, or is no more.</summary>
    public sealed record AdminIs(bool Admin) : IChatMessage;
}

/// <content>Moderation of the whole server.</content>
[JsonDerivedType(typeof(SessionReply.BanIs), nameof(SessionReply.BanIs))]
[JsonDerivedType(typeof(SessionReply.BanList), nameof(SessionReply.BanList))]
[JsonDerivedType(typeof(SessionReply.ReportList), nameof(SessionReply.ReportList))]
[JsonDerivedType(typeof(SessionReply.ActList), nameof(SessionReply.ActList))]
public abstract partial record SessionReply
{
    /// <summary>The ban that holds now.</summary>
    public sealed record BanIs(SanctionLine Line) : SessionReply;

    /// <summary>A page of the bans.</summary>
    public sealed record BanList(IReadOnlyList<SanctionLine> Lines, bool More) : SessionReply;

    /// <summary>A page of the open reports of all rooms.</summary>
    public sealed record ReportList(IReadOnlyList<StoredReport> Lines, bool More) : SessionReply;

    /// <summary>A page of the audit log.</summary>
    public sealed record ActList(IReadOnlyList<StoredAct> Acts, bool More) : SessionReply;
}
