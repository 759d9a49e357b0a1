using Xunit;

namespace Chat.Server.Tests.EndToEnd.Support;

/// <summary>A client that keeps a view of its rooms, from snapshots and events alone, as the contract says one can.</summary>
internal sealed class Participant(ChatNode node, int number)
{
    private readonly Dictionary<long, string> _asked = [];
    private readonly HashSet<string> _unlisted = [];
    private WireClient? _client;
    private string _name = $"user{number}";
    private int _lastKey;

    /// <summary>The rooms it believes to be in.</summary>
    public SortedDictionary<string, RoomModel> Rooms { get; } = new(StringComparer.Ordinal);

    /// <summary>Every message it has seen.</summary>
    public Dictionary<(string Room, long Seq), string> Log { get; } = [];

    private string Story => string.Join(Environment.NewLine, _client!.Received);

    /// <summary>Connects, or cuts its connection and comes back.</summary>
    public async Task ConnectAsync()
    {
        string? token = _client?.Token;
        _client?.Reset();
        _asked.Clear();
        _client = await node.ConnectAsync();
        Hello(await _client.HelloAsync(_name, token, token is null ? null : Rooms.Where(r => r.Value.Cursor is not null).ToDictionary(r => r.Key, r => r.Value.Cursor)));
        foreach (string room in Rooms.Keys)
        {
            await AskAsync("users", ("room", room), ("limit", 200));
        }
    }

    /// <summary>Asks without waiting.</summary>
    public async Task AskAsync(string type, params (string, object?)[] fields) => _asked.Add(await _client!.PutAsync(type, fields), type);

    public Task SayAsync(string room) => AskAsync("send", ("room", room), ("text", $"{number}-{++_lastKey}"), ("key", $"{_lastKey}"));

    public Task RenameAsync(int variant) => AskAsync("nick", ("user", $"user{number}-{variant}"));

    /// <summary>Reads until everything it asked for is answered.</summary>
    public async Task SyncAsync()
    {
        while (_asked.Count > 0)
        {
            WireFrame frame = await _client!.NextAsync(_ => true, "an answer");
            if (frame.Re is not { } re)
            {
                Hear(frame);
            }
            else if (_asked.Remove(re, out string? type) && frame.Type == "ok")
            {
                Learn(type, frame);
            }

            await ListAsync();
        }
    }

    /// <summary>Asks for the members of rooms that were large and are no more.</summary>
    private async Task ListAsync()
    {
        foreach (string room in _unlisted.Where(Rooms.ContainsKey).ToList())
        {
            await AskAsync("users", ("room", room), ("limit", 200));
        }

        _unlisted.Clear();
    }

    /// <summary>Fetches its rooms anew and holds them against its view.</summary>
    public async Task AssertTrueAsync()
    {
        foreach ((string room, RoomModel model) in Rooms)
        {
            WireFrame users = await FetchAsync("users", ("room", room), ("limit", 200));
            Assert.True(users.Type == "ok", $"{_name} is not in {room}, but was told {Story}");
            WireFrame log = await FetchAsync("history", ("room", room), ("limit", 200));
            Assert.Equal(Members(users), model.Members ?? Members(users));
            string? topic = (await FetchAsync("topic", ("room", room))).Text("topic");
            Assert.Equal(topic, model.Topic ?? topic);
            IReadOnlyList<WireFrame> messages = log.List("messages");
            Assert.Equal(Enumerable.Range(1, messages.Count).Select(n => (long)n), messages.Select(m => m.Seq));
            Assert.Equal(messages.Count, model.Cursor);
            Assert.All(messages, m => Assert.Equal(m.Text("text"), Log.GetValueOrDefault((room, m.Seq), m.Text("text")!)));
        }
    }

    /// <summary>Comes back on another connection, and holds the rooms it is told of against its view.</summary>
    public async Task AssertMemberAsync()
    {
        WireClient again = await node.ResumeAsync(_client!);
        string[] rooms = [.. again.Received[0].List("rooms").Select(r => r.Text("room")!).Order(StringComparer.Ordinal)];
        Assert.True(rooms.SequenceEqual(Rooms.Keys), $"{_name} is in {string.Join(", ", rooms)}, but was told {Story}");
    }

    private static SortedDictionary<string, MemberModel> Members(WireFrame ok) => new(
        ok.List("users").ToDictionary(u => u.Text("user")!, u => new MemberModel(u.Text("status"), u.Text("role"), u.Text("away"))), StringComparer.Ordinal);

    private async Task<WireFrame> FetchAsync(string type, params (string, object?)[] fields)
    {
        long id = await _client!.PutAsync(type, fields);
        while (true)
        {
            WireFrame frame = await _client.NextAsync(_ => true, type);
            if (frame.Re == id)
            {
                return frame;
            }

            Hear(frame);
        }
    }

    private void Hello(WireFrame ok)
    {
        _name = ok.Text("user")!;
        Dictionary<string, WireFrame> rooms = ok.List("rooms").ToDictionary(r => r.Text("room")!);
        foreach (string gone in Rooms.Keys.Except(rooms.Keys).ToList())
        {
            Rooms.Remove(gone);
        }

        foreach ((string name, WireFrame room) in rooms)
        {
            long? cursor = Rooms.TryGetValue(name, out RoomModel? known) ? known.Cursor ?? room.Seq : room.Seq;

            // The topic is left out: one that is set between the answer and the first event has no cursor to be resumed from.
            Rooms[name] = new RoomModel(cursor);
        }
    }

    private void Learn(string type, WireFrame ok)
    {
        string room = ok.Text("room") ?? "";
        switch (type)
        {
            case "join":
                // Where it is a member already, the answer changes nothing but what was not known.
                Rooms.TryAdd(room, new RoomModel(ok.Seq));
                Rooms[room].Topic = ok.Text("topic")!;
                Rooms[room].Cursor ??= ok.Seq;
                Rooms[room].Members = ok.Has("counts") ? null : Members(ok);
                break;
            case "leave":
                Rooms.Remove(room);
                break;
            case "users" when Rooms.TryGetValue(room, out RoomModel? model):
                // Someone whose joining is still being stored is shown here before the event.
                model.Members ??= ok.Has("counts") ? null : Members(ok);
                break;
        }
    }

    private void Hear(WireFrame said)
    {
        string user = said.Text("user") ?? "";
        string? place = said.Text("room");
        RoomModel? room = place is null ? null : Rooms.GetValueOrDefault(place);
        switch (said.Type)
        {
            case "message" when room is not null:
                Assert.Equal(room.Cursor + 1 ?? said.Seq, said.Seq);
                room.Cursor = said.Seq;
                Log[(place!, said.Seq)] = said.Text("text")!;
                break;
            case "left" when said.Flag("you"):
                Rooms.Remove(place!);
                break;
            case "joined" when room is null && said.Flag("you"):
                // It asked for this on a connection that it has lost.
                Rooms[place!] = new RoomModel(null);
                break;
            case "joined":
                room?.Members?[user] = new MemberModel(said.Text("status"), said.Text("role"), said.Text("away"));
                break;
            case "left":
                room?.Members?.Remove(user);
                break;
            case "topic":
                room?.Topic = said.Text("topic")!;
                break;
            case "presence" when room?.Members is { } members && members.TryGetValue(user, out MemberModel? member):
                members[user] = member with { Status = said.Text("status"), Away = said.Text("away") };
                break;
            case "counts" when room is not null:
                // In a large room nobody is told who comes and goes.
                room.Members = null;
                if (said.Flag("each"))
                {
                    _unlisted.Add(place!);
                }

                break;
            case "renamed" when place is null:
                _name = said.Text("to")!;
                break;
            case "renamed" when room?.Members is { } known && known.Remove(user, out MemberModel? renamed):
                known[said.Text("to")!] = renamed;
                break;
            case "gap" or "bye":
                Assert.Fail($"{_name} was not to hear {said}");
                break;
        }
    }

    internal sealed record MemberModel(string? Status, string? Role, string? Away);

    internal sealed class RoomModel(long? cursor)
    {
        /// <summary>The last seq seen; null until one is.</summary>
        public long? Cursor { get; set; } = cursor;

        /// <summary>Null until it is told.</summary>
        public string? Topic { get; set; }

        /// <summary>Null until they are told.</summary>
        public SortedDictionary<string, MemberModel>? Members { get; set; }
    }
}
