namespace Chat.Storage.Sqlite;

/// <summary>The connections that read. A read takes one that is free or opens one; of those that are free, a few are kept.</summary>
internal sealed class SqliteReadings(SqliteDatabase database) : IDisposable
{
    private static readonly int MostKept = 2 * Environment.ProcessorCount;

    private readonly Stack<SqliteReading> _free = new();
    private bool _disposed;

    /// <summary>Reads. A connection on which a read failed is closed.</summary>
    public T Read<T>(Func<SqliteReading, T> read)
    {
        SqliteReading reading = Take();
        bool isSound = false;
        try
        {
            T result = read(reading);
            isSound = true;
            return result;
        }
        finally
        {
            if (!isSound || !TryKeep(reading))
            {
                reading.Dispose();
            }
        }
    }

    /// <summary>Closes those that are free, and the others when their read has ended.</summary>
    public void Dispose()
    {
        lock (_free)
        {
            _disposed = true;
            while (_free.TryPop(out SqliteReading? reading))
            {
                reading.Dispose();
            }
        }
    }

    private SqliteReading Take()
    {
        lock (_free)
        {
            if (_free.TryPop(out SqliteReading? free))
            {
                return free;
            }
        }

        return new SqliteReading(database.OpenToRead());
    }

    private bool TryKeep(SqliteReading reading)
    {
        lock (_free)
        {
            bool hasRoom = !_disposed && _free.Count < MostKept;
            if (hasRoom)
            {
                _free.Push(reading);
            }

            return hasRoom;
        }
    }
}
