using Chat.Protocol.Frames;

namespace Chat.Actors.Limits;

/// <summary>What one user may do, on all its devices of this node together. For any thread.</summary>
public sealed class UserBudget
{
    private readonly Lock _lock = new();
    private TokenBucket _sends;
    private TokenBucket _joins;
    private TokenBucket _reads;
    private TokenBucket _others;
    private TokenBucket _newRooms;
    private RepeatedText? _texts;

    /// <summary>Its devices that are connected; guarded by who keeps it.</summary>
    internal int Devices { get; set; }

    /// <summary>Pays for a request where there is enough.</summary>
    /// <param name="request">The request.</param>
    /// <param name="limits">What counts.</param>
    /// <param name="now">The time.</param>
    /// <param name="isRepeated">True where it must wait because its text was said too often.</param>
    /// <returns>How long to wait where there is not enough, in ticks; else 0.</returns>
    public long TryPay(Request request, LimitOptions limits, long now, out bool isRepeated)
    {
        isRepeated = false;
        ArgumentNullException.ThrowIfNull(limits);
        RequestCost cost = RequestCost.Of(request);
        lock (_lock)
        {
            switch (cost.From)
            {
                case Budget.Sends:
                    return TrySend((SendRequest)request, limits, now, out isRepeated);
                case Budget.Joins:
                    return _joins.TryTake(limits.Joins, now, cost.Tokens);
                case Budget.Reads:
                    return _reads.TryTake(limits.Reads, now, cost.Tokens);
                case Budget.Others:
                    return _others.TryTake(limits.Others, now, cost.Tokens);
                default:
                    return 0;
            }
        }
    }

    /// <summary>How long to wait until so many more rooms may be made.</summary>
    public long WaitForRooms(int count, LimitOptions limits, long now)
    {
        ArgumentNullException.ThrowIfNull(limits);
        lock (_lock)
        {
            return _newRooms.Wait(limits.NewRooms, now, count);
        }
    }

    /// <summary>A room was made.</summary>
    public void PayForRoom(LimitOptions limits, long now)
    {
        ArgumentNullException.ThrowIfNull(limits);
        lock (_lock)
        {
            _newRooms.Take(limits.NewRooms, now);
        }
    }

    /// <summary>Gives back memory that is not needed any more.</summary>
    /// <returns>True where forgetting all of it changes nothing.</returns>
    internal bool Trim(long now)
    {
        lock (_lock)
        {
            _texts = _texts is { } texts && texts.IsAtRest(now) ? null : _texts;
            return _texts is null && _sends.IsFull(now) && _joins.IsFull(now) && _reads.IsFull(now) && _others.IsFull(now) && _newRooms.IsFull(now);
        }
    }

    private long TrySend(SendRequest send, LimitOptions limits, long now, out bool isRepeated)
    {
        isRepeated = false;
        bool counts = !limits.Repeats.IsOff || !limits.ShortRepeats.IsOff;
        long wait = _sends.Wait(limits.Sends, now);
        if (counts && _texts?.Wait(send.Room, send.Text, send.Key, limits, now) is { } held && held > wait)
        {
            (wait, isRepeated) = (held, true);
        }

        if (wait > 0)
        {
            return wait;
        }

        _sends.Take(limits.Sends, now);
        if (counts)
        {
            (_texts ??= new RepeatedText()).Take(send.Room, send.Text, send.Key, limits, now);
        }

        return 0;
    }
}
