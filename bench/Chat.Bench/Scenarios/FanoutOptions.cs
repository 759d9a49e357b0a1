namespace Chat.Bench.Scenarios;

/// <summary>What a fan-out run does.</summary>
/// <param name="Members">Connections, all in one room, senders included.</param>
/// <param name="Senders">How many of them send.</param>
/// <param name="InFlight">Messages a sender has unacknowledged at once.</param>
/// <param name="TextBytes">Length of each text.</param>
/// <param name="Seconds">Measured time.</param>
/// <param name="Warmup">Seconds of the same load before it.</param>
internal sealed record FanoutOptions(int Members, int Senders, int InFlight, int TextBytes, double Seconds, double Warmup);
