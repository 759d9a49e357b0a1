namespace Chat.Actors.Limits;

/// <summary>
/// The budgets of this node's users. One outlives its user's last connection until it is full, so that coming again does not fill it; of those who are gone, at most so
/// many are kept. For any thread.
/// </summary>
public sealed class UserBudgets(LiveOptions options, TimeProvider time)
{
    /// <summary>Most budgets of users who are gone; with more, those who go later are forgotten at once.</summary>
    public const int MostGone = 50_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<UserId, UserBudget> _budgets = [];
    private int _gone;

    /// <summary>How many are kept.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _budgets.Count;
            }
        }
    }

    /// <summary>A device of that user is connected. It must <see cref="Leave"/>.</summary>
    public UserBudget Enter(UserId user)
    {
        lock (_lock)
        {
            UserBudget budget = Get(user);
            _gone -= budget.Devices++ == 0 ? 1 : 0;
            return budget;
        }
    }

    /// <summary>A device of that user is gone.</summary>
    public void Leave(UserId user)
    {
        lock (_lock)
        {
            if (_budgets.TryGetValue(user, out UserBudget? budget) && budget.Devices > 0 && --budget.Devices == 0)
            {
                _gone++;
                if (_gone > MostGone || budget.Trim(time.Uptime()))
                {
                    Remove(user);
                }
            }
        }
    }

    /// <summary>How long a user must wait before so many more rooms may be made, in ticks.</summary>
    public long WaitForRooms(UserId user, int count)
    {
        lock (_lock)
        {
            return _budgets.TryGetValue(user, out UserBudget? budget) ? budget.WaitForRooms(count, options.Current.Limits, time.Uptime()) : 0;
        }
    }

    /// <summary>A user has made a room.</summary>
    public void PayForRoom(UserId user)
    {
        lock (_lock)
        {
            Get(user).PayForRoom(options.Current.Limits, time.Uptime());
        }
    }

    /// <summary>Forgets those that are gone and owe nothing, and gives back memory of those at rest. Costs a look at each.</summary>
    public void Sweep()
    {
        long now = time.Uptime();
        lock (_lock)
        {
            foreach ((UserId user, UserBudget budget) in _budgets)
            {
                if (budget.Trim(now) && budget.Devices == 0)
                {
                    Remove(user);
                }
            }
        }
    }

    private UserBudget Get(UserId user)
    {
        if (!_budgets.TryGetValue(user, out UserBudget? budget))
        {
            _budgets[user] = budget = new UserBudget();
            _gone++;
        }

        return budget;
    }

    private void Remove(UserId user)
    {
        _budgets.Remove(user);
        _gone--;
    }
}
