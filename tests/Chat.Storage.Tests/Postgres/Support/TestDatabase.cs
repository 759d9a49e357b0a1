using Chat.Storage.Postgres;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Xunit;

namespace Chat.Storage.Tests.Postgres.Support;

/// <summary>A database of a class's own, dropped at its end. Each spec has a schema of its own in it, which is made faster than a database.</summary>
public sealed class TestDatabase : IAsyncLifetime
{
    private readonly string _server = PostgresServer.ConnectionString!;
    private readonly string _name = $"akkachat_{Guid.NewGuid():N}";
    private int _schemas;

    public string ConnectionString { get; private set; } = "";

    public async Task InitializeAsync() =>
        await PostgresServer.RunAsync(_server, $"CREATE DATABASE {_name} ENCODING 'UTF8' TEMPLATE template0");

    public async Task DisposeAsync() => await PostgresServer.RunAsync(_server, $"DROP DATABASE {_name} WITH (FORCE)");

    /// <summary>Begins with an empty schema.</summary>
    public Task ClearAsync()
    {
        string schema = $"spec_{++_schemas}";
        ConnectionString = new NpgsqlConnectionStringBuilder(_server) { Database = _name, SearchPath = schema }.ConnectionString;
        return RunAsync($"CREATE SCHEMA {schema}");
    }

    public static PostgresOptions Options(string connectionString) =>
        PostgresOptions.TryParse(connectionString, out PostgresOptions? options) ? options : throw new ArgumentException("no connection string", nameof(connectionString));

    /// <summary>A store, over <paramref name="proxy"/> where there is one. A statement's text is sent each time, so that the proxy can see it.</summary>
    internal PostgresStore Open(CommitProxy? proxy = null)
    {
        var text = new NpgsqlConnectionStringBuilder(ConnectionString);
        if (proxy is not null)
        {
            (text.Host, text.Port, text.MaxAutoPrepare) = ("127.0.0.1", proxy.Port, 0);
        }

        return PostgresStore.Open(Options(text.ConnectionString), NullLogger<PostgresStore>.Instance);
    }

    public Task RunAsync(string sql) => PostgresServer.RunAsync(ConnectionString, sql);

    public Task<T?> AskAsync<T>(string sql) => PostgresServer.AskAsync<T>(ConnectionString, sql);

    /// <summary>Waits until a question is answered with true.</summary>
    public async Task UntilAsync(string question)
    {
        while (!await AskAsync<bool>(question))
        {
            await Task.Delay(10);
        }
    }
}
