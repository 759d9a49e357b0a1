namespace Chat.Client.Bench.Scenarios;

/// <summary>What to measure.</summary>
/// <param name="Messages">In the scrollback.</param>
/// <param name="FillRate">Messages a second while it is filled.</param>
/// <param name="Rate">Messages a second while keys are typed.</param>
/// <param name="Seconds">How long load and silence are measured.</param>
/// <param name="Starts">How often the client is started for the first paint.</param>
/// <param name="Client">The published program.</param>
/// <param name="Server">Chat.Server.dll; null for the one built with this program.</param>
internal sealed record ClientBenchOptions(int Messages, int FillRate, int Rate, double Seconds, int Starts, string Client, string? Server);
