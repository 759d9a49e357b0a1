using System.Net;
using Chat.Faults.History;

namespace Chat.Faults.Workload;

/// <summary>What all clients share.</summary>
internal sealed class World
{
    private readonly Dictionary<string, int> _users;
    private readonly Dictionary<string, int> _rooms;
    private int _isProducing = 1;

    public World(int seed, RunHistory history, IPEndPoint server)
    {
        Seed = seed;
        History = history;
        Server = server;
        Gauge = new Gauge(history.Rooms.Count);
        _users = Index(history.Users);
        _rooms = Index(history.Rooms);
    }

    public int Seed { get; }

    public RunHistory History { get; }

    public Gauge Gauge { get; }

    /// <summary>Where clients connect: the proxy.</summary>
    public IPEndPoint Server { get; }

    /// <summary>False once nobody shall begin a new message.</summary>
    public bool IsProducing => Volatile.Read(ref _isProducing) == 1;

    public void StopProducing() => Volatile.Write(ref _isProducing, 0);

    /// <summary>A user's number; -1 for nobody known.</summary>
    public int User(string name) => _users.GetValueOrDefault(name, -1);

    /// <summary>A room's number; -1 for one that is not of this run.</summary>
    public int Room(string name) => _rooms.GetValueOrDefault(name, -1);

    /// <summary>A message's fingerprint.</summary>
    public ulong Print(string from, string key, string text, DateTimeOffset at) =>
        Fingerprint.Of(User(from), Fingerprint.Of(key), Fingerprint.Of(text), at.ToUnixTimeMilliseconds());

    private static Dictionary<string, int> Index(IReadOnlyList<string> names) =>
        names.Select((name, i) => (name, i)).ToDictionary(n => n.name, n => n.i, StringComparer.Ordinal);
}
