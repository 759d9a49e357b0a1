namespace Chat.Faults.History;

/// <summary>A whole run: everything that any client asked, was told and saw, and the logs as they are in the end.</summary>
/// <param name="seed">Of the run.</param>
/// <param name="users">Their names.</param>
/// <param name="rooms">Their names.</param>
internal sealed class RunHistory(int seed, IReadOnlyList<string> users, IReadOnlyList<string> rooms)
{
    private readonly Lock _gate = new();
    private readonly List<Incident> _incidents = [];

    public int Seed { get; } = seed;

    public IReadOnlyList<string> Users { get; } = users;

    public IReadOnlyList<string> Rooms { get; } = rooms;

    public List<ClientTrack> Clients { get; } = [];

    /// <summary>The log of each room, as read at the end, in the order in which it was read.</summary>
    public IReadOnlyList<ChunkedList<LogEntry>> Logs { get; } = [.. rooms.Select(_ => new ChunkedList<LogEntry>())];

    /// <summary>What was found while it ran.</summary>
    public IReadOnlyList<Incident> Incidents
    {
        get
        {
            lock (_gate)
            {
                return [.. _incidents];
            }
        }
    }

    /// <summary>How much was found while it ran.</summary>
    public int IncidentCount
    {
        get
        {
            lock (_gate)
            {
                return _incidents.Count;
            }
        }
    }

    public ClientTrack AddClient(ClientKind kind, int user)
    {
        var track = new ClientTrack(new ClientInfo(kind, user));
        Clients.Add(track);
        return track;
    }

    public void Add(IncidentKind kind, string text)
    {
        lock (_gate)
        {
            _incidents.Add(new Incident(kind, text));
        }
    }
}
