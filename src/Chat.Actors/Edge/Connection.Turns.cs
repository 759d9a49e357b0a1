namespace Chat.Actors.Edge;

/// <content>Who wants to know when it is a request's turn.</content>
public sealed partial class Connection
{
    private List<(Func<bool> IsDue, Action Callback)>? _waiting;

    /// <summary>Whether a request's reply, when it comes, leaves at once.</summary>
    public bool IsNext(long ticket)
    {
        lock (_gate)
        {
            return _order.IsNext(ticket);
        }
    }

    /// <summary>Whether no earlier request is open.</summary>
    public bool IsOldest(long ticket)
    {
        lock (_gate)
        {
            return _order.IsOldest(ticket);
        }
    }

    /// <summary>Calls back once when <see cref="IsNext"/> holds, at once if it does.</summary>
    public void WhenNext(long ticket, Action callback) => When(() => _order.IsNext(ticket), callback);

    /// <summary>Calls back once when <see cref="IsOldest"/> holds, at once if it does.</summary>
    public void WhenOldest(long ticket, Action callback) => When(() => _order.IsOldest(ticket), callback);

    /// <summary>Calls back once when no request is in flight, at once if there is none.</summary>
    public void WhenIdle(Action callback) => When(() => _order.InFlight == 0, callback);

    private void When(Func<bool> isDue, Action callback)
    {
        ArgumentNullException.ThrowIfNull(callback);
        lock (_gate)
        {
            if (!isDue())
            {
                (_waiting ??= []).Add((isDue, callback));
                return;
            }
        }

        callback();
    }

    private Action? TakeDue()
    {
        if (_waiting is null)
        {
            return null;
        }

        Action? taken = null;
        for (int i = 0; i < _waiting.Count;)
        {
            if (_waiting[i].IsDue())
            {
                taken += _waiting[i].Callback;
                _waiting.RemoveAt(i);
            }
            else
            {
                i++;
            }
        }

        return taken;
    }
}
