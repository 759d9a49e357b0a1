using Chat.Actors.Storage;

namespace Chat.Actors.Rooms;

/// <content>Mutes that end by themselves. A room has one timer for all of them, set for the next.</content>
public sealed partial class Room
{
    private const string MuteTimer = "mutes";

    /// <summary>A mute may last for years, and a timer need not.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    /// <summary>So that a timer that is a moment early is not set again and again for that moment.</summary>
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(10);

    /// <summary>Mutes that had ended by then were told of. At the beginning, when the room came into memory: who is muted learns from then on when it ends.</summary>
    private DateTimeOffset _mutesTold;

    /// <summary>When the next mute ends; null while none does by itself.</summary>
    private DateTimeOffset? _nextMuteEnd;

    /// <summary>Tells whose mutes have ended by now, so that whatever is decided next comes behind that.</summary>
    private void TellMutesEnded()
    {
        if (_state is { } state && _nextMuteEnd <= Now())
        {
            DateTimeOffset now = Now();
            _stream.Send([.. RoomEffects.MutesEnded(state, _mutesTold, now)]);
            _state = state with { Moderation = state.Moderation.Pruned(now) };
            _mutesTold = now;
            AwaitMuteEnd();
        }
    }

    private void AwaitMuteEnd()
    {
        _nextMuteEnd = _state?.Moderation.Mutes.Values.Min(m => m.Until);
        if (_nextMuteEnd is not { } end)
        {
            Timers.Cancel(MuteTimer);
            return;
        }

        TimeSpan left = end - Now();
        Timers.StartSingleTimer(
            MuteTimer, RoomProtocol.MuteTick.Instance, left > LongestWait ? LongestWait : left > ShortestWait ? left : ShortestWait);
    }

    private void OnMuteTick()
    {
        TellMutesEnded();
        if (!Timers.IsTimerActive(MuteTimer))
        {
            AwaitMuteEnd();
        }
    }

    /// <summary>After loading.</summary>
    private void TakeUpMutes()
    {
        if (_mutesTold == default)
        {
            _mutesTold = Now();
        }

        AwaitMuteEnd();
        TellMutesEnded();
    }

    private static bool ChangesMutes(Write write) => write is Write.Moderate act
        && act.Changes.Any(c => c is ModerationChange.PutSanction { Sanction.Kind: SanctionKind.Mute } or ModerationChange.DropSanction { Kind: SanctionKind.Mute });
}
