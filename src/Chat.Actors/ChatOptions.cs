using Chat.Actors.Accounts;
using Chat.Actors.Limits;
using Chat.Actors.Moderation;
using Chat.Actors.Retention;
using Chat.Protocol;
using Chat.Protocol.Names;

namespace Chat.Actors;

/// <summary>The settings the actors need, already checked. <c>hocon/chat.conf</c> explains each.</summary>
public sealed record ChatOptions
{
    /// <summary>Name told in hello's answer.</summary>
    public string ServerName { get; init; } = "AkkaChat";

    /// <summary>Version told in hello's answer.</summary>
    public string ServerVersion { get; init; } = "0.1.0";

    /// <summary>Rooms that a new user is in from the start.</summary>
    public IReadOnlyList<string> AutoJoin { get; init; } = ["lobby"];

    /// <summary>What names may look like.</summary>
    public NamePolicy Names { get; init; } = NamePolicy.Ascii;

    /// <summary>How long a guest's name is kept for it after its last connection went.</summary>
    public TimeSpan GuestHold { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long a guest that is gone can come back with its token; then it is forgotten.</summary>
    public TimeSpan GuestKeep { get; init; } = TimeSpan.FromDays(7);

    /// <summary>Most guests known at once, connected or not.</summary>
    public int MaxGuests { get; init; } = 100_000;

    /// <summary>How long messages are kept.</summary>
    public RetentionPolicy Retention { get; init; } = RetentionPolicy.KeepAll with { Acts = TimeSpan.FromDays(400) };

    /// <summary>Who may come in, and who may make an account.</summary>
    public AccountPolicy Accounts { get; init; } = AccountPolicy.Open;

    /// <summary>Most accounts, deleted ones included.</summary>
    public int MaxAccounts { get; init; } = 1_000_000;

    /// <summary>Most passwords hashed at once; 0 for half the processor's cores, at least 1.</summary>
    public int PasswordWorkers { get; init; }

    /// <summary>Most passwords that may wait to be hashed.</summary>
    public int PasswordsPending { get; init; } = 200;

    /// <summary>How long a registered user's session lasts after its last use.</summary>
    public TimeSpan SessionExpire { get; init; } = TimeSpan.FromDays(90);

    /// <summary>Most sessions of one registered user; a new one ends the one that was used longest ago.</summary>
    public int SessionsPerUser { get; init; } = 32;

    /// <summary>Largest JSON object from a client, in bytes.</summary>
    public int MaxFrameBytes { get; init; } = ProtocolLimits.MaxClientFrameBytes;

    /// <summary>Largest message text, in bytes of UTF-8.</summary>
    public int MaxTextBytes { get; init; } = ProtocolLimits.MaxTextBytes;

    /// <summary>Most messages a resume replays per room; more become one gap.</summary>
    public int Replay { get; init; } = 1000;

    /// <summary>Most bytes that may wait for one connection's socket.</summary>
    public int OutboxBytes { get; init; } = 1024 * 1024;

    /// <summary>Most requests of one connection in work; then its socket is no longer read.</summary>
    public int InFlight { get; init; } = 32;

    /// <summary>Most connections on this node.</summary>
    public int MaxConnections { get; init; } = 20_000;

    /// <summary>How long a connection may take to say hello.</summary>
    public TimeSpan HandshakeTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a connection that is to end waits for the answers to what it asked before. It is no setting.</summary>
    public TimeSpan DrainTimeout { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long one frame of a client may take to come, from its first byte to its last; and how long a client that asks on may leave small answers unread.</summary>
    public TimeSpan FrameTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Most rooms one user may be in, private ones not counted.</summary>
    public int RoomsPerUser { get; init; } = 200;

    /// <summary>Most private conversations one user may have.</summary>
    public int PairsPerUser { get; init; } = 1000;

    /// <summary>Most members of one room.</summary>
    public int UsersPerRoom { get; init; } = 20_000;

    /// <summary>Most bans of one room, and as many mutes and open invitations; and most bans of the whole server.</summary>
    public int BansPerRoom { get; init; } = 1000;

    /// <summary>Who may make rooms. The ones that everyone starts in are made for anyone.</summary>
    public RoomCreation RoomCreation { get; init; } = RoomCreation.Everyone;

    /// <summary>Most connections one user may have at once.</summary>
    public int DevicesPerUser { get; init; } = 16;

    /// <summary>How long a room keeps to itself that a member is gone; back by then, nobody hears of it. Up to a quarter longer.</summary>
    public TimeSpan PresenceGrace { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>With more members a room is large: it tells how many there are, not who comes and goes.</summary>
    public int LargeRoom { get; init; } = 200;

    /// <summary>Shortest time between two <c>counts</c> of a large room.</summary>
    public TimeSpan CountsInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Most writes that may wait for the storage.</summary>
    public int WriterPending { get; init; } = 20_000;

    /// <summary>Most searches that this node runs at once.</summary>
    public int Searches { get; init; } = 2;

    /// <summary>How long a search may run; also how long it may wait for its turn.</summary>
    public TimeSpan SearchTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How much one user, one connection and one address may do.</summary>
    public LimitOptions Limits { get; init; } = new();

    /// <summary>Newest messages a relay keeps encoded for clients that come back.</summary>
    public int RelayRing { get; init; } = 128;

    /// <summary>How long a room or a session without work stays in memory.</summary>
    public TimeSpan IdleEntity { get; init; } = TimeSpan.FromMinutes(2);
}
