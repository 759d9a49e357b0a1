namespace Chat.Actors.Limits;

/// <summary>How often something may be done: <see cref="Most"/> times at once, and as many again in each <see cref="Per"/>, evenly.</summary>
/// <param name="Most">Most at once; 0 for no limit.</param>
/// <param name="Per">In which time as many become allowed again.</param>
public readonly record struct Rate(int Most, TimeSpan Per)
{
    /// <summary>No limit.</summary>
    public static Rate Off { get; }

    /// <summary>True where there is no limit.</summary>
    public bool IsOff => Most <= 0 || Per <= TimeSpan.Zero;

    /// <summary>Ticks that one takes to become allowed again; rounded up, so that never more than <see cref="Most"/> are allowed at once.</summary>
    internal long Step => (Per.Ticks + Most - 1) / Most;

    /// <summary>Ticks that all of them take.</summary>
    internal long Window => Step * Most;

    /// <summary>The same rate for so many at a time.</summary>
    public Rate Times(int factor) => IsOff ? this : this with { Most = (int)Math.Min((long)Most * factor, int.MaxValue) };
}
