using System.Text.Json.Serialization;

namespace Chat.Faults.History;

/// <summary>One line of a history file. Fields that are 0 or absent are left out.</summary>
internal sealed record HistoryLine
{
    /// <summary>What the line is: <c>run</c>, <c>client</c>, <c>ask</c>, <c>answer</c>, <c>sight</c>, <c>log</c> or <c>incident</c>.</summary>
    public required string Is { get; init; }

    /// <summary>The kind of client, answer, sight or incident.</summary>
    public string? Kind { get; init; }

    public int Seed { get; init; }

    public IReadOnlyList<string>? Users { get; init; }

    public IReadOnlyList<string>? Rooms { get; init; }

    /// <summary>The client's number, by the order of the <c>client</c> lines; for a client, its user's.</summary>
    public int Who { get; init; }

    /// <summary>The message's number among its user's.</summary>
    public int No { get; init; }

    /// <summary>The room's number.</summary>
    public int Room { get; init; }

    public long Seq { get; init; }

    /// <summary>The end of a range of seqs, or a message's fingerprint.</summary>
    public ulong Print { get; init; }

    public ulong Key { get; init; }

    public ulong Text { get; init; }

    /// <summary>The server's time, Unix milliseconds.</summary>
    public long Stamp { get; init; }

    /// <summary>Microseconds since the run began.</summary>
    public long At { get; init; }

    /// <summary>An incident in words.</summary>
    public string? Says { get; init; }
}

/// <summary>JSON of the history's lines.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(HistoryLine))]
internal sealed partial class HistoryJson : JsonSerializerContext;
