using System.Drawing;
using Chat.Client.Commands;
using Chat.Client.Text;
using Chat.Client.Tui.Actions;
using Chat.Client.Tui.Painting;
using Chat.Client.Tui.Popups;
using Chat.Sdk.State;

namespace Chat.Client.Tui.Panes;

/// <summary>The list of rooms: what it shows, its order, and what clicks and keys do with a room of it.</summary>
internal sealed class RoomsPart : ITuiPart
{
    private readonly ChatPresenter _presenter;
    private readonly RoomOrder _order;
    private readonly RoomRows _rows;

    /// <summary>Takes its keys and commands.</summary>
    public RoomsPart(ChatPresenter presenter)
    {
        _presenter = presenter;
        _order = new RoomOrder(presenter.Kept);
        _rows = new RoomRows(_order, room => presenter.Attention.Of(room), room => presenter.HasDraft(room));
        presenter.Window.Rooms.Clicked += Click;
        presenter.Commands.On<ChatCommand.Sort>(Sort);
        presenter.Commands.On<ChatCommand.Pin>(pin => Pin(pin.Room, pin.Pinned));
        ActionMap actions = presenter.Actions;
        for (int number = 0; number < GeneralActions.Rooms.Count; number++)
        {
            int index = number;
            actions.On(GeneralActions.Rooms[number], () => GoTo(index));
        }

        actions.On(GeneralActions.NextRoom, () => Step(1));
        actions.On(GeneralActions.PreviousRoom, () => Step(-1));
        actions.On(PaneActions.Pin, () => presenter.Current is { } room && Pin(room, !_order.IsPinned(room)));
        actions.On(PaneActions.MoveUp, () => presenter.Current is { } room && Move(room, -1));
        actions.On(PaneActions.MoveDown, () => presenter.Current is { } room && Move(room, 1));
        actions.On(PaneActions.Menu, () => presenter.Current is { } room && OpenMenu(room, presenter.Window.Panes.Chat.Location));
        presenter.Overlays.LetThrough([.. GeneralActions.Rooms]);
    }

    /// <summary>The rooms as they stand in the list, from the top.</summary>
    public List<string> Visible => [.. _rows.Of(_presenter.State, _presenter.Current).Select(row => row.Name).OfType<string>()];

    /// <inheritdoc/>
    public void Refresh(Shown shown)
    {
        List<PaneRow> rows = _rows.Of(shown.State, shown.Room);
        _presenter.Window.Rooms.Show(rows, rows.FindIndex(row => row.IsSelected), null, Self(shown.State));
    }

    private PaneRow Self(ChatState state)
    {
        (string mark, Ink ink) = PresenceMark.Of(state.Connection.IsConnected ? state.Away is null ? Protocol.Frames.UserStatus.Online : Protocol.Frames.UserStatus.Away : null);
        IEnumerable<string> notes = [.. state.Guest ? ["guest"] : (string[])[], .. state.Away is { } away ? [$"away: {CleanText.Line(away)}"] : (string[])[]];
        string told = string.Join(", ", notes.Concat(_presenter.SelfNotes.Select(note => note()).OfType<string>()));
        return new PaneRow(null, [new Span(mark, ink), new Span($" {CleanText.Line(state.Self)}", Ink.Self), new Span(told.Length == 0 ? string.Empty : $" {told}", Ink.Dim)], []);
    }

    private void Click(PaneClick click)
    {
        if (click.IsSecond)
        {
            OpenMenu(click.Name, click.At);
        }
        else
        {
            _presenter.GoTo(click.Name);
        }
    }

    private bool OpenMenu(string room, Point at)
    {
        List<MenuItem> items =
        [
            new("go there", () => _presenter.GoTo(room)),
            _order.IsPinned(room) ? new("unpin", () => Pin(room, false)) : new("pin above the others", () => Pin(room, true)),
            new("move up", () => Move(room, -1)),
            new("move down", () => Move(room, 1)),
            .. Mute(room),
            new(RoomNames.IsPrivate(room) ? "close" : "leave", () => _presenter.Lines.Run(new ChatCommand.Leave(room))),
        ];
        _presenter.Overlays.Open(new Menu(_presenter.Window.Palette, CleanText.Line(room), items, at));
        return true;
    }

    private IEnumerable<MenuItem> Mute(string room)
    {
        bool muted = _presenter.Attention.Of(room).IsMuted;
        return [new(muted ? "unmute" : "mute", () => _presenter.Lines.Run(muted ? new ChatCommand.UnmuteRoom(room) : new ChatCommand.MuteRoom(room)))];
    }

    private void Sort(ChatCommand.Sort sort)
    {
        _order.Sort = sort.By;
        _presenter.Changed();
    }

    private bool Pin(string? named, bool pinned)
    {
        if ((named ?? _presenter.Current) is not { } room)
        {
            _presenter.Tell("you are in no room; name the one you mean: /pin python", isError: true);
        }
        else if (pinned && !Visible.Contains(room, RoomNames.Users))
        {
            _presenter.Tell($"you are not in {room}; /join it first", isError: true);
        }
        else
        {
            _order.Pin(room, pinned);
            _presenter.Changed();
        }

        return true;
    }

    private bool Move(string room, int by)
    {
        _order.Move(_presenter.State, room, by);
        _presenter.Changed();
        return true;
    }

    private bool GoTo(int number)
    {
        List<string> rooms = Visible;
        if (number < rooms.Count)
        {
            _presenter.GoTo(rooms[number]);
        }

        return true;
    }

    private bool Step(int by)
    {
        List<string> rooms = Visible;
        if (rooms.Count > 0)
        {
            int at = rooms.FindIndex(_presenter.IsCurrent);
            _presenter.GoTo(rooms[(at + by + rooms.Count) % rooms.Count]);
        }

        return true;
    }
}
