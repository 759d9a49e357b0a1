using Akka.Actor;
using Chat.Actors.Edge;
using Chat.Actors.Entities;
using Chat.Actors.Storage;

namespace Chat.Actors.Rooms;

/// <summary>A node's ear: rooms send each node their stream once, and the hub hands it to the room's relay on this node.</summary>
public sealed class RelayHub : EntityParent
{
    private readonly ConnectionTable _connections;
    private readonly IChatStore _store;
    private readonly IActorRef _rooms;
    private readonly LiveOptions _options;

    /// <summary>Where a device may be.</summary>
    private readonly Dictionary<ConnectionId, Whereabouts> _roomsOf = [];

    /// <summary>The hub of this node.</summary>
    public RelayHub(ConnectionTable connections, IChatStore store, IActorRef rooms, LiveOptions options)
    {
        _connections = connections;
        _store = store;
        _rooms = rooms;
        _options = options;
    }

    /// <summary>How to make one.</summary>
    public static Props Props(ConnectionTable connections, IChatStore store, IActorRef rooms, LiveOptions options) =>
        Akka.Actor.Props.Create(() => new RelayHub(connections, store, rooms, options));

    /// <inheritdoc/>
    protected override string Kind => "relay";

    /// <inheritdoc/>
    protected override string? EntityIdOf(object message) => (message as RelayProtocol.Output)?.RoomId.Value;

    /// <inheritdoc/>
    protected override Props PropsFor(string entityId) => RoomRelay.Props(new RoomId(entityId), _connections, _store, _rooms, _options);

    /// <inheritdoc/>
    protected override void OnReceive(object message)
    {
        if (message is RelayProtocol.Output output)
        {
            Note(output);
        }

        base.OnReceive(message);
    }

    /// <summary>Only an attachment needs a relay. Replies are passed on from here; anything else means that the room does not know that its relay is gone.</summary>
    protected override bool Starts(object message)
    {
        var output = (RelayProtocol.Output)message;
        if (output.Items.Any(i => i is RelayItem.Attached))
        {
            return true;
        }

        foreach (RelayItem item in output.Items)
        {
            switch (item)
            {
                case RelayItem.Reply reply:
                    _connections.Answer(reply.Origin, reply.Answer);
                    break;
                case RelayItem.NotAttached refused:
                    _connections.Tell(refused);
                    break;
            }
        }

        return false;
    }

    /// <inheritdoc/>
    protected override void OnOther(object message)
    {
        switch (message)
        {
            case RelayProtocol.DeviceGone gone:
                if (_roomsOf.Remove(gone.Device, out Whereabouts where))
                {
                    foreach (string relay in where.Rooms?.Select(r => r.Value) ?? EntityIds)
                    {
                        TryForward(relay, gone);
                    }
                }

                break;
            case RelayProtocol.Pruned pruned:
                TryForward(pruned.RoomId.Value, pruned);
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    private void Note(RelayProtocol.Output output)
    {
        foreach (RelayItem item in output.Items)
        {
            if (item is RelayItem.Attached { Device.Id: var id } && _connections.TryGet(id, out _))
            {
                _roomsOf[id] = _roomsOf.TryGetValue(id, out Whereabouts where)
                    ? where.With(output.RoomId, _options.Current.RoomsPerUser + _options.Current.PairsPerUser)
                    : Whereabouts.In(output.RoomId);
            }
        }
    }

    /// <summary>
    /// The rooms a device has been attached to. Most are in one room only; one that has been in more than a user can be in at once may
    /// be anywhere.
    /// </summary>
    private readonly struct Whereabouts
    {
        private readonly RoomId _only;
        private readonly HashSet<RoomId>? _many;
        private readonly bool _anywhere;

        private Whereabouts(RoomId only, HashSet<RoomId>? many, bool anywhere)
        {
            _only = only;
            _many = many;
            _anywhere = anywhere;
        }

        /// <summary>The rooms; null for anywhere.</summary>
        public IEnumerable<RoomId>? Rooms => _anywhere ? null : _many ?? Enumerable.Repeat(_only, 1);

        public static Whereabouts In(RoomId room) => new(room, null, false);

        public Whereabouts With(RoomId room, int most)
        {
            if (_anywhere || (_many is null && room == _only))
            {
                return this;
            }

            HashSet<RoomId> many = _many ?? [_only];
            many.Add(room);
            return many.Count > most ? new Whereabouts(default, null, true) : new Whereabouts(default, many, false);
        }
    }
}
