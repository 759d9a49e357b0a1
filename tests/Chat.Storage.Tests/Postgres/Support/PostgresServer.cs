using Npgsql;

namespace Chat.Storage.Tests.Postgres.Support;

/// <summary>The server that the specs use: the one that the environment names.</summary>
internal static class PostgresServer
{
    public const string Variable = "CHAT_TEST_POSTGRES";

    /// <summary>A connection string of a role that may make databases; null where there is none. A busy machine gets more time than a node gives its server.</summary>
    public static string? ConnectionString { get; } = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } text
        ? new NpgsqlConnectionStringBuilder(text) { Timeout = 60, CommandTimeout = 120 }.ConnectionString
        : null;

    /// <summary>Runs one statement.</summary>
    public static async Task RunAsync(string connectionString, string sql) => await AskAsync<object>(connectionString, sql);

    /// <summary>The first value of the first row.</summary>
    public static async Task<T?> AskAsync<T>(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync() is T value ? value : default;
    }
}
