using System.Collections.Concurrent;
using Chat.Faults.History;
using Chat.Protocol;
using Chat.Protocol.Frames;

namespace Chat.Faults.Workload;

/// <summary>
/// The messages of a client with frames of its own: many in flight, some sent twice at once, repeated by hand with their keys, some given up, some repeated
/// long after they were acknowledged. Where the user has two devices, some are posted by both at once, under the one key.
/// </summary>
internal sealed class WireOutbox(World world, ClientTrack track, string user, IReadOnlyList<int> rooms, Random random)
{
    private const int Window = 24;
    private const int MostUnsettled = 4 * Window;
    private const int TwinOneIn = 40;
    private const int BothOneIn = 10;
    private const int EchoOneIn = 100;
    private const int GiveUpOneIn = 4;
    private const int AbandonOneIn = 40;
    private const int MostEchoes = 1000;
    private const long Second = 1_000_000;

    private readonly Dictionary<long, WirePosting> _inFlight = [];
    private readonly List<WirePosting> _again = [];
    private readonly ConcurrentQueue<WirePosting> _fromTwin = new();
    private WireOutbox? _twin;
    private int _number;
    private int _step = 1;
    private int _unsettled;

    /// <summary>Messages whose end is not known. Safe to read from any thread.</summary>
    public int Unsettled => Volatile.Read(ref _unsettled);

    /// <summary>True where an answer is due.</summary>
    public bool IsWaiting => _inFlight.Count > 0;

    /// <summary>Makes two outboxes those of one user's two devices: their numbers interleave, and each hands the other messages to post as well.</summary>
    public static void Pair(WireOutbox one, WireOutbox other)
    {
        (one._twin, other._twin) = (other, one);
        (one._step, other._step) = (2, 2);
        other._number = -1;
    }

    /// <summary>Sends what may be sent now.</summary>
    public void Fill(WireLink link)
    {
        while (_inFlight.Count < Window && Next() is { } posting)
        {
            int copies = random.Next(TwinOneIn) == 0 ? 2 : 1;
            for (int i = 0; i < copies; i++)
            {
                long id = link.Send(id => new SendRequest(id, world.History.Rooms[posting.Room], posting.Text, posting.Key));
                if (id != 0)
                {
                    posting.Copies++;
                    _inFlight[id] = posting;
                }
            }

            if (posting.Copies == 0)
            {
                _again.Add(posting);
                return;
            }
        }
    }

    /// <summary>Takes an ok; false where the request was none of these.</summary>
    public bool TryTake(long id, RawOk raw)
    {
        if (!_inFlight.Remove(id, out WirePosting? posting))
        {
            return false;
        }

        SendOk ok = raw.Read<SendOk>();
        posting.Copies--;
        track.Add(new Answer(posting.Number, AnswerKind.Ok, ok.Seq, ok.At.ToUnixTimeMilliseconds(), world.Gauge.Now));
        world.Gauge.Ok(posting.Room, ok.Seq, isFirst: !posting.IsAcknowledged && !posting.IsEcho);
        posting.IsAcknowledged = true;
        Settle(posting);
        if (random.Next(EchoOneIn) == 0 && _again.Count < MostEchoes)
        {
            Repeat(posting, random.NextInt64(10 * Second));
        }

        return true;
    }

    /// <summary>Takes an error; false where the request was none of these.</summary>
    public bool TryTake(long id, ErrorReply error)
    {
        if (!_inFlight.Remove(id, out WirePosting? posting))
        {
            return false;
        }

        posting.Copies--;
        bool isHonest = error.Code is ErrorCodes.Overloaded or ErrorCodes.Unavailable or ErrorCodes.ShuttingDown or ErrorCodes.RateLimited;
        track.Add(new Answer(posting.Number, isHonest ? AnswerKind.Refused : AnswerKind.Unknown, 0, 0, world.Gauge.Now));
        world.Gauge.Refuse();
        if (!isHonest)
        {
            world.History.Add(IncidentKind.WrongRefusal, $"{user} could not post to {world.History.Rooms[posting.Room]}: {error.Code}: {error.Message}");
        }

        if (isHonest && random.Next(GiveUpOneIn) == 0)
        {
            Settle(posting);
        }
        else if (!posting.IsSettled && posting.Copies == 0)
        {
            Repeat(posting, Math.Max((error.RetryAfterMs ?? 0) * 1000, random.NextInt64(Second / 2)));
        }

        return true;
    }

    /// <summary>The connection is gone: nobody knows what became of what was on its way.</summary>
    public void LoseAll()
    {
        foreach (WirePosting posting in _inFlight.Values)
        {
            posting.Copies--;
            track.Add(new Answer(posting.Number, AnswerKind.Unknown, 0, 0, world.Gauge.Now));
            world.Gauge.Lose();
            if (posting.IsSettled || posting.Copies > 0)
            {
                continue;
            }

            if (random.Next(AbandonOneIn) == 0)
            {
                Settle(posting);
            }
            else
            {
                Repeat(posting, 0);
            }
        }

        _inFlight.Clear();
    }

    private WirePosting? Next()
    {
        long now = world.Gauge.Now;
        int due = _again.FindIndex(posting => posting.NotBefore <= now);
        if (due >= 0)
        {
            WirePosting again = _again[due];
            _again.RemoveAt(due);
            return again;
        }

        if (_fromTwin.TryDequeue(out WirePosting? echo))
        {
            return echo;
        }

        return world.IsProducing && Unsettled < MostUnsettled ? New(now) : null;
    }

    private WirePosting New(long now)
    {
        int number = _number += _step;
        var posting = new WirePosting(number, rooms[random.Next(rooms.Count)], $"{user}/{number}", Texts.Of(world.Seed, user, number));
        track.Add(new Ask(number, posting.Room, Fingerprint.Of(posting.Key), Fingerprint.Of(posting.Text), now));
        world.Gauge.Asked();
        Interlocked.Increment(ref _unsettled);
        if (_twin is not null && random.Next(BothOneIn) == 0)
        {
            _twin.PostToo(posting);
        }

        return posting;
    }

    private void PostToo(WirePosting posting)
    {
        if (Unsettled < MostUnsettled)
        {
            Interlocked.Increment(ref _unsettled);
            _fromTwin.Enqueue(new WirePosting(posting.Number, posting.Room, posting.Key, posting.Text, isEcho: true));
        }
    }

    private void Repeat(WirePosting posting, long wait)
    {
        posting.NotBefore = world.Gauge.Now + wait;
        _again.Add(posting);
    }

    private void Settle(WirePosting posting)
    {
        if (!posting.IsSettled)
        {
            posting.IsSettled = true;
            if (!posting.IsEcho)
            {
                world.Gauge.Settled();
            }

            Interlocked.Decrement(ref _unsettled);
        }
    }
}
