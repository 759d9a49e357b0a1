using Akka.Actor;
using Akka.Event;
using Chat.Actors.Directory;
using Chat.Actors.Edge;
using Chat.Actors.Storage;
using Chat.Protocol;

namespace Chat.Actors.Rooms;

/// <content>How a room comes out of the storage, at first and after a fault.</content>
public sealed partial class Room
{
    /// <inheritdoc/>
    protected override void PreStart() => Load();

    /// <inheritdoc/>
    protected override void PreRestart(Exception reason, object message)
    {
        // The next incarnation must go on telling the same nodes; what they miss meanwhile they read from the log.
        Self.Tell(new RoomProtocol.Kept(_stream.Hubs, _writing, _reading, _state is null ? _told : _state.IsLarge ? null : _state.Members, _mutesTold));
        base.PreRestart(reason, message);
    }

    /// <inheritdoc/>
    protected override void PostRestart(Exception reason) => Become(Recovering());

    /// <summary>Waits until the storage has decided what the former incarnation asked for: read before that, it would show a room that is about to change.</summary>
    private UntypedReceive Recovering()
    {
        int undecided = 0;
        bool known = false;
        return message =>
        {
            switch (message)
            {
                case RoomProtocol.Kept kept:
                    _stream.Keep(kept.Attached);
                    _writing += kept.Writing;
                    _reading += kept.Reading;
                    _told = kept.Told;
                    _mutesTold = kept.MutesTold;
                    undecided += kept.Writing;
                    known = true;
                    break;
                case WriterProtocol.Failed failed:
                    undecided -= failed.Refusals.Count;
                    RefuseAll(failed.Refusals);
                    break;
                case WriterProtocol.Committed committed:
                    undecided -= committed.Outcomes.Count;
                    Stash.Stash();
                    break;
                case WriterProtocol.Overloaded:
                    undecided--;
                    Stash.Stash();
                    break;
                default:
                    PutOff(message);
                    break;
            }

            if (known && undecided <= 0)
            {
                Load();
            }
        };
    }

    private void Load()
    {
        Become(Loading);
        LoadAsync().PipeTo(
            Self,
            success: room => new RoomProtocol.Loaded(room),
            failure: cause => new RoomProtocol.LoadFailed(cause));
    }

    private Task<StoredRoom?> LoadAsync()
    {
        IChatStore store = _neighbours.Store;
        RoomId id = _id;
        return Task.Run(() => store.LoadRoomAsync(id, CancellationToken.None));
    }

    private void Loading(object message)
    {
        switch (message)
        {
            case RoomProtocol.Loaded { Room: null }:
                Open(null, []);
                break;
            case RoomProtocol.Loaded { Room: { } stored }:
                _state = RoomState.From(stored);
                _neighbours.Directory.Tell(new DirectoryProtocol.AskPresence([.. _state.Members.Keys]));
                break;
            case DirectoryProtocol.PresenceOf { Present: var present }:
                Open(_state, present);
                break;
            case RoomProtocol.LoadFailed failed:
                Log.Error(failed.Cause, "Room {Room} could not be loaded", _id);
                Become(Unavailable);
                Timers.StartSingleTimer("retry", RoomProtocol.RetryLoad.Instance, RetryDelay);
                Stash.UnstashAll();
                break;
            default:
                PutOff(message);
                break;
        }
    }

    private void Unavailable(object message)
    {
        switch (message)
        {
            case RoomProtocol.RetryLoad:
                Load();
                break;
            case RoomProtocol.Command command:
                Refuse(command, new Refusal(ErrorCodes.Unavailable, "The room can't be read just now; try again.", null, (long)RetryDelay.TotalMilliseconds));
                break;
            default:
                PutOff(message);
                break;
        }
    }

    /// <summary>Keeps a message until the room is loaded; but what death watch says would come back from a stash as a bare Terminated.</summary>
    private void PutOff(object message)
    {
        if (message is RoomProtocol.HubGone gone)
        {
            _stream.Forget(gone.Hub);
        }
        else
        {
            Stash.Stash();
        }
    }

    private void Open(RoomState? state, IReadOnlyList<DirectoryProtocol.UserPresence> present)
    {
        _state = state;
        foreach (DirectoryProtocol.UserPresence user in present)
        {
            // Offline is what a room begins with: only the time is news then.
            if (_state?.Members.GetValueOrDefault(user.User) is { } member)
            {
                _state = _state.With(member with { Presence = user.Presence, Since = user.Since });
            }
        }

        _stream.ToAll(new RelayItem.Synced(_state?.Head ?? 0));
        TakeUpPresence();
        TakeUpMutes();
        Become(Ready);
        Context.SetReceiveTimeout(_options.Current.IdleEntity);
        Stash.UnstashAll();
    }
}
