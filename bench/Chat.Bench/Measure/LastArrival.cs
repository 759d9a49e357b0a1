using System.Diagnostics;

namespace Chat.Bench.Measure;

/// <summary>
/// Finds the last of all members to receive each message of an open loop, and how long after it was due. Messages are known by their due times, so any
/// number of members may report from any thread.
/// </summary>
internal sealed class LastArrival
{
    /// <summary>Most messages that may be on their way at once; beyond that they count as <see cref="Overruns"/>.</summary>
    public const int Capacity = 1 << 16;

    private const long Free = -1;

    private readonly int _members;
    private readonly MeasureWindow _window;
    private readonly long[] _number = new long[Capacity];
    private readonly int[] _left = new int[Capacity];
    private readonly Lock _gate = new();
    private readonly LatencyHistogram _latency = new();
    private Schedule _schedule;
    private long _overruns;

    /// <param name="members">How many receive each message.</param>
    /// <param name="window">Of which messages to note how long they took.</param>
    public LastArrival(int members, MeasureWindow window)
    {
        _members = members;
        _window = window;
        Array.Fill(_number, Free);
        Array.Fill(_left, members);
    }

    /// <summary>From when a message was due until the last member had it, of those due in the window.</summary>
    public Percentiles? Latency
    {
        get
        {
            lock (_gate)
            {
                return _latency.Summarize();
            }
        }
    }

    /// <summary>Arrivals that were not counted, because more messages were on their way than there is place for.</summary>
    public long Overruns => Volatile.Read(ref _overruns);

    /// <summary>Says when messages will be due; before the first is sent.</summary>
    public void Begin(Schedule schedule) => _schedule = schedule;

    /// <summary>A member has received the message that was due then.</summary>
    public void Arrived(long due)
    {
        long number = _schedule.NumberOf(due);
        int slot = (int)(number & (Capacity - 1));
        long held = Interlocked.CompareExchange(ref _number[slot], number, Free);
        if (held != Free && held != number)
        {
            Interlocked.Increment(ref _overruns);
            return;
        }

        if (Interlocked.Decrement(ref _left[slot]) > 0)
        {
            return;
        }

        // The count is whole again before the place is free.
        Volatile.Write(ref _left[slot], _members);
        Volatile.Write(ref _number[slot], Free);
        if (_window.Includes(due))
        {
            lock (_gate)
            {
                _latency.Record(Stopwatch.GetElapsedTime(due));
            }
        }
    }
}
