using Chat.Client.Settings;
using Chat.Sdk.State;

namespace Chat.Client.Attention;

/// <summary>
/// Rings and notifies for what came: not for what is read or looked at, never more often than one can bear, and what came while the client caught up in one
/// go. Used on the interface's thread.
/// </summary>
/// <param name="signals">Where it is told.</param>
/// <param name="settings">How it is told.</param>
/// <param name="levels">What of a room is told.</param>
internal sealed class Teller(TerminalSignals signals, ClientSettings settings, NotifyLevels levels)
{
    private const int MaxRooms = 1000;
    private static readonly TimeSpan BetweenRings = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan BetweenNotifications = TimeSpan.FromSeconds(5);
    private readonly Dictionary<string, RoomCalls> _waiting = new(RoomNames.Users);
    private DateTimeOffset _rangAt = DateTimeOffset.MinValue;
    private DateTimeOffset _notifiedAt = DateTimeOffset.MinValue;
    private bool _ring;

    /// <summary>Tells what is to be told now; the rest waits for the next turn.</summary>
    /// <param name="came">What came since the turn before.</param>
    /// <param name="state">All that is known.</param>
    /// <param name="current">The room that is shown.</param>
    /// <param name="isLooking">True where its newest messages are on the screen and the terminal has the focus.</param>
    /// <param name="isQuiet">True to tell nothing.</param>
    /// <param name="now">The time.</param>
    public void Turn(IReadOnlyCollection<RoomCalls> came, ChatState state, string? current, bool isLooking, bool isQuiet, DateTimeOffset now)
    {
        bool Shows(string room) => current is not null && RoomNames.Order.Compare(room, current) == 0;
        foreach (RoomCalls calls in came)
        {
            if (calls.At(levels.Of(calls.Room)) > 0 && !(isLooking && Shows(calls.Room)))
            {
                Put(calls);
            }
        }

        if (_waiting.Count == 0 || state.Connection is ConnectionState.CatchingUp)
        {
            return;
        }

        // In the room that is shown, the client itself may have read: that is no reason to be silent when nobody looked.
        foreach (RoomCalls calls in _waiting.Values)
        {
            bool unread = state.Rooms.TryGetValue(calls.Room, out RoomView? room) && (calls.Last.Seq > room.Read || Shows(calls.Room));
            if (!unread || isQuiet || (isLooking && Shows(calls.Room)) || calls.At(levels.Of(calls.Room)) == 0)
            {
                _waiting.Remove(calls.Room);
            }
        }

        _ring &= _waiting.Count > 0;
        Ring(now);
        Notify(now);
    }

    private void Put(RoomCalls calls)
    {
        if (_waiting.TryGetValue(calls.Room, out RoomCalls? before))
        {
            _waiting[calls.Room] = before.With(calls);
        }
        else if (_waiting.Count < MaxRooms)
        {
            _waiting[calls.Room] = calls;
        }

        _ring = true;
    }

    private void Ring(DateTimeOffset now)
    {
        if (!_ring || now - _rangAt < BetweenRings)
        {
            return;
        }

        (_ring, _rangAt) = (false, now);
        if (settings.Get(AttentionSettings.Bell))
        {
            signals.Ring();
        }
    }

    private void Notify(DateTimeOffset now)
    {
        if (_waiting.Count == 0 || (now - _notifiedAt < BetweenNotifications && CanNotify) || _ring)
        {
            return;
        }

        if (CanNotify)
        {
            _notifiedAt = now;
            var (title, text) = Announcement.Of([.. _waiting.Values.Select(calls => (calls, levels.Of(calls.Room)))], settings.Get(AttentionSettings.Preview));
            signals.Notify(settings.Get(AttentionSettings.Notify), title, text);
        }

        _waiting.Clear();
    }

    private bool CanNotify => signals.WayOf(settings.Get(AttentionSettings.Notify)) != NotifyWay.Off;
}
