using Chat.Sdk;
using Chat.Sdk.State;

namespace Chat.Client.Tui.Panes;

/// <summary>Learns how the room on the screen is used, once for each connection: nothing tells of it before somebody changes it.</summary>
/// <param name="presenter">Says which room that is.</param>
internal sealed class RoomUsePart(ChatPresenter presenter) : ITuiPart
{
    private readonly HashSet<string> _asked = new(RoomNames.Users);

    /// <inheritdoc/>
    public void Refresh(Shown shown)
    {
        if (!shown.State.Connection.IsConnected)
        {
            _asked.Clear();
        }
        else if (shown.View is { IsPrivate: false, Settings: null } room && _asked.Add(room.Name))
        {
            _ = AskAsync(room.Name);
        }
    }

    private async Task AskAsync(string room)
    {
        try
        {
            await presenter.Session.Chat.RoomSettingsAsync(room, presenter.Stop);
        }
        catch (Exception e) when (e is ChatException or OperationCanceledException)
        {
            // A server that does not know of it: then there is nothing to know.
        }
    }
}
