using System.Text.Json.Serialization;
using Akka.Actor;
using Chat.Actors.Edge;
using Chat.Actors.Moderation;
using Chat.Actors.Rooms;
using Chat.Actors.Serialization;
using Chat.Actors.Storage;

namespace Chat.Actors.Directory;

/// <content>Moderation of the whole server.</content>
public static partial class DirectoryProtocol
{
    /// <summary>From a connection: its user asks for something about the whole server. Answered to the connection.</summary>
    public sealed record Moderate(UserId User, RequestRef Origin, ServerAction Action) : IChatMessage;

    /// <summary>From a node's edge: which addresses are banned? Answered with <see cref="AddressBans"/>, again whenever it changes.</summary>
    public sealed record WatchBans(IActorRef Edge) : IChatMessage;

    /// <summary>The addresses that are banned from the whole server.</summary>
    public sealed record AddressBans(IReadOnlyList<Sanction> Bans) : IChatMessage;

    /// <summary>A ban or its end is being stored.</summary>
    /// <param name="Caller">Who asked.</param>
    /// <param name="Sanction">The ban.</param>
    /// <param name="Ends">True where it ends.</param>
    internal sealed record Banning(Caller Caller, Sanction Sanction, bool Ends);

    /// <summary>Who is an admin is being stored.</summary>
    internal sealed record AdminChange(Caller Caller, UserId User, bool Admin);

    /// <summary>The bans in the storage.</summary>
    /// <param name="Bans">As they were read.</param>
    /// <param name="AsOf">How many had been decided on when the reading began.</param>
    internal sealed record BansRead(IReadOnlyList<Sanction> Bans, long AsOf);

    /// <summary>Read which bans the storage has: a change of them was refused, or came in between.</summary>
    internal sealed record ReadBans
    {
        private ReadBans()
        {
        }

        public static ReadBans Instance { get; } = new();
    }

    internal sealed record ActsRead(Caller Caller, IReadOnlyList<StoredAct> Acts, int Limit);

    internal sealed record ReportsRead(Caller Caller, IReadOnlyList<StoredReport> Reports, int Limit);

    /// <summary>A report that is to be closed; null where there is no such open one.</summary>
    internal sealed record ReportFound(Caller Caller, StoredReport? Report, string? Note, RoomProtocol.Speaker By);

    internal sealed record EdgeGone(IActorRef Edge);
}

/// <summary>What admins and the operator may do about the whole server.</summary>
[JsonDerivedType(typeof(ServerAction.Ban), nameof(ServerAction.Ban))]
[JsonDerivedType(typeof(ServerAction.Unban), nameof(ServerAction.Unban))]
[JsonDerivedType(typeof(ServerAction.Bans), nameof(ServerAction.Bans))]
[JsonDerivedType(typeof(ServerAction.Reports), nameof(ServerAction.Reports))]
[JsonDerivedType(typeof(ServerAction.Resolve), nameof(ServerAction.Resolve))]
[JsonDerivedType(typeof(ServerAction.Audit), nameof(ServerAction.Audit))]
public abstract record ServerAction
{
    /// <summary>Keep someone out: one of <paramref name="User"/> and <paramref name="Many"/>.</summary>
    /// <param name="User">A user's name.</param>
    /// <param name="Many">Addresses, or names.</param>
    /// <param name="Reason">Why.</param>
    /// <param name="Seconds">For how long; null for no end.</param>
    public sealed record Ban(string? User, ManyTarget? Many, string? Reason, long? Seconds) : ServerAction;

    /// <summary>End a ban: one of <paramref name="User"/> and <paramref name="Many"/>.</summary>
    public sealed record Unban(string? User, ManyTarget? Many) : ServerAction;

    /// <summary>List the bans.</summary>
    public sealed record Bans(string? After, int Limit) : ServerAction;

    /// <summary>List the open reports of all rooms.</summary>
    public sealed record Reports(long After, int Limit) : ServerAction;

    /// <summary>Close a report, in whichever room.</summary>
    public sealed record Resolve(long No, string? Note) : ServerAction;

    /// <summary>Read the audit log of the server and all its rooms.</summary>
    public sealed record Audit(long? Before, int Limit) : ServerAction;
}
