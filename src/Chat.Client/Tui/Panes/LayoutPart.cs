using Chat.Client.Tui.Actions;

namespace Chat.Client.Tui.Panes;

/// <summary>Shows, hides and widens the lists at the sides, and keeps what was chosen.</summary>
internal sealed class LayoutPart : ITuiPart
{
    private const int Step = 2;
    private readonly ChatWindow _window;
    private readonly PaneChoices _choices;

    /// <summary>Takes its keys.</summary>
    public LayoutPart(ChatPresenter presenter)
    {
        _window = presenter.Window;
        _choices = new PaneChoices(presenter.Kept);
        _window.Rooms.Dragged += column => WidenRooms(column + 1 - Panes.Rooms.Width);
        _window.Users.Dragged += column => WidenPeople(Panes.People.X - column);
        ActionMap actions = presenter.Actions;
        actions.On(PaneActions.ToggleRooms, () => Do(() => _choices.ToggleRooms(_window.Viewport.Width, Panes.Rooms.Width > 0)));
        actions.On(PaneActions.TogglePeople, () => Do(() => _choices.TogglePeople(_window.Viewport.Width, Panes.People.Width > 0)));
        actions.On(PaneActions.NarrowRooms, () => WidenRooms(-Step));
        actions.On(PaneActions.WidenRooms, () => WidenRooms(Step));
        actions.On(PaneActions.NarrowPeople, () => WidenPeople(-Step));
        actions.On(PaneActions.WidenPeople, () => WidenPeople(Step));
        _window.Show(_choices.Options);
    }

    private PaneLayout Panes => _window.Panes;

    private bool WidenRooms(int by) =>
        Panes.Rooms.Width == 0 || Do(() => _choices.SetRooms(PaneLayout.Within(Panes.Rooms.Width + by, _window.Viewport.Width, Panes.People.Width)));

    private bool WidenPeople(int by) =>
        Panes.People.Width == 0 || Do(() => _choices.SetPeople(PaneLayout.Within(Panes.People.Width + by, _window.Viewport.Width, Panes.Rooms.Width)));

    private bool Do(Action choose)
    {
        choose();
        _window.Show(_choices.Options);
        return true;
    }
}
