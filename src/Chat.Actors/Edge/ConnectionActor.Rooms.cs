using Akka.Actor;
using Chat.Actors.Directory;
using Chat.Actors.Rooms;
using Chat.Actors.Sessions;
using Chat.Protocol.Frames;
using Chat.Protocol.Names;

namespace Chat.Actors.Edge;

/// <content>Requests about one room, each in its turn.</content>
public sealed partial class ConnectionActor
{
    /// <summary>By room, requests that wait for their turn: no more than may be in work. Null while there is none.</summary>
    private Dictionary<string, Queue<ConnectionProtocol.Requested>>? _waiting;

    /// <summary>
    /// An answer that shows the room as it is must not be held back for an earlier request's: events would overtake it, and the
    /// client would take the older state for the newer. So it is asked for when it is the next, and what comes behind it waits too.
    /// </summary>
    private void TakeInTurn(ConnectionProtocol.Requested requested, RoomRequest request)
    {
        if (_waiting?.GetValueOrDefault(request.Room) is { } queue)
        {
            queue.Enqueue(requested);
        }
        else if (request is JoinRequest or UsersRequest or TopicRequest or RoomSettingsRequest && !_connection.IsNext(requested.Ticket))
        {
            _waiting ??= new Dictionary<string, Queue<ConnectionProtocol.Requested>>(StringComparer.OrdinalIgnoreCase);
            _waiting[request.Room] = new Queue<ConnectionProtocol.Requested>([requested]);
            IActorRef self = Self;
            _connection.WhenNext(requested.Ticket, () => self.Tell(new ConnectionProtocol.Turn(request.Room)));
        }
        else
        {
            OnRoomRequest(requested, request);
        }
    }

    private void OnTurn(string room)
    {
        if (_waiting is not null && _waiting.Remove(room, out Queue<ConnectionProtocol.Requested>? queue))
        {
            _waiting = _waiting.Count > 0 ? _waiting : null;
            ConnectionProtocol.Requested first = queue.Dequeue();
            OnRoomRequest(first, (RoomRequest)first.Frame);
            foreach (ConnectionProtocol.Requested next in queue)
            {
                TakeInTurn(next, (RoomRequest)next.Frame);
            }
        }
    }

    private void OnRoomRequest(ConnectionProtocol.Requested requested, RoomRequest request)
    {
        var origin = new RequestRef(_device, requested.Ticket, request.Id, requested.Trace);
        if (ModerationMapping.IsForServer(request))
        {
            OnServerRequest(requested, request, origin);
        }
        else if (RequestMapping.ParseTarget(request.Room, _options.Current.Names, out RoomTarget target, out ChatName name) is { } refusal)
        {
            Refuse(requested, refusal);
        }
        else if (request is ReadRequest read)
        {
            _neighbours.Sessions.Tell(new SessionProtocol.MarkRead(_user, origin, target, read.Seq));
        }
        else if (RequestMapping.ToAction(request, name) is { } action)
        {
            _neighbours.Sessions.Tell(new SessionProtocol.InRoom(_user, origin, target, action));
        }
        else if (ModerationMapping.ToAction(request, _options.Current.Names, out RoomAction? act) is { } senseless)
        {
            Refuse(requested, senseless);
        }
        else if (act is not null)
        {
            _neighbours.Sessions.Tell(new SessionProtocol.InRoom(_user, origin, target, act));
        }
    }

    private void OnServerRequest(ConnectionProtocol.Requested requested, RoomRequest request, RequestRef origin)
    {
        if (ModerationMapping.ToServerAction(request, _options.Current.Names, out ServerAction? action) is { } senseless)
        {
            Refuse(requested, senseless);
        }
        else
        {
            _neighbours.Directory.Tell(new DirectoryProtocol.Moderate(_user, origin, action!));
        }
    }
}
