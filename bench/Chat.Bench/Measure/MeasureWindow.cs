using System.Diagnostics;

namespace Chat.Bench.Measure;

/// <summary>
/// The measured time: not the warm-up, not the end. What began in it counts, however late it is done, so that a server that stalls at its end is not
/// spared.
/// </summary>
internal sealed class MeasureWindow
{
    private long _calmFrom = long.MaxValue;
    private long _from = long.MaxValue;
    private long _to = long.MaxValue;

    /// <summary>The calm before it begins now, where there is one; it ends when the measured time begins.</summary>
    public void OpenCalm() => Volatile.Write(ref _calmFrom, Stopwatch.GetTimestamp());

    /// <summary>Begins now.</summary>
    public void Open() => Volatile.Write(ref _from, Stopwatch.GetTimestamp());

    /// <summary>Ends now.</summary>
    public void Close() => Volatile.Write(ref _to, Stopwatch.GetTimestamp());

    /// <summary>Whether a moment, past or now, lies in it.</summary>
    /// <param name="timestamp">Of <see cref="Stopwatch"/>.</param>
    public bool Includes(long timestamp) => timestamp >= Volatile.Read(ref _from) && timestamp < Volatile.Read(ref _to);

    /// <summary>Whether a moment, past or now, lies in the calm before it.</summary>
    /// <param name="timestamp">Of <see cref="Stopwatch"/>.</param>
    public bool CalmIncludes(long timestamp) => timestamp >= Volatile.Read(ref _calmFrom) && timestamp < Volatile.Read(ref _from);
}
