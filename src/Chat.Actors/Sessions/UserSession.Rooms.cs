using Akka.Actor;
using Chat.Actors.Directory;
using Chat.Actors.Edge;
using Chat.Actors.Limits;
using Chat.Actors.Rooms;
using Chat.Actors.Storage;
using Chat.Protocol;

namespace Chat.Actors.Sessions;

/// <content>What a user does in rooms, and what rooms tell the user's session.</content>
public sealed partial class UserSession
{
    /// <summary>By folded name or room, how many requests wait for the directory to say whose a name is. Null while there is none.</summary>
    private Dictionary<string, int>? _resolving;

    private void OnInRoom(SessionState state, SessionProtocol.InRoom request)
    {
        switch (request.Target)
        {
            // As with persons below: what is asked of the room later must not overtake an act that waits to learn whom it is about.
            case RoomTarget.Named { Room: var room } when request.Action.About is not null || _resolving?.ContainsKey(room.Value) == true:
                Resolve(room.Value, request.Action.About?.Folded ?? "", request);
                break;
            case RoomTarget.Named { Room: var room }:
                Forward(state, room, request, null);
                break;

            // A question to the directory that is under way must not be overtaken by a later request to the same person.
            case RoomTarget.Peer peer when _resolving?.ContainsKey(peer.Folded) == true || state.PairWith(peer.Name) is null:
                Resolve(peer.Folded, peer.Folded, request);
                break;
            case RoomTarget.Peer peer:
                Forward(state, state.PairWith(peer.Name)!.Room, request, null);
                break;
        }
    }

    /// <summary>Asks the directory whose a name is; until it has answered, what belongs behind this request goes the same way.</summary>
    private void Resolve(string line, string folded, SessionProtocol.InRoom request)
    {
        _resolving ??= new Dictionary<string, int>(StringComparer.Ordinal);
        _resolving[line] = _resolving.GetValueOrDefault(line) + 1;
        _neighbours.Directory.Tell(new DirectoryProtocol.Resolve(folded, request));
    }

    private void Settle(string line)
    {
        if (_resolving is not null && --_resolving[line] == 0)
        {
            _resolving.Remove(line);
            _resolving = _resolving.Count > 0 ? _resolving : null;
        }
    }

    private void OnResolved(SessionState state, SessionProtocol.InRoom request, RoomProtocol.Speaker? who)
    {
        if (request.Target is RoomTarget.Named { Room: var named })
        {
            Settle(named.Value);
            RoomAction action = request.Action.About is { } whom && who is not null
                ? request.Action.Of(whom with { Name = who.Name, User = who.User, Admin = who.Admin })
                : request.Action;
            Forward(state, named, request with { Action = action }, null);
            return;
        }

        var peer = (RoomTarget.Peer)request.Target;
        Settle(peer.Folded);
        if (who is null)
        {
            RoomId? retired = state.PairWith(peer.Name)?.Room;
            if (retired is { } room)
            {
                Forward(state, room, request, null);
                return;
            }

            Reply(request.Origin, new SessionReply.Refused(new Refusal(ErrorCodes.NoSuchUser, $"There is no user '{peer.Name}'.", "room")));
            return;
        }

        var pair = RoomId.OfPair(_id, who.User);
        if (request.Action is RoomAction.Send && !state.Rooms.ContainsKey(pair) && state.PairCount >= _options.Current.PairsPerUser)
        {
            Reply(request.Origin, new SessionReply.Refused(new Refusal(ErrorCodes.Forbidden, $"You have {_options.Current.PairsPerUser} private conversations; that is the most.")));
            return;
        }

        Forward(state, pair, request, who);
    }

    private void Forward(SessionState state, RoomId room, SessionProtocol.InRoom request, RoomProtocol.Speaker? peer)
    {
        RoomAction action = request.Action;
        if (action is RoomAction.Join join)
        {
            bool known = state.Rooms.ContainsKey(room) || state.Joining.Contains(room);
            if (!known && !room.IsPair && state.RoomCount >= _options.Current.RoomsPerUser)
            {
                Reply(request.Origin, new SessionReply.Refused(new Refusal(ErrorCodes.Forbidden, $"You are in {_options.Current.RoomsPerUser} rooms; leave one first.")));
                return;
            }

            bool mayCreate = state.MayCreate(_options.Current.RoomCreation);
            action = join with { Presence = state.Presence, MayCreate = mayCreate, Address = state.AddressOf(request.Origin.Device.Id), WaitToFound = known || room.IsPair ? null : WaitToFound(state) };
            _state = known || room.IsPair ? state : state with { Joining = state.Joining.Add(room) };
        }

        _neighbours.Rooms.Tell(new RoomProtocol.Command(room, state.Speaker, request.Origin, action, peer));
    }

    /// <summary>How long the user must wait before it may make another room, in milliseconds; null where it need not. Each join that is under way may make one.</summary>
    private long? WaitToFound(SessionState state)
    {
        long wait = _neighbours.Budgets?.WaitForRooms(_id, state.Joining.Count + 1) ?? 0;
        return wait > 0 ? UptimeExtensions.Milliseconds(wait) : null;
    }

    private void AttachTo(SessionState state, RoomId room, DeviceRef device, long cursor, bool introduce = false) =>
        _neighbours.Rooms.Tell(new RoomProtocol.Attach(room, state.Speaker, new RoomProtocol.Attachment(device, cursor, introduce)));

    private bool OnRoomNews(SessionState state, object message)
    {
        switch (message)
        {
            case SessionProtocol.RoomJoined joined:
                if (joined.Founded)
                {
                    _neighbours.Budgets?.PayForRoom(_id);
                }

                _state = state with { Rooms = state.Rooms.SetItem(joined.Room.Room, joined.Room), Joining = state.Joining.Remove(joined.Room.Room) };

                // One whose hello is being answered gets the room behind that answer, which does not name it.
                foreach (Device device in state.Devices.Where(d => d.Told is null && d.Ref.Id != joined.Attached))
                {
                    AttachTo(state, joined.Room.Room, device.Ref, joined.Room.LastSeq, Introduces(joined.Room.Room));
                }

                // The user may have gone, gone away, or taken another name while the join was under way.
                _neighbours.Rooms.Tell(new RoomProtocol.MemberRenamed(joined.Room.Room, _id, state.Name));
                _neighbours.Rooms.Tell(new RoomProtocol.PresenceChanged(joined.Room.Room, _id, state.Presence));
                return true;
            case SessionProtocol.JoinRefused refused:
                _state = state with { Joining = state.Joining.Remove(refused.Room) };
                if (!refused.Silent)
                {
                    TellDevices(new SessionEvent.NotInRoom(refused.Name, state.Name, refused.Code, _time.GetUtcNow()), null);
                }

                return true;
            case SessionProtocol.RoomLeft left:
                _state = state with { Rooms = state.Rooms.Remove(left.Room) };
                return true;
            case SessionProtocol.PeerRenamed renamed:
                _state = state.Rooms.TryGetValue(renamed.Room, out UserRoom? pair)
                    ? state with { Rooms = state.Rooms.SetItem(renamed.Room, pair with { Name = renamed.Name }) }
                    : state;
                return true;
            default:
                return false;
        }
    }

    private void OnMarkRead(SessionState state, SessionProtocol.MarkRead request)
    {
        UserRoom? room = request.Target switch
        {
            RoomTarget.Named named => state.Rooms.GetValueOrDefault(named.Room),
            RoomTarget.Peer peer => state.PairWith(peer.Name),
            _ => null,
        };
        if (room is null && request.Target is RoomTarget.Named { Room: var other })
        {
            // Only the room knows whether this user may know that it exists.
            Forward(state, other, new SessionProtocol.InRoom(_id, request.Origin, request.Target, new RoomAction.AskRead()), null);
            return;
        }

        if (room is null)
        {
            Reply(request.Origin, new SessionReply.Refused(new Refusal(ErrorCodes.NotMember, "You are not in that room; join it first.")));
            return;
        }

        _neighbours.Writer.Tell(new WriterProtocol.Submit(new Write.SetRead(room.Room, _id, request.Seq), request.Origin));
    }

    private void OnMarkersMoved(SessionState state, IReadOnlyList<WriterProtocol.Outcome> outcomes)
    {
        foreach (WriterProtocol.Outcome outcome in outcomes)
        {
            if (outcome.Context is not RequestRef origin)
            {
                continue;
            }

            RoomId id = ((Write.SetRead)outcome.Write).Room;
            if (outcome.Result is WriteResult.MarkerAt { Seq: var seq } && state.Rooms.TryGetValue(id, out UserRoom? room))
            {
                string label = SessionState.LabelOf(room);
                _state = state = state with { Rooms = state.Rooms.SetItem(id, room with { Read = seq }) };
                Reply(origin, new SessionReply.ReadUpTo(label, seq));
                TellDevices(new SessionEvent.ReadMoved(label, seq), origin.Device.Id);
            }
            else
            {
                Reply(origin, new SessionReply.Refused(new Refusal(ErrorCodes.NotMember, "You are not in that room any more.")));
            }
        }
    }

    private static void RefuseWrite(WriterProtocol.Refusal refusal) => Reply(
        refusal.Context as RequestRef,
        new SessionReply.Refused(new Refusal(ErrorCodes.Unavailable, "The storage can't take it just now; try again.", null, 1000)));
}
