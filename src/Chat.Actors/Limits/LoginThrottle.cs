namespace Chat.Actors.Limits;

/// <summary>
/// Who may have a password checked, and who must wait. Waits grow by account <em>and</em> address, and by address, so that a stranger's wrong passwords are the stranger's waits and
/// not the user's. Against one account, addresses from which its user never came stand in line together; the line is short enough that a user on a journey gets in. Names without an
/// account are treated alike. Pure state without a clock; not thread-safe. Times as in <see cref="TokenBucket"/>.
/// </summary>
public sealed class LoginThrottle
{
    /// <summary>Most pairs of account and address, and most addresses, of which tries are kept: some 100 bytes each.</summary>
    public const int MostKept = 50_000;

    private const int FreeByPair = 3;
    private const int FreeByAddress = 10;
    private static readonly long ForgetByPair = TimeSpan.FromMinutes(10).Ticks;
    private static readonly long ForgetByAddress = TimeSpan.FromMinutes(1).Ticks;
    private static readonly long LongestLine = TimeSpan.FromSeconds(30).Ticks;
    private static readonly long SweepPause = TimeSpan.FromSeconds(1).Ticks;

    private readonly Dictionary<(string Name, AddressNet Net), Pair> _pairs = [];
    private readonly Dictionary<AddressNet, WrongTries> _addresses = [];
    private readonly Dictionary<string, long> _lines = new(StringComparer.Ordinal);
    private long _sweptAt = long.MinValue;

    /// <summary>How much is kept.</summary>
    public int Count => _pairs.Count + _addresses.Count + _lines.Count;

    /// <summary>Someone wants a password checked; where it may be, it counts as wrong until <see cref="Right"/> or <see cref="NotChecked"/> is told.</summary>
    /// <param name="name">The account's name, folded, whether there is one or not.</param>
    /// <param name="from">Where it comes from.</param>
    /// <param name="isKnown">True where the account's user came from there before.</param>
    /// <param name="limits">What counts.</param>
    /// <param name="now">The time.</param>
    /// <returns>Ticks to wait; 0 where it may be checked.</returns>
    public long Admit(string name, LoginOrigin from, bool isKnown, LimitOptions limits, long now)
    {
        ArgumentNullException.ThrowIfNull(limits);
        if (limits.WrongPasswordDelay <= TimeSpan.Zero)
        {
            return 0;
        }

        MakeRoom(limits, now);
        bool isAlone = from.IsExempt || isKnown;
        TryRule byPair = Rule(FreeByPair, ForgetByPair, limits);
        TryRule byAddress = Rule(FreeByAddress, ForgetByAddress, limits);
        Pair pair = _pairs.GetValueOrDefault((name, from.Net));
        WrongTries address = _addresses.GetValueOrDefault(from.Net);
        long wait = Math.Max(pair.Tries.Wait(byPair, now), isAlone ? 0 : address.Wait(byAddress, now));
        if (wait > 0 && pair == default)
        {
            // An address that waits leaves no trace of the names it brings meanwhile.
            return wait;
        }

        if (!isAlone)
        {
            wait = Math.Max(wait, StandInLine(name, from.Net, wait, ref pair, limits.StrangerLogins, now));
        }

        if (wait > 0)
        {
            return wait;
        }

        Keep(_pairs, (name, from.Net), pair with { Tries = pair.Tries.Next(byPair, now), TurnAt = 0 });
        if (!isAlone)
        {
            Keep(_addresses, from.Net, address.Next(byAddress, now));
        }

        return 0;
    }

    /// <summary>The password was the one.</summary>
    public void Right(string name, LoginOrigin from)
    {
        _pairs.Remove((name, from.Net));
        Forgive(from.Net);
    }

    /// <summary>The password was not checked after all.</summary>
    public void NotChecked(string name, LoginOrigin from)
    {
        if (_pairs.TryGetValue((name, from.Net), out Pair pair))
        {
            _pairs[(name, from.Net)] = pair with { Tries = pair.Tries.Less };
        }

        Forgive(from.Net);
    }

    private static TryRule Rule(int free, long forget, LimitOptions limits) =>
        new(free, limits.WrongPasswordDelay.Ticks, Math.Max(limits.WrongPasswordDelay.Ticks, limits.WrongPasswordDelayMost.Ticks), forget);

    /// <summary>A right password ends the address's wait no sooner: someone with an account of its own could guess at others for ever.</summary>
    private void Forgive(AddressNet net)
    {
        if (_addresses.TryGetValue(net, out WrongTries tries))
        {
            _addresses[net] = tries.Less;
        }
    }

    /// <summary>One place in the account's line for each address; who comes back when its turn has come is let through.</summary>
    /// <param name="name">The account.</param>
    /// <param name="net">The address.</param>
    /// <param name="other">What it must wait for another reason: its turn comes no sooner.</param>
    /// <param name="pair">The two together.</param>
    /// <param name="rate">How fast the line moves.</param>
    /// <param name="now">The time.</param>
    private long StandInLine(string name, AddressNet net, long other, ref Pair pair, Rate rate, long now)
    {
        if (rate.IsOff || (pair.TurnAt > 0 && pair.TurnAt <= now))
        {
            return 0;
        }

        if (pair.TurnAt > now)
        {
            return pair.TurnAt - now;
        }

        // What is owed to the line may be more than a bucket holds: then there are people in it.
        long owed = Math.Max(0, _lines.GetValueOrDefault(name) - now) + rate.Step;
        long wait = Math.Max(0, owed - rate.Window);
        if (wait <= LongestLine)
        {
            Keep(_lines, name, now + owed);
        }
        else
        {
            wait = LongestLine;
        }

        if (Math.Max(wait, other) is > 0 and var until)
        {
            pair = pair with { TurnAt = now + until };
            Keep(_pairs, (name, net), pair);
        }

        return wait;
    }

    /// <summary>Where there is no room for a new one it is not kept: nobody's waits end so, and the bound on passwords that are hashed still holds.</summary>
    private static void Keep<TKey, TValue>(Dictionary<TKey, TValue> table, TKey key, TValue value)
        where TKey : notnull
    {
        if (table.Count < MostKept || table.ContainsKey(key))
        {
            table[key] = value;
        }
    }

    private void MakeRoom(LimitOptions limits, long now)
    {
        bool isFull = _pairs.Count >= MostKept || _addresses.Count >= MostKept || _lines.Count >= MostKept;
        if (now - (isFull ? SweepPause : LongestLine) < _sweptAt)
        {
            return;
        }

        _sweptAt = now;
        TryRule byPair = Rule(FreeByPair, ForgetByPair, limits);
        TryRule byAddress = Rule(FreeByAddress, ForgetByAddress, limits);
        Remove(_pairs, pair => pair.Tries.IsForgotten(byPair, now) && pair.TurnAt + ForgetByPair <= now);
        Remove(_addresses, tries => tries.IsForgotten(byAddress, now));
        Remove(_lines, fullAt => fullAt <= now);
    }

    private static void Remove<TKey, TValue>(Dictionary<TKey, TValue> table, Func<TValue, bool> isForgotten)
        where TKey : notnull
    {
        foreach ((TKey key, TValue value) in table)
        {
            if (isForgotten(value))
            {
                table.Remove(key);
            }
        }

        if (table.Count == 0)
        {
            table.TrimExcess();
        }
    }

    /// <summary>One account and one address.</summary>
    /// <param name="Tries">Passwords that were wrong, or are being checked.</param>
    /// <param name="TurnAt">When its turn in the line comes; 0 where it stands in none.</param>
    private readonly record struct Pair(WrongTries Tries, long TurnAt);
}
