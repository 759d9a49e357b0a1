using Chat.Actors.Edge;
using Chat.Actors.Limits;
using Chat.Actors.Rooms;
using Chat.Actors.Serialization;
using Chat.Actors.Sessions;
using Chat.Actors.Storage;

namespace Chat.Actors.Directory;

/// <summary>What one says to the <see cref="UserDirectory"/> and hears from it.</summary>
public static partial class DirectoryProtocol
{
    /// <summary>A connection says who it is. The directory hands it on to the user's session, or refuses.</summary>
    /// <param name="Origin">The hello.</param>
    /// <param name="User">The name as written.</param>
    /// <param name="Token">A session token, where there is one.</param>
    /// <param name="Cursors">The last seq seen, by room.</param>
    /// <param name="Password">A password, where there is one; not with a token.</param>
    /// <param name="Client">The client program, as it calls itself.</param>
    /// <param name="Attempt">Which of the client's connections it is, where the client tells.</param>
    public sealed record Hello(
        RequestRef Origin,
        string User,
        string? Token,
        IReadOnlyDictionary<string, long> Cursors,
        string? Password = null,
        string? Client = null,
        ConnectAttempt? Attempt = null) : IChatMessage
    {
        /// <summary>Where the connection comes from.</summary>
        public LoginOrigin From { get; init; }

        /// <summary>Prints it without its secrets.</summary>
        public override string ToString() => $"Hello {{ User = {User} }}";
    }

    /// <summary>Who has this name? Answered with <see cref="Resolved"/>.</summary>
    public sealed record Resolve(string Folded, SessionProtocol.InRoom Request) : IChatMessage;

    /// <summary>Who has the name.</summary>
    /// <param name="Who">The user, null where there is none.</param>
    /// <param name="Request">What came with the question.</param>
    public sealed record Resolved(RoomProtocol.Speaker? Who, SessionProtocol.InRoom Request) : IChatMessage;

    /// <summary>Who is this? Answered to the connection.</summary>
    public sealed record Whois(RequestRef Origin, string Folded, UserId Asker) : IChatMessage;

    /// <summary>A guest wants another name. Answered with <see cref="Renamed"/> or <see cref="RenameRefused"/>.</summary>
    public sealed record Rename(UserId User, RequestRef Origin, string Name) : IChatMessage;

    /// <summary>The guest has the name.</summary>
    public sealed record Renamed(UserId UserId, RequestRef? Origin, string Name) : IWithUserId;

    /// <summary>The guest has it not.</summary>
    public sealed record RenameRefused(UserId UserId, RequestRef Origin, Refusal Why) : IWithUserId;

    /// <summary>From a session: the user came, went, or is away.</summary>
    public sealed record PresenceChanged(UserId User, Presence Presence) : IChatMessage;

    /// <summary>From a session: this guest is at its end.</summary>
    public sealed record Retire(UserId User) : IChatMessage;

    /// <summary>From a session: this guest could not be ended just now.</summary>
    public sealed record ExpireFailed(UserId User) : IChatMessage;

    /// <summary>Which of these users are there? Answered with <see cref="PresenceOf"/>.</summary>
    public sealed record AskPresence(IReadOnlyList<UserId> Users) : IChatMessage;

    /// <summary>Those of the users asked for that are not offline, and of the others those who went last, as many as one message may hold.</summary>
    public sealed record PresenceOf(IReadOnlyList<UserPresence> Present) : IChatMessage;

    /// <summary>Whether one user is there.</summary>
    /// <param name="User">The user.</param>
    /// <param name="Presence">Whether it is there.</param>
    /// <param name="Since">Since when its status holds; null where that began before the directory did.</param>
    public sealed record UserPresence(UserId User, Presence Presence, DateTimeOffset? Since = null);

    internal sealed record Loaded(IReadOnlyList<StoredUser> Users, IReadOnlyList<UserId> Admins, IReadOnlyList<Sanction> Bans);

    internal sealed record LoadFailed(Exception Cause);

    internal sealed record RetryLoad
    {
        public static RetryLoad Instance { get; } = new();
    }

    /// <summary>A token as it was read.</summary>
    /// <param name="Hello">Which hello brought it.</param>
    /// <param name="Hash">The token's hash.</param>
    /// <param name="Token">What was read.</param>
    /// <param name="AsOf">The count of changes of accounts when the read began.</param>
    internal sealed record TokenFound(Hello Hello, string Hash, StoredToken? Token, long AsOf);

    internal sealed record Sweep
    {
        public static Sweep Instance { get; } = new();
    }
}
