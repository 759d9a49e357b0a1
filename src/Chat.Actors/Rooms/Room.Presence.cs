using Chat.Actors.Storage;

namespace Chat.Actors.Rooms;

/// <content>What a room tells of its members' presence, and when. One timer, while something waits.</content>
public sealed partial class Room
{
    private const string PresenceTimer = "presence";

    private PresenceLedger _presence = PresenceLedger.Empty;

    /// <summary>After a fault, until the room is loaded: the members as they were told.</summary>
    private IReadOnlyDictionary<UserId, Member>? _told;

    private void OnPresence(RoomProtocol.PresenceChanged changed)
    {
        if (_state is { } state)
        {
            Take(_presence.Note(state, changed.User, changed.Presence, Now(), _options.Current.PresenceGrace > TimeSpan.Zero));
        }
    }

    private void OnPresenceTick()
    {
        if (_state is { } state)
        {
            Take(_presence.Tick(state, Now()));
        }
    }

    /// <summary>After members were changed by a write.</summary>
    private void LookAfterMembers(Write write)
    {
        if (write is Write.AppendMessage || _state is not { } state)
        {
            return;
        }

        _presence = write switch
        {
            Write.RemoveMember removed => _presence.Forget(removed.User),
            Write.Moderate act => act.Changes.OfType<ModerationChange.RemoveMember>().Aggregate(_presence, (ledger, gone) => ledger.Forget(gone.User)),
            _ => _presence,
        };
        Take(_presence.Resize(state, _options.Current.LargeRoom, Now()));
    }

    /// <summary>After loading. What changed since listeners were told of it last, they are told now.</summary>
    private void TakeUpPresence()
    {
        if (_state is not { } state)
        {
            return;
        }

        _state = state = state.Sized(_options.Current.LargeRoom);
        if (state.IsLarge)
        {
            _presence = PresenceLedger.Empty with { Told = state.CountsAt(Now()) };
        }

        if (Manner() is { } manner)
        {
            _stream.ToAll(manner);
        }

        if (_told is { } told && !state.IsLarge)
        {
            foreach (Member now in state.Members.Values)
            {
                if (told.TryGetValue(now.User, out Member? then) && then.Presence != now.Presence)
                {
                    _state = _state.With(now with { Presence = then.Presence, Since = then.Since });
                    Take(_presence.Note(_state, now.User, now.Presence, now.Since ?? Now(), _options.Current.PresenceGrace > TimeSpan.Zero));
                }
            }
        }

        _told = null;
    }

    /// <summary>Whether single changes are told, for listeners that may think otherwise: the room may have been large under a former incarnation.</summary>
    private RelayItem.Counted? Manner() =>
        _state is { } state && state.Members.Count > RoomState.LeastLarge(_options.Current.LargeRoom)
            ? new RelayItem.Counted(state.CountsAt(Now()), Each: !state.IsLarge)
            : null;

    private void Take(PresenceStep step)
    {
        (_presence, _state) = (step.Ledger, step.State);
        _stream.Send(step.Items);
        if (_presence.Waits(_state) && !Timers.IsTimerActive(PresenceTimer))
        {
            Timers.StartSingleTimer(
                PresenceTimer,
                RoomProtocol.PresenceTick.Instance,
                _state.IsLarge ? _options.Current.CountsInterval : _options.Current.PresenceGrace / (PresenceLedger.Rounds - 1));
        }
    }
}
