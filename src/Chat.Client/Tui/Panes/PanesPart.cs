using Chat.Client.Tui.Actions;
using Chat.Client.Tui.Painting;

namespace Chat.Client.Tui.Panes;

/// <summary>What stands around the chat: rooms, people, and the bars above and below.</summary>
internal sealed class PanesPart : ITuiPart
{
    private readonly ChatPresenter _presenter;
    private readonly ChatWindow _window;

    /// <summary>Takes its keys.</summary>
    public PanesPart(ChatPresenter presenter)
    {
        (_presenter, _window) = (presenter, presenter.Window);
        _window.Rooms.Clicked += presenter.GoTo;
        ActionMap actions = presenter.Actions;
        for (int number = 0; number < GeneralActions.Rooms.Count; number++)
        {
            int index = number;
            actions.On(GeneralActions.Rooms[number], () => GoTo(index));
        }

        actions.On(GeneralActions.NextRoom, () => Step(1));
        actions.On(GeneralActions.PreviousRoom, () => Step(-1));
    }

    /// <inheritdoc/>
    public void Refresh(Shown shown)
    {
        _window.Rooms.Show(RoomRows.Of(shown.State, shown.Room));
        _window.Users.Show(UserRows.Of(shown.View));
        _window.Header.Show(StatusText.Header(shown.State, shown.Room, _window.Chat.AtBottom));
        Tick(shown);
    }

    /// <inheritdoc/>
    public void Tick(Shown shown) => _window.Footer.Show(StatusText.Footer(shown.State, _presenter.Session.ServerName, shown.Now, _window.Viewport.Width));

    private bool GoTo(int number)
    {
        List<ListRow> rooms = RoomRows.Of(_presenter.State, _presenter.Current);
        if (number < rooms.Count)
        {
            _presenter.GoTo(rooms[number].Name);
        }

        return true;
    }

    private bool Step(int by)
    {
        List<ListRow> rooms = RoomRows.Of(_presenter.State, _presenter.Current);
        int at = rooms.FindIndex(row => row.Ink == Ink.Selected);
        if (rooms.Count > 0)
        {
            _presenter.GoTo(rooms[(at + by + rooms.Count) % rooms.Count].Name);
        }

        return true;
    }
}
