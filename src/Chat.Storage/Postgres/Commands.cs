using Npgsql;
using NpgsqlTypes;

namespace Chat.Storage.Postgres;

/// <summary>Commands whose parameters are given by place, and their rows.</summary>
internal static class Commands
{
    /// <summary>Adds a command with the parameters <c>$1</c>, <c>$2</c> …</summary>
    public static void Add(this NpgsqlBatch batch, string sql, params ReadOnlySpan<object?> values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (object? value in values)
        {
            command.Parameters.Add(value switch
            {
                // A null has no type of its own, and the type is a part of what makes a statement the same one.
                null => new NpgsqlParameter { Value = DBNull.Value },
                string text => new NpgsqlParameter<string> { TypedValue = text, NpgsqlDbType = NpgsqlDbType.Text },
                _ => new NpgsqlParameter { Value = value },
            });
        }

        batch.BatchCommands.Add(command);
    }

    /// <summary>Every row of the current result.</summary>
    public static async Task<List<T>> AllAsync<T>(this NpgsqlDataReader rows, Func<NpgsqlDataReader, T> read, CancellationToken cancel)
    {
        var all = new List<T>();
        while (await rows.ReadAsync(cancel).ConfigureAwait(false))
        {
            all.Add(read(rows));
        }

        return all;
    }
}
