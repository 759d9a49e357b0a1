using Chat.Client.Connecting;
using Chat.Sdk;
using Chat.Sdk.State;

namespace Chat.Client.Tui.Editing;

/// <summary>Tells the others in a room that one is typing: when one begins, every few seconds while one goes on, and when one gives up.</summary>
/// <param name="chat">Where to say it.</param>
/// <param name="time">The clock.</param>
/// <param name="stop">Ends all waiting.</param>
internal sealed class TypingNotice(IChat chat, TimeProvider time, CancellationToken stop)
{
    // Others see it for six seconds.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(4);
    private string? _room;
    private long _told;

    /// <summary>The user changed what is written in a room.</summary>
    /// <param name="room">The room.</param>
    /// <param name="text">What is written now.</param>
    public void Follow(string? room, string text)
    {
        bool isMessage = !string.IsNullOrWhiteSpace(text) && (!text.StartsWith('/') || text.StartsWith("//", StringComparison.Ordinal));
        if (room is null || !isMessage)
        {
            End();
            return;
        }

        if (_room != room)
        {
            End();
        }
        else if (time.GetElapsedTime(_told) < Pause)
        {
            return;
        }

        if (chat.State.Connection is ConnectionState.Live && (chat.State.Rooms.ContainsKey(room) || RoomNames.IsPrivate(room)))
        {
            (_room, _told) = (room, time.GetTimestamp());
            _ = TellAsync(room, active: true);
        }
    }

    /// <summary>The message was sent: that ends it by itself.</summary>
    public void Sent() => _room = null;

    /// <summary>The user writes no longer.</summary>
    public void End()
    {
        if (_room is { } room)
        {
            _room = null;
            _ = TellAsync(room, active: false);
        }
    }

    private async Task TellAsync(string room, bool active)
    {
        try
        {
            await chat.TypingAsync(room, active, stop);
        }
        catch (Exception e) when (e is ChatException or OperationCanceledException)
        {
            // It is a courtesy: nobody misses it.
        }
    }
}
