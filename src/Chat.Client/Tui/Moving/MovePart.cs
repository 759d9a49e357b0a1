using Chat.Client.Commands;
using Chat.Client.Tui.Actions;
using Chat.Client.Tui.Panes;

namespace Chat.Client.Tui.Moving;

/// <summary>Keys that lead to where something is new, and back.</summary>
internal sealed class MovePart : ITuiPart
{
    private readonly ChatPresenter _presenter;
    private readonly RoomsPart _rooms;

    /// <summary>Takes its keys.</summary>
    public MovePart(ChatPresenter presenter, RoomsPart rooms)
    {
        (_presenter, _rooms) = (presenter, rooms);
        ActionMap actions = presenter.Actions;
        actions.On(MoveActions.Switch, OpenSwitcher);
        actions.On(MoveActions.NextUnread, () => GoTo(1, IsUnread));
        actions.On(MoveActions.PreviousUnread, () => GoTo(-1, IsUnread));
        actions.On(MoveActions.NextMention, () => GoTo(1, room => presenter.Attention.Of(room).Mentions > 0));
        actions.On(MoveActions.Last, GoBack);
        presenter.Overlays.LetThrough(MoveActions.All);
    }

    /// <inheritdoc/>
    public void Enter(string? left, string? entered) => _presenter.Overlays.CloseAll();

    private bool OpenSwitcher()
    {
        List<SwitchEntry> entries = SwitchEntries.Of(_presenter.State, _presenter.Visited, _presenter.KnownRooms);
        _presenter.Overlays.CloseAll();
        _presenter.Overlays.Open(new Switcher(_presenter.Window.Palette, entries, Do));
        return true;
    }

    private void Do(string line)
    {
        if (line.StartsWith('/'))
        {
            _presenter.Lines.Run(line);
        }
        else
        {
            _presenter.Lines.Run(new ChatCommand.Join(line));
        }
    }

    // A muted room calls only where it mentions the user.
    private bool IsUnread(string room)
    {
        Attention.RoomAttention wants = _presenter.Attention.Of(room);
        return wants.Mentions > 0 || (!wants.IsMuted && _presenter.State.Rooms.GetValueOrDefault(room)?.Unread > 0);
    }

    private bool GoTo(int step, Func<string, bool> isWanted)
    {
        List<string> rooms = _rooms.Visible;
        int at = Math.Max(0, rooms.FindIndex(_presenter.IsCurrent));
        string? next = Enumerable.Range(1, Math.Max(0, rooms.Count - 1)).Select(by => rooms[(at + (step * by) + (rooms.Count * by)) % rooms.Count]).FirstOrDefault(isWanted);
        if (next is not null)
        {
            _presenter.GoTo(next);
        }

        return true;
    }

    private bool GoBack()
    {
        if (_presenter.Visited.Skip(1).FirstOrDefault() is { } last)
        {
            _presenter.GoTo(last);
        }

        return true;
    }
}
