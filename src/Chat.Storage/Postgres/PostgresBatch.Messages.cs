using Chat.Actors;
using Chat.Actors.Storage;

namespace Chat.Storage.Postgres;

/// <content>Messages: all of a batch are looked up by one statement, numbered here and stored by one statement.</content>
internal sealed partial class PostgresBatch
{
    private readonly Dictionary<(RoomId Room, UserId Author, string Key), WriteResult.Appended> _known = [];
    private readonly List<(Room Room, long Seq, Write.AppendMessage Write)> _added = [];

    private void FindKnownKeys()
    {
        (RoomId Room, UserId Author, string Key)[] keys = [.. writes.Select(KeyOf).OfType<(RoomId, UserId, string)>()];
        if (keys.Length == 0)
        {
            return;
        }

        // OFFSET 0 keeps the room out of the look-up: a planner that believes the table to be small would read whole rooms by (room, seq).
        _next.Add(
            """
            SELECT w.place, m.seq, m.at
            FROM unnest($1, $2, $3) WITH ORDINALITY AS w(room, author, key, place)
            JOIN rooms r ON r.id = w.room COLLATE "C"
            JOIN LATERAL (
                SELECT room, seq, at FROM messages WHERE author = w.author COLLATE "C" AND key = w.key COLLATE "C" OFFSET 0
            ) m ON m.room = r.no
            """,
            keys.Select(k => k.Room.Value).ToArray(), keys.Select(k => k.Author.Value).ToArray(), keys.Select(k => k.Key).ToArray());
        _answers.Add(row => _known[keys[row.GetInt64(0) - 1]] = Duplicate(row.GetInt64(1), row.GetInt64(2)));
    }

    private WriteResult Append(Write.AppendMessage w)
    {
        if (!_rooms.TryGetValue(w.Room, out Room? room))
        {
            return WriteResult.Missing.Instance;
        }

        if (_known.TryGetValue((w.Room, w.Author, w.Key), out WriteResult.Appended? first))
        {
            return first;
        }

        room.LastSeq++;
        room.Grew = true;
        _added.Add((room, room.LastSeq, w));
        WriteResult.Appended again = _known[(w.Room, w.Author, w.Key)] = Duplicate(room.LastSeq, w.At.ToUnixTimeMilliseconds());
        return again with { Duplicate = false };
    }

    private void AddMessages()
    {
        if (_added.Count == 0)
        {
            return;
        }

        _next.Add(
            """
            INSERT INTO messages (room, seq, at, author, from_name, text, key, kind, words)
            SELECT room, seq, at, author, from_name, text, key, kind, words::tsvector
            FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9) AS m(room, seq, at, author, from_name, text, key, kind, words)
            """,
            _added.Select(a => a.Room.No).ToArray(),
            _added.Select(a => a.Seq).ToArray(),
            _added.Select(a => a.Write.At.ToUnixTimeMilliseconds()).ToArray(),
            _added.Select(a => a.Write.Author.Value).ToArray(),
            _added.Select(a => a.Write.From).ToArray(),
            _added.Select(a => a.Write.Text).ToArray(),
            _added.Select(a => a.Write.Key).ToArray(),
            _added.Select(a => a.Write.Kind).ToArray(),
            _added.Select(a => SearchVector.Of(a.Room.No, a.Write.From, a.Write.Text)).ToArray());
        Room[] grown = [.. _rooms.Values.Where(r => r.Grew)];
        _next.Add(
            "UPDATE rooms SET last_seq = grown.last_seq FROM unnest($1, $2) AS grown(no, last_seq) WHERE rooms.no = grown.no",
            grown.Select(r => r.No).ToArray(), grown.Select(r => r.LastSeq).ToArray());
    }

    private static (RoomId Room, UserId Author, string Key)? KeyOf(Write write) => write switch
    {
        Write.AppendMessage w => (w.Room, w.Author, w.Key),
        Write.FindMessage w => (w.Room, w.Author, w.Key),
        _ => null,
    };

    private static WriteResult.Appended Duplicate(long seq, long at) => new(seq, DateTimeOffset.FromUnixTimeMilliseconds(at), Duplicate: true);
}
