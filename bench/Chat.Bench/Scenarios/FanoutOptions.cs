namespace Chat.Bench.Scenarios;

/// <summary>What a fan-out run does.</summary>
/// <param name="Rooms">Rooms over which the members are spread evenly.</param>
/// <param name="Members">Connections, senders included.</param>
/// <param name="Senders">How many of them send.</param>
/// <param name="InFlight">Messages a sender has unacknowledged at once in a closed loop.</param>
/// <param name="Rate">Messages a second of all senders together, sent when they are due; null for a closed loop.</param>
/// <param name="TextBytes">Length of each text.</param>
/// <param name="Seconds">Measured time.</param>
/// <param name="Warmup">Seconds of the same load before it.</param>
internal sealed record FanoutOptions(int Rooms, int Members, int Senders, int InFlight, int? Rate, int TextBytes, double Seconds, double Warmup)
{
    /// <summary>Whether members talk in rooms or in pairs.</summary>
    public bool InPairs { get; init; }

    /// <summary>Whether to find when the last of all members has each message. Needs one room and a rate.</summary>
    public bool TracksLast { get; init; }

    /// <summary>Whether the server is to go on after the run, everyone gone.</summary>
    public bool KeepsServer { get; init; }
}
