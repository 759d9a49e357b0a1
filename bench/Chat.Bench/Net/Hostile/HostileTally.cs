using System.Collections.Concurrent;

namespace Chat.Bench.Net.Hostile;

/// <summary>What became of the hostile connections. Many threads count.</summary>
internal sealed class HostileTally
{
    private readonly ConcurrentDictionary<string, int> _endings = new(StringComparer.Ordinal);
    private int _connections;
    private int _open;
    private int _mostOpen;

    /// <summary>Connections that were made.</summary>
    public int Connections => Volatile.Read(ref _connections);

    /// <summary>Most of them at once.</summary>
    public int MostOpen => Volatile.Read(ref _mostOpen);

    /// <summary>How many ended in which way: the code of the server's last frame, <c>closed</c>, <c>reset</c> or <c>not connected</c>.</summary>
    public IReadOnlyDictionary<string, int> Endings => _endings;

    /// <summary>A connection is there.</summary>
    public void Opened()
    {
        Interlocked.Increment(ref _connections);
        int open = Interlocked.Increment(ref _open);
        int most = Volatile.Read(ref _mostOpen);
        while (open > most && Interlocked.CompareExchange(ref _mostOpen, open, most) is var seen && seen != most)
        {
            most = seen;
        }
    }

    /// <summary>It is gone.</summary>
    public void Closed() => Interlocked.Decrement(ref _open);

    /// <summary>A connection has ended, or could not be made.</summary>
    public void Ended(string how) => _endings.AddOrUpdate(how, 1, (_, count) => count + 1);
}
