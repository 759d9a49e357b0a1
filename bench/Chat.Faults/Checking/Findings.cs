using Chat.Faults.History;

namespace Chat.Faults.Checking;

/// <summary>A way in which the contract was broken.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Text">Where and how, one line.</param>
internal sealed record Violation(ViolationKind Kind, string Text);

/// <summary>Collects violations: all are counted, the first few of each kind kept.</summary>
/// <param name="history">For the names.</param>
internal sealed class Findings(RunHistory history)
{
    private const int Kept = 5;

    private readonly SortedDictionary<ViolationKind, List<Violation>> _first = [];
    private readonly SortedDictionary<ViolationKind, long> _counts = [];

    /// <summary>How often each kind was found.</summary>
    public IReadOnlyDictionary<ViolationKind, long> Counts => _counts;

    /// <summary>The first few of each kind.</summary>
    public IEnumerable<Violation> First => _first.Values.SelectMany(v => v);

    public long Total => _counts.Values.Sum();

    public void Add(ViolationKind kind, string text)
    {
        long count = _counts.GetValueOrDefault(kind);
        _counts[kind] = count + 1;
        if (count < Kept)
        {
            if (count == 0)
            {
                _first[kind] = [];
            }

            _first[kind].Add(new Violation(kind, text));
        }
    }

    /// <summary>About a message in a log.</summary>
    public void Add(ViolationKind kind, int room, long seq, string text) => Add(kind, $"room {history.Rooms[room]}, seq {seq}: {text}");

    /// <summary>About what a client saw.</summary>
    public void Add(ViolationKind kind, int client, int room, long seq, string text) => Add(kind, room, seq, $"client {client} ({Name(client)}) {text}");

    private string Name(int client)
    {
        ClientInfo info = history.Clients[client].Client;
        return $"{history.Users[info.User]}, {info.Kind}";
    }
}
