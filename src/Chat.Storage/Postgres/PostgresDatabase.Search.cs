using Microsoft.Extensions.Logging;
using Npgsql;

namespace Chat.Storage.Postgres;

/// <content>Making messages of earlier versions searchable.</content>
internal sealed partial class PostgresDatabase
{
    private const int FillAtOnce = 1000;

    /// <summary>
    /// Gives their words to the messages that have none, a thousand a commit: what was done by a start that did not come to its end is not done again.
    /// Nodes of an earlier version that still run may go on storing such messages; the next start finds them.
    /// </summary>
    /// <param name="connection">A connection that is used for nothing but the preparation.</param>
    private void FillWords(NpgsqlConnection connection)
    {
        // Each part is looked up by number, however large or small the planner believes the table to be.
        Run(connection, "SET enable_seqscan = off; SET enable_hashjoin = off; SET enable_mergejoin = off");
        List<(long No, string Words)> part = ReadWithoutWords(connection, 0);
        if (part.Count > 0)
        {
            LogIndexing(Description);
        }

        for (; part.Count > 0; part = ReadWithoutWords(connection, part[^1].No))
        {
            using NpgsqlBatch update = connection.CreateBatch();
            update.Add(
                "UPDATE messages SET words = w.words::tsvector FROM unnest($1, $2) AS w(no, words) WHERE messages.no = w.no",
                part.Select(m => m.No).ToArray(), part.Select(m => m.Words).ToArray());
            update.ExecuteNonQuery();
        }
    }

    private static List<(long No, string Words)> ReadWithoutWords(NpgsqlConnection connection, long after)
    {
        using NpgsqlBatch select = connection.CreateBatch();
        select.Add("SELECT no, room, from_name, text FROM messages WHERE words IS NULL AND no > $1 ORDER BY no LIMIT $2", after, FillAtOnce);
        using NpgsqlDataReader rows = select.ExecuteReader();
        var part = new List<(long No, string Words)>();
        while (rows.Read())
        {
            part.Add((rows.GetInt64(0), SearchVector.Of(rows.GetInt64(1), rows.GetString(2), rows.GetString(3))));
        }

        return part;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Database}: making the messages of earlier versions searchable; with millions of them this may take minutes")]
    private partial void LogIndexing(string database);
}
