using Chat.Actors.Edge;
using Chat.Actors.Telemetry;

namespace Chat.Actors.Rooms;

/// <summary>A device in a relay.</summary>
internal sealed class Outlet(Connection connection, UserId user, string label, long cursor)
{
    public Connection Connection { get; } = connection;

    public UserId User { get; } = user;

    /// <summary>The room's name as this user sees it.</summary>
    public string Label { get; set; } = label;

    /// <summary>While it is behind: the last seq it was given.</summary>
    public long Cursor { get; set; } = cursor;

    /// <summary>True when it gets messages as they come.</summary>
    public bool IsLive { get; set; }

    /// <summary>The same user's next device here.</summary>
    public Outlet? Sibling { get; set; }
}

/// <summary>A relay's devices. What goes to many is encoded once for each name that the room has among them, and leaves with the next fan-out.</summary>
internal sealed class OutletSet(FanOut fanOut)
{
    private readonly Dictionary<ConnectionId, Outlet> _outlets = [];

    /// <summary>By user the first of its devices, each with the next: what concerns one member must not cost more where there are many.</summary>
    private readonly Dictionary<UserId, Outlet> _byUser = [];

    /// <summary>How many there are.</summary>
    public int Count => _outlets.Count;

    /// <summary>All of them.</summary>
    public IReadOnlyCollection<Outlet> All => _outlets.Values;

    /// <summary>Those that are not live yet.</summary>
    public IReadOnlyList<Outlet> Behind => [.. _outlets.Values.Where(o => !o.IsLive)];

    public Outlet? Find(ConnectionId id) => _outlets.GetValueOrDefault(id);

    public void Add(Outlet outlet)
    {
        Remove(outlet.Connection.Id);
        _outlets.Add(outlet.Connection.Id, outlet);
        outlet.Sibling = _byUser.GetValueOrDefault(outlet.User);
        _byUser[outlet.User] = outlet;
    }

    public void Remove(ConnectionId id)
    {
        if (!_outlets.Remove(id, out Outlet? outlet))
        {
            return;
        }

        if (_byUser[outlet.User] is var first && first == outlet)
        {
            if (outlet.Sibling is { } next)
            {
                _byUser[outlet.User] = next;
            }
            else
            {
                _byUser.Remove(outlet.User);
            }

            return;
        }

        Outlet before = first;
        while (before.Sibling != outlet)
        {
            before = before.Sibling!;
        }

        before.Sibling = outlet.Sibling;
    }

    public void RemoveUser(UserId user)
    {
        _byUser.Remove(user, out Outlet? outlet);
        for (; outlet is not null; outlet = outlet.Sibling)
        {
            _outlets.Remove(outlet.Connection.Id);
        }
    }

    /// <summary>A user is sent out: its devices get no page of the room any more, though they asked for it before.</summary>
    public void LeaveRoom(UserId user)
    {
        for (Outlet? outlet = _byUser.GetValueOrDefault(user); outlet is not null; outlet = outlet.Sibling)
        {
            outlet.Connection.Leave(outlet.Label);
        }
    }

    /// <summary>In a private pair: one of the two has another name, so the room has for the other.</summary>
    public void Relabel(UserId renamed, string label)
    {
        bool alone = _outlets.Values.All(o => o.User == renamed);
        foreach (Outlet outlet in _outlets.Values.Where(o => alone || o.User != renamed))
        {
            outlet.Label = label;
        }
    }

    /// <summary>Posts messages to those that are live.</summary>
    /// <returns>How many those are.</returns>
    public int PostToLive(Func<string, ReadOnlyMemory<byte>> encode)
    {
        var encoded = new Encoded(encode);
        int live = 0;
        foreach (Outlet outlet in _outlets.Values)
        {
            if (outlet.IsLive)
            {
                fanOut.Post(outlet.Connection, encoded.For(outlet.Label));
                live++;
            }
        }

        return live;
    }

    /// <summary>Posts an event to all, but not to one user.</summary>
    public void Post(Func<string, ReadOnlyMemory<byte>> encode, UserId? except = null)
    {
        var encoded = new Encoded(encode);
        int told = 0;
        foreach (Outlet outlet in _outlets.Values)
        {
            if (outlet.User != except)
            {
                fanOut.Post(outlet.Connection, encoded.For(outlet.Label));
                told++;
            }
        }

        EdgeMetrics.Send(told);
    }

    /// <summary>Posts an event to one user's devices.</summary>
    public void PostTo(UserId user, Func<string, ReadOnlyMemory<byte>> encode)
    {
        var encoded = new Encoded(encode);
        int told = 0;
        for (Outlet? outlet = _byUser.GetValueOrDefault(user); outlet is not null; outlet = outlet.Sibling)
        {
            fanOut.Post(outlet.Connection, encoded.For(outlet.Label));
            told++;
        }

        EdgeMetrics.Send(told);
    }

    /// <summary>The bytes for each label: one for a named room, two for a private pair.</summary>
    private struct Encoded(Func<string, ReadOnlyMemory<byte>> encode)
    {
        private (string Label, ReadOnlyMemory<byte> Bytes)? _first;
        private (string Label, ReadOnlyMemory<byte> Bytes)? _second;

        public ReadOnlyMemory<byte> For(string label)
        {
            if (_first is { } first && first.Label == label)
            {
                return first.Bytes;
            }

            if (_second is { } second && second.Label == label)
            {
                return second.Bytes;
            }

            (string, ReadOnlyMemory<byte>) fresh = (label, encode(label));
            if (_first is null)
            {
                _first = fresh;
            }
            else
            {
                _second = fresh;
            }

            return fresh.Item2;
        }
    }
}
