using Chat.Faults.History;

namespace Chat.Faults.Tests.Checking;

/// <summary>
/// A run as it could have been, from a seed: users post to rooms, answers get lost, attempts are repeated or refused, connections come back, gaps are read.
/// What it makes keeps the contract, until a spec changes it.
/// </summary>
internal sealed class SampleRun
{
    private readonly Random _random;
    private readonly RunHistory _history;
    private readonly int[] _numbers;
    private long _now;

    public SampleRun(int seed, int users = 4, int rooms = 3, int messages = 60)
    {
        _random = new Random(seed);
        _history = new RunHistory(seed, Names("user", users), Names("room", rooms));
        _numbers = new int[users];
        for (int user = 0; user < users; user++)
        {
            _history.AddClient(user % 2 == 0 ? ClientKind.Wire : ClientKind.Sdk, user);
        }

        for (int i = 0; i < messages; i++)
        {
            Post();
        }

        for (int user = 0; user < users; user++)
        {
            for (int room = 0; room < rooms; room++)
            {
                Watch(user, room);
            }
        }
    }

    /// <summary>The run's parts, free to be changed.</summary>
    public EditedRun Edit() => new(_history);

    private static string[] Names(string prefix, int count) => [.. Enumerable.Range(0, count).Select(i => $"{prefix}{i}")];

    private void Post()
    {
        int user = _random.Next(_numbers.Length);
        int room = _random.Next(_history.Rooms.Count);
        ClientTrack track = _history.Clients[user];
        int number = ++_numbers[user];
        ulong text = Fingerprint.Of($"{user}#{number}");
        ulong key = Fingerprint.Of($"key {user}/{number}");
        track.Add(new Ask(number, room, _random.Next(5) == 0 ? 0 : key, text, ++_now));

        bool isWire = track.Client.Kind == ClientKind.Wire;
        for (int lost = _random.Next(3); lost > 0; lost--)
        {
            track.Add(new Answer(number, isWire && _random.Next(2) == 0 ? AnswerKind.Refused : AnswerKind.Unknown, 0, 0, ++_now));
        }

        // Never stored: nobody ever said ok.
        if (_random.Next(10) == 0)
        {
            track.Add(new Answer(number, isWire ? AnswerKind.Refused : AnswerKind.Unknown, 0, 0, ++_now));
            return;
        }

        // The clock jumps, the order holds.
        long stamp = 1_000_000 + _random.Next(-1000, 1000);
        long seq = _history.Logs[room].Count + 1;
        _history.Logs[room].Add(new LogEntry(seq, stamp, user, key, text));

        // Stored, and the last answer lost.
        if (_random.Next(10) == 0)
        {
            track.Add(new Answer(number, AnswerKind.Unknown, 0, 0, ++_now));
            return;
        }

        for (int times = _random.Next(1, isWire ? 3 : 2); times > 0; times--)
        {
            track.Add(new Answer(number, AnswerKind.Ok, seq, stamp, ++_now));
        }
    }

    private void Watch(int user, int room)
    {
        ChunkedList<LogEntry> log = _history.Logs[room];
        ClientTrack track = _history.Clients[user];
        bool isWire = track.Client.Kind == ClientKind.Wire;
        int next = _random.Next(log.Count / 2 + 1);
        track.Add(new Sight(SightKind.Joined, room, next));
        while (next < log.Count)
        {
            int run = Math.Min(_random.Next(1, 8), log.Count - next);
            bool isGap = _random.Next(4) == 0;
            if (isGap && isWire)
            {
                track.Add(new Sight(SightKind.Gap, room, next + 1, (ulong)(next + run)));
            }

            for (int i = 0; i < run; i++, next++)
            {
                track.Add(new Sight(isGap ? SightKind.Page : SightKind.Live, room, log[next].Seq, log[next].Print));
            }

            if (isWire && _random.Next(3) == 0)
            {
                track.Add(new Sight(SightKind.Resumed, room, next));
            }
        }

        if (!isWire)
        {
            for (int i = _random.Next(log.Count + 1); i < log.Count; i++)
            {
                track.Add(new Sight(SightKind.View, room, log[i].Seq, log[i].Print));
            }

            track.Add(new Sight(SightKind.ViewEnd, room, log.Count));
        }
    }
}
