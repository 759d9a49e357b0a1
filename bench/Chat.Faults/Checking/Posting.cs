namespace Chat.Faults.Checking;

/// <summary>One message that a user set out to post, and all that it was told about it.</summary>
internal sealed class Posting(int client, int user, int number, int room, ulong key, ulong text, long askedAt)
{
    public int Client { get; } = client;

    public int User { get; } = user;

    public int Number { get; } = number;

    public int Room { get; } = room;

    /// <summary>Fingerprint; 0 where it is not known.</summary>
    public ulong Key { get; } = key;

    public ulong Text { get; } = text;

    public long AskedAt { get; } = askedAt;

    /// <summary>The first acknowledgement; 0 where there is none.</summary>
    public long Seq { get; set; }

    /// <summary>The server's time in the first acknowledgement.</summary>
    public long Stamp { get; set; }

    /// <summary>When the first acknowledgement came; the greatest number where none did.</summary>
    public long AcknowledgedAt { get; set; } = long.MaxValue;

    /// <summary>Attempts that got no answer, or none that says whether it was done.</summary>
    public bool HasUnknown { get; set; }

    public bool HasRefusal { get; set; }

    /// <summary>Where the log has it; 0 where it does not.</summary>
    public long LogSeq { get; set; }

    public bool IsAcknowledged => Seq != 0;
}
