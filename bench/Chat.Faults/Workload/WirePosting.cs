namespace Chat.Faults.Workload;

/// <summary>A message that a client with frames of its own posts, until its end is known.</summary>
internal sealed class WirePosting(int number, int room, string key, string text, bool isEcho = false)
{
    public int Number { get; } = number;

    public int Room { get; } = room;

    public string Key { get; } = key;

    public string Text { get; } = text;

    /// <summary>True where another device of the user asked for it, and counts it.</summary>
    public bool IsEcho { get; } = isEcho;

    /// <summary>Attempts on their way.</summary>
    public int Copies { get; set; }

    public bool IsAcknowledged { get; set; }

    /// <summary>Acknowledged, or given up.</summary>
    public bool IsSettled { get; set; }

    /// <summary>Not to be sent again before this time of <see cref="Gauge.Now"/>.</summary>
    public long NotBefore { get; set; }
}
