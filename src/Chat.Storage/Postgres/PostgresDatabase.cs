using Chat.Actors.Storage;
using DbUp;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Chat.Storage.Postgres;

/// <summary>A PostgreSQL database: its connections, whether it is fit for use, its schema.</summary>
internal sealed partial class PostgresDatabase(PostgresOptions options, ILogger log) : IAsyncDisposable
{
    /// <summary>Identity columns, ON CONFLICT and the rest are older; this is the oldest version that is still looked after.</summary>
    private static readonly Version Oldest = new(13, 0);

    private static readonly TimeSpan Forgotten = TimeSpan.FromDays(30);

    private readonly string _writing = options.ForWriting();

    /// <summary>For logs and the banner, without a secret.</summary>
    public string Description { get; } = options.Description;

    /// <summary>The pool for reads.</summary>
    public NpgsqlDataSource Readers { get; } = NpgsqlDataSource.Create(options.ForReading());

    /// <summary>Opens a connection for writing that belongs to the caller.</summary>
    public async Task<NpgsqlConnection> OpenToWriteAsync(CancellationToken cancel)
    {
        var connection = new NpgsqlConnection(_writing);
        try
        {
            await connection.OpenAsync(cancel).ConfigureAwait(false);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Makes sure that the server can be trusted with data, and brings the schema up to date. Nodes that start at once do it one by one.</summary>
    /// <exception cref="StorageException">It can't be used; the message is one line for the operator.</exception>
    public void Prepare()
    {
        try
        {
            using var connection = new NpgsqlConnection(options.ForOnce());
            connection.Open();
            RequireFit(connection);

            // Held until the connection closes. The number is this program's own.
            Run(connection, "SELECT pg_advisory_lock(4992341177200923)");
            string schema = Ask(connection, "SELECT current_schema()")
                ?? throw new StorageException($"{Description} has no schema to make tables in: check Search Path in data.postgres, and search_path of the role.");
            SchemaMigration.Apply(
                DeployChanges.To.PostgresqlDatabase(options.ForOnce()).JournalToPostgresqlTable(schema, "schemaversions"), "Postgres", Description, log);
            FillWords(connection);
            Run(connection, $"DELETE FROM commits WHERE at < now() - interval '{Forgotten.Days} days'");
        }
        catch (Exception e) when (PostgresFaults.IsKnown(e))
        {
            throw PostgresFaults.OnOpen(options, e);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Readers.DisposeAsync();

    private void RequireFit(NpgsqlConnection connection)
    {
        if (connection.PostgreSqlVersion < Oldest)
        {
            throw new StorageException($"{Description} has version {connection.PostgreSqlVersion}; {Oldest.Major} or newer is needed.");
        }

        if (Setting(connection, "server_encoding") != "UTF8")
        {
            throw new StorageException($"{Description} does not store UTF-8: make the database anew with the encoding UTF8.");
        }

        if (Setting(connection, "fsync") == "off")
        {
            throw new StorageException($"{Description} runs with fsync = off: what was acknowledged would be lost in a crash. Set fsync = on in its postgresql.conf.");
        }

        if (Setting(connection, "full_page_writes") == "off")
        {
            LogTornPages(Description);
        }
    }

    private static string? Setting(NpgsqlConnection connection, string name) => Ask(connection, $"SELECT current_setting('{name}')");

    private static string? Ask(NpgsqlConnection connection, string sql)
    {
        using var command = new NpgsqlCommand(sql, connection);
        return command.ExecuteScalar() as string;
    }

    private static void Run(NpgsqlConnection connection, string sql)
    {
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "{Database} runs with full_page_writes = off: a crash can damage it for good, unless its file system never tears a page")]
    private partial void LogTornPages(string database);
}
