namespace Chat.Bench.Compare;

/// <summary>How to compare.</summary>
/// <param name="Server">Our published Chat.Server.dll.</param>
/// <param name="Client">Our published client's program; null for where publishing puts it.</param>
/// <param name="ClientBench">Chat.Client.Bench.dll, which measures the client.</param>
/// <param name="Rounds">How often each server is measured in turn.</param>
/// <param name="IsQuick">Whether everything is shorter and smaller than the goals ask for.</param>
internal sealed record CompareOptions(string Server, string? Client, string ClientBench, int Rounds, bool IsQuick);
