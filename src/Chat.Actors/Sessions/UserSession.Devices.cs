using System.Collections.Immutable;
using Akka.Actor;
using Akka.Event;
using Chat.Actors.Directory;
using Chat.Actors.Edge;
using Chat.Actors.Rooms;
using Chat.Actors.Storage;
using Chat.Protocol;
using Chat.Protocol.Names;

namespace Chat.Actors.Sessions;

/// <content>How devices come and go, and how the first one brings the user into memory.</content>
public sealed partial class UserSession
{
    private void Loading(object message)
    {
        switch (message)
        {
            case SessionProtocol.Loaded loaded:
                _state = _state?.Refresh(loaded.Rooms) ?? SessionState.Of(_id, loaded.Attach.Name, loaded.Attach.Guest, loaded.Rooms);
                _loading = false;
                _startRooms = loaded.Attach.IsNew ? loaded.StartRooms : _startRooms;
                Welcome(loaded.Attach, loaded.Invitations);
                Stash.UnstashAll();
                break;
            case SessionProtocol.LoadFailed failed:
                Log.Error(failed.Cause, "User {User} could not be loaded", _id);
                Reply(failed.Attach.Origin, new SessionReply.Refused(new Refusal(ErrorCodes.Unavailable, "Your rooms can't be read just now; try again.", null, 1000)));
                // A new guest never heard of its token: its name must not be held for it.
                _neighbours.Directory.Tell(failed.Attach.IsNew
                    ? new DirectoryProtocol.Retire(_id)
                    : new DirectoryProtocol.PresenceChanged(_id, _state?.Presence ?? Presence.Offline));
                _loading = false;
                Stash.UnstashAll();
                break;

            // Not stashed: what death watch says comes back from a stash as a bare Terminated.
            case SessionProtocol.DeviceClosed closed when _state is { } state:
                OnDeviceClosed(state, closed.Device);
                break;
            default:
                Stash.Stash();
                break;
        }
    }

    /// <summary>Reads the rooms for each device anew: where their logs stand is the rooms' to know, not the session's.</summary>
    private void Load(SessionProtocol.Attach attach) =>
        LoadAsync(attach, _neighbours.Store, _options.Current).PipeTo(Self, failure: cause => new SessionProtocol.LoadFailed(attach, cause));

    private static Task<object> LoadAsync(SessionProtocol.Attach attach, IChatStore store, ChatOptions options) => Task.Run<object>(async () =>
    {
        IReadOnlyList<UserRoom> rooms = attach is { IsNew: true, Guest: true } ? [] : await store.LoadUserRoomsAsync(attach.UserId, CancellationToken.None).ConfigureAwait(false);
        IReadOnlyList<UserInvitation> invitations = attach is { IsNew: true, Guest: true } ? [] : await store.LoadInvitationsAsync(attach.UserId, CancellationToken.None).ConfigureAwait(false);
        var startRooms = new List<SessionProtocol.StartRoom>();
        foreach (string name in attach.IsNew ? options.AutoJoin : [])
        {
            if (NameRules.TryParse(name, NameKind.Room, options.Names, out ChatName room, out _))
            {
                var id = RoomId.OfName(room.Folded);
                if (rooms.Any(r => r.Room == id))
                {
                    continue;
                }

                RoomHead? stored = await store.FindRoomAsync(id, CancellationToken.None).ConfigureAwait(false);
                long seq = stored?.LastSeq ?? 0;
                startRooms.Add(new SessionProtocol.StartRoom(room, new UserRoom(id, stored?.Name ?? room.Display, stored?.Topic ?? "", seq, seq, null)));
            }
        }

        return new SessionProtocol.Loaded(attach, rooms, startRooms, invitations);
    });

    /// <summary>Takes a device in. Its rooms follow when the answer to its hello is in its outbox.</summary>
    private void Welcome(SessionProtocol.Attach attach, IReadOnlyList<UserInvitation> invitations)
    {
        SessionState state = _state!;
        if (state.Devices.Find(d => d.TokenHash == attach.TokenHash) is { } older)
        {
            if (attach.Attempt?.IsBefore(older.Attempt) == true)
            {
                // The network held it up, and the client that has long given it up must not lose its connection to it.
                Reply(attach.Origin, new SessionReply.Refused(new Refusal(ErrorCodes.Replaced, "A later connection of this client is there already.")));
                return;
            }

            older.Ref.Connection.Tell(new SessionProtocol.Dismiss(ErrorCodes.Replaced, "Another connection uses this session now."));
            state = Detach(state, older);
        }

        if (state.Devices.Count >= _options.Current.DevicesPerUser)
        {
            Reply(attach.Origin, new SessionReply.Refused(new Refusal(ErrorCodes.Forbidden, $"At most {_options.Current.DevicesPerUser} connections a user; close one.")));
            return;
        }

        DeviceRef device = attach.Origin.Device;
        Context.WatchWith(device.Connection, new SessionProtocol.DeviceClosed(device.Id));
        bool first = state.Devices.IsEmpty;
        DateTimeOffset now = _time.GetUtcNow();
        _state = state = state with
        {
            Name = attach.Name,
            Guest = attach.Guest,
            Admin = attach.Admin,
            Devices = state.Devices.Add(new Device(device, attach.TokenHash, state.Labels, now, attach.Attempt, attach.Address)),
        };
        if (attach.FormerName is not null)
        {
            foreach (RoomId room in state.Rooms.Keys)
            {
                _neighbours.Rooms.Tell(new RoomProtocol.MemberRenamed(room, _id, attach.Name));
            }
        }

        device.Connection.Tell(new SessionProtocol.Welcome(
            _id,
            state.Name,
            state.Guest,
            attach.Token,
            attach.Origin,
            [.. state.Rooms.Values.Select(r => r with { You = r.You?.At(now) }), .. _startRooms.Select(r => r.Place)],
            attach.Cursors,
            state.Admin,
            [.. invitations.Where(i => i.Expires > now)]));
        if (first)
        {
            TellPresence(state.Presence);
        }
    }

    private static SessionState Detach(SessionState state, Device device)
    {
        Context.Unwatch(device.Ref.Connection);
        return state with { Devices = state.Devices.Remove(device) };
    }

    private void OnDeviceReady(SessionState state, SessionProtocol.DeviceReady ready)
    {
        if (state.Devices.Find(d => d.Ref.Id == ready.Device.Id) is { Told: { } told } device)
        {
            _state = state with { Devices = state.Devices.Replace(device, device with { Told = null }) };
            TellWhatChanged(state, device.Ref, told);
            foreach (UserRoom room in state.Rooms.Values)
            {
                AttachTo(state, room.Room, device.Ref, SessionState.CursorFor(room, ready.Cursors), Introduces(room.Room) && !told.ContainsKey(room.Room));
            }
        }

        foreach (SessionProtocol.StartRoom start in _startRooms)
        {
            var attachment = new RoomProtocol.Attachment(ready.Device, start.Place.LastSeq);
            var join = new RoomAction.Join(
                start.Name.Display, start.Name.Skeleton, state.Presence, attachment, Founds: false, Address: state.AddressOf(ready.Device.Id));
            _state = _state! with { Joining = _state.Joining.Add(start.Place.Room) };
            _neighbours.Rooms.Tell(new RoomProtocol.Command(start.Place.Room, state.Speaker, null, join));
        }

        _startRooms = [];
    }

    /// <summary>What a device has yet to hear because it happened while the answer to its hello was on the way. Rooms that are new introduce themselves.</summary>
    private void TellWhatChanged(SessionState state, DeviceRef device, ImmutableDictionary<RoomId, string> told)
    {
        foreach ((RoomId id, string label) in told)
        {
            if (!state.Rooms.TryGetValue(id, out UserRoom? room))
            {
                device.Connection.Tell(new SessionProtocol.Tell(new SessionEvent.NotInRoom(label, state.Name, "left", _time.GetUtcNow())));
            }
            else if (SessionState.LabelOf(room) is var now && now != label && room.Peer is not null)
            {
                device.Connection.Tell(new SessionProtocol.Tell(new SessionEvent.Renamed(label[1..], room.Name, _time.GetUtcNow(), label)));
            }
        }
    }

    /// <summary>A private room needs no introduction: its first message makes it known.</summary>
    private static bool Introduces(RoomId room) => !room.IsPair;

    private void OnDeviceClosed(SessionState state, ConnectionId id)
    {
        if (state.Devices.Find(d => d.Ref.Id == id) is not { } device)
        {
            return;
        }

        Touch(state, device);
        _state = state = Detach(state, device);
        if (state.Devices.IsEmpty)
        {
            _state = state with { AwayText = null, Joining = [] };
            TellPresence(Presence.Offline);
        }
    }
}
