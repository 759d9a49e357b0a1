namespace Chat.Bench.Common.Servers;

/// <summary>What a server process uses.</summary>
/// <param name="Cpu">User and system time since its start.</param>
/// <param name="ResidentBytes">Memory now.</param>
/// <param name="PeakResidentBytes">The most it ever had.</param>
public sealed record ServerUsage(TimeSpan Cpu, long ResidentBytes, long PeakResidentBytes);
