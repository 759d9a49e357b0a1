using Chat.Client.Connecting;
using Chat.Sdk;
using Chat.Sdk.State;

namespace Chat.Client.Tui.Scrollback;

/// <summary>What follows from looking at a room: it is marked as read, and older messages are fetched when one comes to the top.</summary>
/// <param name="chat">Where to ask.</param>
/// <param name="changed">Told when something is new.</param>
/// <param name="stop">Ends all waiting.</param>
internal sealed class Reading(IChat chat, Action changed, CancellationToken stop)
{
    private const int Page = 100;
    private bool _marking;
    private (string Room, long Seq) _marked;
    private (string Room, long First) _failed;

    /// <summary>True while older messages are on their way.</summary>
    public bool IsLoading { get; private set; }

    /// <summary>Looks at how things stand, and asks for what is needed. Returns at once.</summary>
    public void Follow(ChatState state, string? current, ScrollbackView view)
    {
        if (!state.Connection.IsConnected)
        {
            _failed = default;
            return;
        }

        if (current is null || !state.Rooms.TryGetValue(current, out RoomView? room))
        {
            return;
        }

        if (view.AtBottom && room.Unread > 0 && !_marking && _marked != (room.Name, room.Newest))
        {
            _ = MarkAsync(room.Name, room.Newest);
        }

        long first = room.Messages.IsEmpty ? 0 : room.Messages[0].Seq;
        if (view.AtTop && !room.ReachesStart && !IsLoading && room.Messages.Count < state.MessagesPerRoom && room.Gap is null && _failed != (room.Name, first))
        {
            _ = LoadAsync(room.Name, first);
        }
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

    private async Task LoadAsync(string room, long first)
    {
        IsLoading = true;
        try
        {
            await chat.HistoryAsync(room, first == 0 ? null : first, Page, stop);
        }
        catch (Exception e) when (e is ChatException or OperationCanceledException)
        {
            // Not again until the connection was lost and came back, or another place is looked at.
            _failed = (room, first);
        }
        finally
        {
            IsLoading = false;
        }

        changed();
    }
}
