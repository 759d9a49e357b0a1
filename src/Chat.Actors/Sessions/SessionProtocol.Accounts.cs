using Chat.Actors.Directory;
using Chat.Actors.Edge;
using Chat.Actors.Serialization;

namespace Chat.Actors.Sessions;

/// <content>Accounts and their sessions.</content>
public static partial class SessionProtocol
{
    /// <summary>From a connection: something about the user's own account.</summary>
    public sealed record ForAccount(UserId UserId, RequestRef Origin, AccountAction Action) : IWithUserId
    {
        /// <summary>Prints it without its secrets.</summary>
        public override string ToString() => $"ForAccount {{ {UserId}, {Action} }}";
    }

    /// <summary>From the directory: the guest is a registered user now.</summary>
    public sealed record Registered(UserId UserId) : IWithUserId;

    /// <summary>From the directory: these sessions have ended; their devices are told so and closed.</summary>
    /// <param name="UserId">Whose.</param>
    /// <param name="Tokens">The tokens by their hashes; null for all.</param>
    /// <param name="Except">The one that stays all the same; null for none.</param>
    /// <param name="Code">Of the goodbye.</param>
    /// <param name="Message">Of the goodbye.</param>
    public sealed record EndDevices(UserId UserId, IReadOnlyList<string>? Tokens, string? Except, string Code, string Message) : IWithUserId;

    /// <summary>From the directory: the user's account was deleted; the storage has it in no room any more.</summary>
    /// <param name="UserId">The user.</param>
    /// <param name="Name">The name, which stays reserved.</param>
    /// <param name="Rooms">The rooms it was in.</param>
    public sealed record Deleted(UserId UserId, string Name, IReadOnlyList<RoomId> Rooms) : IWithUserId;
}

/// <content>What is told about accounts.</content>
public abstract partial record SessionReply
{
    /// <summary>A user's sessions, the one used last first.</summary>
    public sealed record Sessions(IReadOnlyList<SessionInfo> All) : SessionReply;

    /// <summary>All accounts, by name.</summary>
    public sealed record Accounts(IReadOnlyList<AccountInfo> All) : SessionReply;

    /// <summary>An invite's code, told this once. Secret.</summary>
    public sealed record Invited(string Code) : SessionReply
    {
        /// <summary>Prints it without its secrets.</summary>
        public override string ToString() => nameof(Invited);
    }
}

/// <summary>A session as its user and the operator see it.</summary>
public sealed record SessionInfo(
    string Id, string? Client, DateTimeOffset CreatedAt, DateTimeOffset SeenAt, DateTimeOffset Expires, bool Current, bool Online);

/// <summary>An account as the operator sees it.</summary>
public sealed record AccountInfo(string Name, DateTimeOffset CreatedAt, DateTimeOffset SeenAt, bool Disabled, bool Online, bool Admin = false);
