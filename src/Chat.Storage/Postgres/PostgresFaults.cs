using System.Net.Sockets;
using Chat.Actors.Storage;
using Npgsql;

namespace Chat.Storage.Postgres;

/// <summary>What PostgreSQL's errors mean to an operator, and what to do.</summary>
internal static class PostgresFaults
{
    /// <summary>True for errors of the server or of the way to it.</summary>
    public static bool IsKnown(Exception e) => e is NpgsqlException or TimeoutException or SocketException or IOException;

    /// <summary>The refusal for an error while a database is opened.</summary>
    public static StorageException OnOpen(PostgresOptions options, Exception e)
    {
        string database = options.Description;
        return new StorageException(
            e switch
            {
                PostgresException { SqlState: PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification } p =>
                    $"{database} does not let this node in: {p.MessageText}. Check Username in data.postgres and the password.",
                PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName } =>
                    $"{database}: there is no such database. Make it with: createdb -E UTF8 {options.Database}",
                PostgresException p => $"{database} can't be used: {p.MessageText}",
                _ => $"{database} can't be reached: {(e.InnerException ?? e).Message.TrimEnd('.')}. Start it, or mend data.postgres.",
            },
            e);
    }
}
