using System.Data;
using Chat.Actors.Search;
using Chat.Actors.Storage;
using Chat.Protocol;
using Npgsql;

namespace Chat.Storage.Postgres;

/// <content>Searching.</content>
internal sealed partial class PostgresReader
{
    /// <summary>
    /// The index is told the rooms of one who is in no more than this, and skips what others hold. With more each hit's room is looked at: where the server
    /// reads messages from the newest back, it would compare each with all these rooms, which is slower than to look at a million in vain.
    /// </summary>
    private const int MostRoomsInQuery = 64;

    /// <summary>The best way depends on how common the words are, so each search is planned anew; compiling one takes longer than most searches do.</summary>
    private const string SearchSettings = "SELECT set_config('plan_cache_mode', 'force_custom_plan', true), set_config('jit', 'off', true)";

    private const string AskersRooms =
        """
        SELECT m.room, CASE WHEN r.pair THEN '@' || coalesce(u.name, p.user_id, m.user_id) ELSE r.name END
        FROM members m
        JOIN rooms r ON r.no = m.room
        LEFT JOIN members p ON r.pair AND p.room = m.room AND p.user_id <> m.user_id
        LEFT JOIN users u ON u.id = coalesce(p.user_id, m.user_id)
        WHERE m.user_id = $1
        """;

    private const string Hit = "SELECT seq, at, author, from_name, text, key, kind, no, room FROM messages";

    // Within a room, no grows with seq: either order is the same, and there is an index for each.
    private const string HitsInRoom = Hit + " WHERE words @@ $1::tsquery AND no < $2 AND room = $3 AND seq < $4 ORDER BY seq DESC LIMIT $5";

    private const string HitsInRooms = Hit + " WHERE words @@ $1::tsquery AND no < $2 AND room = ANY($3) ORDER BY no DESC LIMIT $4";

    /// <summary>Messages with these words, newest first; null where the asker is not in the one room that is asked for.</summary>
    public async Task<SearchPage?> SearchAsync(SearchQuery query, CancellationToken cancel)
    {
        await using NpgsqlConnection connection = await source.OpenConnectionAsync(cancel).ConfigureAwait(false);

        // One snapshot, so that memberships and messages are of one moment.
        await using NpgsqlTransaction snapshot = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancel).ConfigureAwait(false);
        bool inOneRoom = query.Room is not null || query.Peer is not null;
        Dictionary<long, string> rooms = await FindRoomsAsync(connection, query, cancel).ConfigureAwait(false);
        if (rooms.Count == 0)
        {
            return inOneRoom ? null : new SearchPage([], null);
        }

        int limit = Math.Min(query.Limit, ProtocolLimits.MaxPage);
        string words = SearchVector.Query(query, rooms.Count <= MostRoomsInQuery ? rooms.Keys : []);
        long end = query.Cursor ?? long.MaxValue;
        var hits = new List<SearchHit>();
        int read;
        do
        {
            using NpgsqlBatch batch = Unlimited(connection);
            if (inOneRoom)
            {
                batch.Add(HitsInRoom, words, end, rooms.Keys.Single(), query.Before ?? long.MaxValue, limit + 1);
            }
            else
            {
                batch.Add(HitsInRooms, words, end, rooms.Keys.ToArray(), limit + 1);
            }

            await using NpgsqlDataReader rows = await batch.ExecuteReaderAsync(cancel).ConfigureAwait(false);
            List<SearchHit> found = await rows.AllAsync(row => new SearchHit(row.GetInt64(7), rooms[row.GetInt64(8)], ToMessage(row)), cancel).ConfigureAwait(false);
            hits.AddRange(found.Where(hit => HasPhrases(hit.Message, query)));
            (read, end) = (found.Count, found.Count > 0 ? found[^1].No : end);
        }
        while (read > limit && hits.Count <= limit);

        return SearchPage.Cut(hits, limit);
    }

    private static async Task<Dictionary<long, string>> FindRoomsAsync(NpgsqlConnection connection, SearchQuery query, CancellationToken cancel)
    {
        using NpgsqlBatch batch = Unlimited(connection);
        batch.Add(SearchSettings);
        if (query.Peer is { } peer)
        {
            batch.Add(AskersRooms + " AND r.pair AND u.folded = $2", query.Asker.Value, peer);
        }
        else if (query.Room is { } room)
        {
            batch.Add(AskersRooms + " AND r.id = $2", query.Asker.Value, room.Value);
        }
        else
        {
            batch.Add(AskersRooms, query.Asker.Value);
        }

        await using NpgsqlDataReader rows = await batch.ExecuteReaderAsync(cancel).ConfigureAwait(false);
        await rows.NextResultAsync(cancel).ConfigureAwait(false);
        return (await rows.AllAsync(row => (No: row.GetInt64(0), Label: row.GetString(1)), cancel).ConfigureAwait(false)).ToDictionary(r => r.No, r => r.Label);
    }

    // Whoever asks says how long a search may take, by cancelling it.
    private static NpgsqlBatch Unlimited(NpgsqlConnection connection) => new(connection) { Timeout = 0 };

    private static bool HasPhrases(StoredMessage message, SearchQuery query)
    {
        SearchPhrase[] phrases = [.. query.Phrases.Where(phrase => phrase.Tokens.Count > 1)];
        if (phrases.Length == 0)
        {
            return true;
        }

        List<string> tokens = SearchText.Tokens(message.Text);
        return Array.TrueForAll(phrases, phrase => phrase.IsIn(tokens));
    }
}
