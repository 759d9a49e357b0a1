using Microsoft.Data.Sqlite;

namespace Chat.Storage.Sqlite;

/// <summary>
/// A connection that reads, which it owns, and the statements it has prepared: compiling one takes longer than running it. For one read at a time.
/// </summary>
internal sealed class SqliteReading(SqliteConnection connection) : IDisposable
{
    private readonly Dictionary<string, Statement> _statements = new(StringComparer.Ordinal);

    /// <summary>The connection.</summary>
    public SqliteConnection Connection { get; } = connection;

    /// <summary>A statement of this connection, compiled when it is first asked for. The program has a few dozen.</summary>
    /// <param name="sql">A text of the program's, never of anyone's data.</param>
    public Statement Prepare(string sql)
    {
        if (!_statements.TryGetValue(sql, out Statement? statement))
        {
            _statements[sql] = statement = new Statement(Connection, sql);
        }

        return statement;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (Statement statement in _statements.Values)
        {
            statement.Dispose();
        }

        Connection.Dispose();
    }
}
