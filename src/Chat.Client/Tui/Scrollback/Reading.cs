using Chat.Client.Connecting;
using Chat.Client.Text;
using Chat.Sdk;
using Chat.Sdk.State;

namespace Chat.Client.Tui.Scrollback;

/// <summary>What follows from looking at a room: it is marked as read, and what comes near the screen's ends is fetched.</summary>
/// <param name="chat">Where to ask.</param>
/// <param name="changed">Told when something is new.</param>
/// <param name="stop">Ends all waiting.</param>
internal sealed class Reading(IChat chat, Action changed, CancellationToken stop)
{
    private const int Page = 200;
    private bool _marking;
    private (string Room, long Seq) _marked;
    private Wanted? _asked;

    private enum End
    {
        Older,
        OlderExcerpt,
        NewerExcerpt,
    }

    /// <summary>True while older messages are on their way.</summary>
    public bool IsLoading { get; private set; }

    /// <summary>Why older messages could not be fetched, clean; null where they could.</summary>
    public string? Problem { get; private set; }

    /// <summary>Tries once more what could not be fetched.</summary>
    public void Retry()
    {
        if (Problem is not null)
        {
            (_asked, Problem) = (null, null);
            changed();
        }
    }

    /// <summary>Looks at how things stand, and asks for what is needed. Returns at once.</summary>
    /// <param name="state">All that is known.</param>
    /// <param name="room">The room that is looked at.</param>
    /// <param name="view">What of it is seen.</param>
    /// <param name="inExcerpt">True where that is its excerpt.</param>
    /// <param name="isLookedAt">False where the terminal says that another window has the focus: nothing becomes read then.</param>
    public void Follow(ChatState state, RoomView? room, ScrollbackView view, bool inExcerpt, bool isLookedAt)
    {
        if (!state.Connection.IsConnected)
        {
            (_asked, Problem) = (null, null);
            return;
        }

        if (room is null)
        {
            return;
        }

        if (isLookedAt && view.AtBottom && !inExcerpt && room.Unread > 0 && !_marking && _marked != (room.Name, room.Newest))
        {
            _ = MarkAsync(room.Name, room.Newest);
        }

        if (!IsLoading && Want(state, room, view, inExcerpt) is { } wanted && wanted != _asked)
        {
            _ = LoadAsync(wanted);
        }
    }

    private static Wanted? Want(ChatState state, RoomView room, ScrollbackView view, bool inExcerpt)
    {
        bool nearTop = view.AtTop || view.MessagesAbove < view.Rows;
        if (inExcerpt && room.Excerpt is { } excerpt)
        {
            return nearTop && !excerpt.ReachesStart ? new Wanted(room.Name, End.OlderExcerpt, excerpt.Messages[0].Seq)
                : view.ShowsEnd || view.MessagesBelow < view.Rows ? new Wanted(room.Name, End.NewerExcerpt, excerpt.Messages[^1].Seq)
                : null;
        }

        return nearTop && !room.ReachesStart && room.Gap is null && room.Messages.Count < state.MessagesPerRoom
            ? new Wanted(room.Name, End.Older, room.Messages.IsEmpty ? 0 : room.Messages[0].Seq)
            : null;
    }

    private async Task MarkAsync(string room, long seq)
    {
        _marking = true;
        _marked = (room, seq);
        try
        {
            await chat.MarkReadAsync(room, seq, stop);
        }
        catch (Exception e) when (e is ChatException or OperationCanceledException)
        {
            // The next message, or the next visit, marks it again.
            _marked = default;
        }
        finally
        {
            _marking = false;
        }

        changed();
    }

    private async Task LoadAsync(Wanted wanted)
    {
        // Not the same again, be it refused or without effect, until the connection was lost and came back or the user asks for it.
        (IsLoading, Problem, _asked) = (true, null, wanted);
        try
        {
            await (wanted.End == End.Older
                ? (Task)chat.HistoryAsync(wanted.Room, wanted.Edge == 0 ? null : wanted.Edge, Page, stop)
                : chat.ExtendExcerptAsync(wanted.Room, wanted.End == End.OlderExcerpt, Page, stop));
        }
        catch (ChatException e)
        {
            Problem = CleanText.Line(e.Message);
        }
        catch (OperationCanceledException)
        {
            // The program ends.
        }
        finally
        {
            IsLoading = false;
        }

        changed();
    }

    private sealed record Wanted(string Room, End End, long Edge);
}
