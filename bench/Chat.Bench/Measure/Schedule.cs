using System.Diagnostics;

namespace Chat.Bench.Measure;

/// <summary>When each message of an open loop is due: evenly, without drift, whatever the rate.</summary>
/// <param name="Start">When the first, number 0, is due; a timestamp of <see cref="Stopwatch"/>.</param>
/// <param name="Rate">Messages a second, up to 1,000,000.</param>
internal readonly record struct Schedule(long Start, int Rate)
{
    /// <summary>A schedule that begins now.</summary>
    public static Schedule StartNow(int rate) => new(Stopwatch.GetTimestamp(), rate);

    /// <summary>When a message is due, counted from 0; a timestamp.</summary>
    public long DueOf(long number) => Start + (number * Stopwatch.Frequency / Rate);

    /// <summary>Which message is due at a time that <see cref="DueOf"/> gave.</summary>
    public long NumberOf(long due) => (((due - Start) * Rate) + Stopwatch.Frequency - 1) / Stopwatch.Frequency;
}
