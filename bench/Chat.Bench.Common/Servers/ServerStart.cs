namespace Chat.Bench.Common.Servers;

/// <summary>How to start a server process.</summary>
/// <param name="Dll">Path of Chat.Server.dll.</param>
/// <param name="DataDirectory">What it keeps goes here.</param>
/// <param name="Config">Path of its settings file.</param>
public sealed record ServerStart(string Dll, string DataDirectory, string Config)
{
    /// <summary>Variables to set in its environment, or to take out with null.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();

    /// <summary>Takes each line that it logs; null leaves them to the terminal.</summary>
    public Action<string>? Log { get; init; }

    /// <summary>Whether chat clients connect with TLS; else in plain text.</summary>
    public bool IsEncrypted { get; init; }

    /// <summary>How long it may take until it listens.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);
}
