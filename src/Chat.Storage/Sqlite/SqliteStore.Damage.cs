using Chat.Actors.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Chat.Storage.Sqlite;

/// <content>A database that turns out to be damaged while it is in use: what can be read is read, and nothing is written on top of the damage.</content>
public sealed partial class SqliteStore
{
    private StorageException? _damage;

    /// <inheritdoc/>
    public string? Damage => _damage?.Message;

    private void RefuseDamaged()
    {
        if (_damage is { } damage)
        {
            throw new StorageException(damage.Message, damage);
        }
    }

    /// <summary>The failure of a read or a write.</summary>
    /// <param name="e">What SQLite said.</param>
    /// <param name="what">What could not be done.</param>
    private StorageException Explain(SqliteException e, string what)
    {
        if (!SqliteFaults.IsDamage(e))
        {
            return new StorageException($"{_database.Path} could not be {what}: {SqliteFaults.Reason(e)}", e);
        }

        StorageException damage = SqliteFaults.DamagedInUse(_database.Path, e);
        if (Interlocked.CompareExchange(ref _damage, damage, null) is null)
        {
            Log.Damaged(_log, damage.Message);
        }

        return damage;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Critical, "{Line}")]
        public static partial void Damaged(ILogger log, string line);
    }
}
