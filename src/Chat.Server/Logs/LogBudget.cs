namespace Chat.Server.Logs;

/// <summary>How many entries of one kind may still be written: a bucket that fills with time. For any thread.</summary>
/// <param name="time">The clock.</param>
internal sealed class LogBudget(TimeProvider time)
{
    private readonly Lock _gate = new();
    private double _entries = FloodGuard.Burst;
    private long _since = time.GetTimestamp();
    private int _leftOut;
    private bool _said;

    /// <summary>What to do with an entry.</summary>
    public enum Verdict
    {
        /// <summary>Write it.</summary>
        Write,

        /// <summary>Leave it out, and say that entries are left out from here on. Once, until all is quiet again.</summary>
        FirstLeftOut,

        /// <summary>Leave it out.</summary>
        LeaveOut,
    }

    /// <summary>Decides on one entry.</summary>
    /// <param name="leftOut">How many were left out since the last that was written.</param>
    public Verdict Take(out int leftOut)
    {
        lock (_gate)
        {
            long now = time.GetTimestamp();
            _entries = Math.Min(FloodGuard.Burst, _entries + (time.GetElapsedTime(_since, now).TotalSeconds * FloodGuard.PerSecond));
            _since = now;
            leftOut = _leftOut;
            _said &= _entries < FloodGuard.Burst;
            if (_entries >= 1)
            {
                _entries--;
                _leftOut = 0;
                return Verdict.Write;
            }

            _leftOut++;
            (bool said, _said) = (_said, true);
            return said ? Verdict.LeaveOut : Verdict.FirstLeftOut;
        }
    }
}
