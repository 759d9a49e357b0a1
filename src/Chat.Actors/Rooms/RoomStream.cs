using Akka.Actor;

namespace Chat.Actors.Rooms;

/// <summary>
/// A room's outgoing stream: which nodes get it, and each node's part of it. What concerns the room goes to every
/// subscribed node once; replies and attachments go only to the node of the device.
/// </summary>
internal sealed class RoomStream(RoomId id, IActorContext context)
{
    private readonly Dictionary<IActorRef, long> _attached = [];

    /// <summary>True where no node has a member of this room connected.</summary>
    public bool IsEmpty => _attached.Count == 0;

    /// <summary>The subscribed nodes' hubs, each with how many attachments it was sent.</summary>
    public IReadOnlyDictionary<IActorRef, long> Hubs => new Dictionary<IActorRef, long>(_attached);

    /// <summary>Takes over subscriptions.</summary>
    public void Keep(IReadOnlyDictionary<IActorRef, long> attached)
    {
        foreach ((IActorRef hub, long count) in attached)
        {
            Add(hub, count);
        }
    }

    /// <summary>Subscribes a node.</summary>
    public void Add(IActorRef hub, long attached)
    {
        context.WatchWith(hub, new RoomProtocol.HubGone(hub));
        _attached[hub] = Math.Max(attached, _attached.GetValueOrDefault(hub));
    }

    /// <summary>Drops a node that wants no more, unless an attachment is on its way to it.</summary>
    public void Drop(IActorRef hub, long attached)
    {
        if (_attached.TryGetValue(hub, out long sent) && sent == attached)
        {
            To(hub, new RelayItem.Unsubscribed(attached));
            Forget(hub);
        }
    }

    /// <summary>Drops a node that is gone.</summary>
    public void Forget(IActorRef hub)
    {
        context.Unwatch(hub);
        _attached.Remove(hub);
    }

    /// <summary>Tells every subscribed node.</summary>
    public void ToAll(RelayItem item) => Send([item]);

    /// <summary>Tells one node.</summary>
    public void To(IActorRef hub, RelayItem item) => hub.Tell(new RelayProtocol.Output(id, [item]), context.Self);

    /// <summary>Tells each node what of these is its part, in order.</summary>
    public void Send(IReadOnlyList<RelayItem> items)
    {
        if (items.Count == 0)
        {
            return;
        }

        // First who gets the stream from here on, so that a reply right before its device's attachment is sent once.
        bool targeted = false;
        foreach (RelayItem item in items)
        {
            if (item is RelayItem.Attached { Device.Hub: var hub })
            {
                Add(hub, _attached.GetValueOrDefault(hub) + 1);
            }

            targeted |= TargetOf(item) is not null;
        }

        var outsiders = new List<(IActorRef Hub, RelayItem Item)>();
        foreach (RelayItem item in items)
        {
            switch (item)
            {
                case RelayItem.Reply { Origin.Device.Hub: var hub } when !_attached.ContainsKey(hub):
                    outsiders.Add((hub, item));
                    break;
                case RelayItem.NotAttached { Device.Hub: var hub } when !_attached.ContainsKey(hub):
                    outsiders.Add((hub, item));
                    break;
                case RelayItem.Posted { Origin: { } origin } posted when !_attached.ContainsKey(origin.Device.Hub):
                    outsiders.Add((origin.Device.Hub, new RelayItem.Reply(origin, new RoomReply.Sent(posted.Label, posted.Message.Seq, posted.Message.At))));
                    break;
            }
        }

        foreach ((IActorRef hub, RelayItem item) in outsiders)
        {
            To(hub, item);
        }

        foreach (IActorRef hub in _attached.Keys)
        {
            IReadOnlyList<RelayItem> part = targeted ? [.. items.Where(i => TargetOf(i) is not { } target || target.Equals(hub))] : items;
            if (part.Count > 0)
            {
                hub.Tell(new RelayProtocol.Output(id, part), context.Self);
            }
        }
    }

    private static IActorRef? TargetOf(RelayItem item) => item switch
    {
        RelayItem.Attached attached => attached.Device.Hub,
        RelayItem.NotAttached refused => refused.Device.Hub,
        RelayItem.Reply reply => reply.Origin.Device.Hub,
        _ => null,
    };
}
