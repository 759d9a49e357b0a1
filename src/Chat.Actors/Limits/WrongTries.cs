namespace Chat.Actors.Limits;

/// <summary>How many tries go without a wait, how the wait grows with each further one, and how soon a try is forgotten.</summary>
/// <param name="Free">Tries without a wait.</param>
/// <param name="First">The first wait, in ticks; each further try doubles it.</param>
/// <param name="Most">The longest wait, in ticks.</param>
/// <param name="Forget">Ticks after which one try is forgotten.</param>
public readonly record struct TryRule(int Free, long First, long Most, long Forget);

/// <summary>Tries that have not been proved right: they count when they begin, so that many at once are no way around the wait. Pure; times as in <see cref="TokenBucket"/>.</summary>
/// <param name="Count">How many there were at <paramref name="At"/>.</param>
/// <param name="At">When the last one was.</param>
public readonly record struct WrongTries(int Count, long At)
{
    /// <summary>How long the next try must wait.</summary>
    public long Wait(TryRule rule, long now) => Math.Max(0, Until(rule) - now);

    /// <summary>One more.</summary>
    public WrongTries Next(TryRule rule, long now) => new((int)Math.Min((long)Left(rule, now) + 1, int.MaxValue), now);

    /// <summary>One less: it was right, or was none after all.</summary>
    public WrongTries Less => this with { Count = Math.Max(0, Count - 1) };

    /// <summary>True where forgetting them changes nothing.</summary>
    public bool IsForgotten(TryRule rule, long now) => Left(rule, now) == 0 && Until(rule) <= now;

    private int Left(TryRule rule, long now) => (int)Math.Max(0, Count - (Math.Max(0, now - At) / rule.Forget));

    private long Until(TryRule rule)
    {
        int doublings = Count - rule.Free;
        if (doublings < 0)
        {
            return At;
        }

        long wait = doublings >= 62 || rule.First > rule.Most >> doublings ? rule.Most : rule.First << doublings;
        return At > long.MaxValue - wait ? long.MaxValue : At + wait;
    }
}
