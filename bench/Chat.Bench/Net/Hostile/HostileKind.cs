namespace Chat.Bench.Net.Hostile;

/// <summary>What a hostile client does.</summary>
internal enum HostileKind
{
    /// <summary>Sends half of a length prefix, and no more.</summary>
    Prefix,

    /// <summary>Announces a frame of nearly the most bytes, and sends a few of them.</summary>
    Body,

    /// <summary>Says hello, a byte a second.</summary>
    Drip,

    /// <summary>Connects, and is silent.</summary>
    Silent,

    /// <summary>Says hello, and is gone without the server being told: it neither reads nor sends any more.</summary>
    HalfOpen,

    /// <summary>Enters the room in which everyone talks, and does not read.</summary>
    NeverReads,

    /// <summary>Enters that room and asks for its history over and over, and does not read.</summary>
    Greedy,

    /// <summary>Connects, or says hello, and cuts the connection at once, again and again.</summary>
    Resets,

    /// <summary>Announces a frame of 4 GiB.</summary>
    Oversize,
}
