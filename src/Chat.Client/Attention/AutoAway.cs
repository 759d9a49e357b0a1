using Chat.Client.Connecting;
using Chat.Client.Settings;
using Chat.Sdk;
using Chat.Sdk.State;

namespace Chat.Client.Attention;

/// <summary>
/// Sets the user away when nothing was typed for a while, and back with the next key. An away set by hand, or on another device, is left alone. Used on the
/// interface's thread.
/// </summary>
/// <param name="chat">The connection.</param>
/// <param name="settings">After how long, and with what text.</param>
/// <param name="stop">Ends all waiting.</param>
internal sealed class AutoAway(IChat chat, ClientSettings settings, CancellationToken stop)
{
    private DateTimeOffset? _touchedAt;
    private bool _isAsked;
    private bool _wasConnected = true;
    private string? _text;

    /// <summary>A key was pressed.</summary>
    public void Touch(DateTimeOffset now)
    {
        (_touchedAt, _isAsked) = (now, false);
        if (_text is not { } text)
        {
            return;
        }

        _text = null;
        if (chat.State.Away == text)
        {
            _ = SetAsync(null);
        }
    }

    /// <summary>A second has passed.</summary>
    public void Tick(ChatState state, DateTimeOffset now)
    {
        _touchedAt ??= now;
        // The server forgets it with the connection, so it is told anew; but who was made present elsewhere meanwhile stays so.
        _isAsked &= _wasConnected || !state.Connection.IsConnected;
        _wasConnected = state.Connection.IsConnected;
        int minutes = settings.Get(AttentionSettings.AwayAfter);
        if (minutes == 0 || _isAsked || !_wasConnected || state.Away is not null || now - _touchedAt < TimeSpan.FromMinutes(minutes))
        {
            return;
        }

        string written = settings.Get(AttentionSettings.AwayText);
        _text = written.Length == 0 ? AttentionSettings.AwayText.Default : written;
        _isAsked = true;
        _ = SetAsync(_text);
    }

    private async Task SetAsync(string? text)
    {
        try
        {
            await chat.SetAwayAsync(text, stop);
            if (text is not null && _text is null && chat.State.Away == text)
            {
                // A key was pressed while it was on its way.
                await chat.SetAwayAsync(null, stop);
            }
        }
        catch (Exception e) when (e is ChatException or OperationCanceledException)
        {
            // The connection is lost, and with it the away: it is told anew when it is back.
        }
    }
}
