using System.Net;

namespace Chat.Actors.Limits;

/// <summary>How much one user, one connection and one address may do. <c>hocon/chat.conf</c> explains each, docs/limits.md how they were chosen.</summary>
public sealed record LimitOptions
{
    /// <summary>Nothing is limited: for load tests.</summary>
    public static LimitOptions Off { get; } = new()
    {
        Sends = Rate.Off,
        Joins = Rate.Off,
        NewRooms = Rate.Off,
        Reads = Rate.Off,
        Others = Rate.Off,
        Repeats = Rate.Off,
        ShortRepeats = Rate.Off,
        Frames = Rate.Off,
        Refusals = Rate.Off,
        PerAddress = 0,
        NewConnections = Rate.Off,
        Logins = Rate.Off,
        Registrations = Rate.Off,
        StrangerLogins = Rate.Off,
        WrongPasswordDelay = TimeSpan.Zero,
        Rooms = 0,
    };

    /// <summary>Messages of one user.</summary>
    public Rate Sends { get; init; } = new(60, TimeSpan.FromSeconds(30));

    /// <summary>Joins and leaves of one user.</summary>
    public Rate Joins { get; init; } = new(60, TimeSpan.FromMinutes(1));

    /// <summary>Rooms that one user makes.</summary>
    public Rate NewRooms { get; init; } = new(20, TimeSpan.FromHours(1));

    /// <summary>Reads of one user: history, lists, topics; a search counts as ten.</summary>
    public Rate Reads { get; init; } = new(1000, TimeSpan.FromSeconds(20));

    /// <summary>Everything else of one user; what is told to all its rooms counts as ten.</summary>
    public Rate Others { get; init; } = new(300, TimeSpan.FromSeconds(100));

    /// <summary>The same text of one user in one room.</summary>
    public Rate Repeats { get; init; } = new(5, TimeSpan.FromMinutes(1));

    /// <summary>The same for a text of a few characters, such as "yes" or "+1".</summary>
    public Rate ShortRepeats { get; init; } = new(15, TimeSpan.FromMinutes(1));

    /// <summary>Frames of one connection, whatever they are; one that is none of the contract's counts as ten.</summary>
    public Rate Frames { get; init; } = new(2000, TimeSpan.FromSeconds(40));

    /// <summary>Refusals that one connection may get; then it ends.</summary>
    public Rate Refusals { get; init; } = new(500, TimeSpan.FromMinutes(5));

    /// <summary>Most connections of one address at once; 0 for no limit.</summary>
    public int PerAddress { get; init; } = 64;

    /// <summary>New connections of one address.</summary>
    public Rate NewConnections { get; init; } = new(120, TimeSpan.FromMinutes(2));

    /// <summary>Passwords that one address may give.</summary>
    public Rate Logins { get; init; } = new(30, TimeSpan.FromMinutes(1));

    /// <summary>Tries to make an account from one address.</summary>
    public Rate Registrations { get; init; } = new(20, TimeSpan.FromHours(1));

    /// <summary>Checks of one account's password for addresses from which its user has never come.</summary>
    public Rate StrangerLogins { get; init; } = new(60, TimeSpan.FromMinutes(1));

    /// <summary>The wait after the first wrong password too many; each further doubles it. Zero for none.</summary>
    public TimeSpan WrongPasswordDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest such wait.</summary>
    public TimeSpan WrongPasswordDelayMost { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>So many times more is allowed to an address of the machine itself.</summary>
    public int LoopbackFactor { get; init; } = 100;

    /// <summary>Addresses to which no limit by address applies.</summary>
    public IReadOnlyList<IPNetwork> Exempt { get; init; } = [];

    /// <summary>Most rooms in all, private ones not counted; 0 for no limit.</summary>
    public int Rooms { get; init; } = 100_000;

    /// <summary>How long a connection may be silent until it is asked for a sign of life.</summary>
    public TimeSpan IdlePing { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long a connection may be silent until it ends.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Whether no limit by address applies to that one.</summary>
    public bool IsExempt(IPAddress address)
    {
        if (Exempt.Count == 0)
        {
            return false;
        }

        address = AddressNet.Plain(address);
        return Exempt.Any(net => net.Contains(address));
    }

    /// <summary>How much more than others that net may do.</summary>
    public int FactorOf(AddressNet net) => net.IsLoopback ? LoopbackFactor : 1;
}
