using Akka.Actor;
using Chat.Actors.Directory;
using Chat.Actors.Entities;
using Chat.Actors.Rooms;
using Chat.Actors.Storage;

namespace Chat.Actors.Sessions;

/// <content>How a user goes: by its own wish, or as a guest who has not come back.</content>
public sealed partial class UserSession
{
    private void OnQuit(SessionState state, SessionProtocol.Quit request)
    {
        if (state.Guest)
        {
            End(state, "quit");
        }
        else
        {
            OnDeviceClosed(state, request.Origin.Device.Id);
        }

        // Last: who hears it may come again at once and finds the name free.
        Reply(request.Origin, SessionReply.Goodbye.Instance);
    }

    private void OnExpire(SessionProtocol.Expire expire)
    {
        if (_state is { } state)
        {
            End(state, "expired");
            return;
        }

        IChatStore store = _neighbours.Store;
        UserId id = _id;
        Task.Run(() => store.LoadUserRoomsAsync(id, CancellationToken.None)).PipeTo(
            Self,
            success: rooms => new SessionProtocol.LoadedToExpire(expire, rooms),
            failure: cause => new SessionProtocol.ExpireFailed(expire, cause));
    }

    /// <summary>A guest's end: it leaves its rooms, its private conversations keep it under a retired name, its own name is free.</summary>
    private void End(SessionState state, string reason)
    {
        TellPresence(state.Rooms.Keys.Where(r => r.IsPair), Presence.Offline);
        foreach (RoomId room in state.Rooms.Keys.Union(state.Joining))
        {
            _neighbours.Rooms.Tell(room.IsPair
                ? new RoomProtocol.MemberRenamed(room, _id, RetiredName.Of(state.Name, _id))
                : new RoomProtocol.Command(room, state.Speaker, null, new RoomAction.Leave(reason)));
        }

        _neighbours.Directory.Tell(new DirectoryProtocol.Retire(_id));
        foreach (Device device in state.Devices)
        {
            Detach(state, device);
        }

        _state = null;
        Context.Parent.Tell(EntityProtocol.Passivate.Instance);
    }
}
