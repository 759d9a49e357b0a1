using System.CommandLine;
using Chat.Bench.Common;
using Chat.Faults.Nodes;

namespace Chat.Faults.Commands;

/// <summary>The options that say which storage the server under test has.</summary>
internal static class StorageOptions
{
    private const string Sqlite = "sqlite";
    private const string Postgres = "postgres";
    private const string Memory = "memory";
    private const string ConnectionVariable = "CHAT_TEST_POSTGRES";
    private const string ControlVariable = "CHAT_TEST_POSTGRES_CTL";

    private static readonly Option<string> Storage = new("--storage")
    {
        HelpName = "KIND",
        Description = "sqlite, postgres, or memory, which keeps nothing: such a run must find violations",
        DefaultValueFactory = _ => Sqlite,
    };

    private static readonly Option<string?> Connection = new("--postgres")
    {
        HelpName = "CONNECTION",
        Description = $"Connection string of a role that may make databases; a password had better stand in the environment [default: ${ConnectionVariable}]",
    };

    private static readonly Option<string?> Restart = new("--postgres-restart")
    {
        HelpName = "COMMAND",
        Description = $"Restarts the PostgreSQL server, as a line for sh [default: with ${ControlVariable}, where that is set]",
    };

    static StorageOptions() => Storage.AcceptOnlyFromAmong(Sqlite, Postgres, Memory);

    public static IReadOnlyList<Option> All => [Storage, Connection, Restart];

    /// <summary>The storage that was asked for.</summary>
    /// <param name="command">The options.</param>
    /// <param name="directory">The server's data directory.</param>
    /// <exception cref="BenchException">PostgreSQL was asked for, and not where it is.</exception>
    public static IStorageUnderTest Make(ParseResult command, string directory) => command.GetValue(Storage) switch
    {
        Postgres => new PostgresUnderTest(
            command.GetValue(Connection) ?? Environment.GetEnvironmentVariable(ConnectionVariable)
                ?? throw new BenchException($"--storage postgres takes --postgres CONNECTION, or ${ConnectionVariable}."),
            command.GetValue(Restart) ?? DefaultRestart(),
            directory),
        Memory => new MemoryUnderTest(directory),
        _ => new SqliteUnderTest(directory),
    };

    private static string? DefaultRestart() =>
        Environment.GetEnvironmentVariable(ControlVariable) is { Length: > 0 } ? $"\"${ControlVariable}\" restart -m immediate -s" : null;
}
