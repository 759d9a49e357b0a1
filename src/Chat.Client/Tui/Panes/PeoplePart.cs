using Chat.Client.Commands;
using Chat.Client.Text;
using Chat.Client.Tui.Popups;
using Chat.Sdk.State;

namespace Chat.Client.Tui.Panes;

/// <summary>The list of the room's people, and what a click on one of them offers.</summary>
internal sealed class PeoplePart : ITuiPart
{
    private readonly ChatPresenter _presenter;
    private PeopleRows? _rows;

    /// <summary>Takes the list's clicks.</summary>
    public PeoplePart(ChatPresenter presenter)
    {
        _presenter = presenter;
        presenter.Window.Users.Clicked += Click;
    }

    /// <inheritdoc/>
    public void Refresh(Shown shown)
    {
        _rows = shown.View is { } room ? PeopleRows.Of(room, _rows) : null;
        _presenter.Window.Users.Show(_rows is null ? [] : _rows, selected: -1, _rows?.Heading, null);
    }

    private void Click(PaneClick click)
    {
        string user = click.Name;
        MenuItem[] items =
        [
            new("talk in private", () => _presenter.GoTo(RoomNames.PrivateWith(user))),
            new("who is that", () => _presenter.Lines.Run(new ChatCommand.Whois(user))),
            new("write the name", () => Mention(user)),
        ];
        _presenter.Overlays.Open(new Menu(_presenter.Window.Palette, CleanText.Line(user), items, click.At));
    }

    private void Mention(string user)
    {
        string text = _presenter.Window.Input.Text;
        string before = text.Length == 0 ? $"{user}: " : text.EndsWith(' ') ? $"{text}{user} " : $"{text} {user} ";
        _presenter.Window.Input.Put(before);
    }
}
