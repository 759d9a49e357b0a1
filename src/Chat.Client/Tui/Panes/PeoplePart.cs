using System.Globalization;
using Chat.Client.Commands;
using Chat.Client.Text;
using Chat.Client.Tui.Popups;
using Chat.Sdk;
using Chat.Sdk.State;

namespace Chat.Client.Tui.Panes;

/// <summary>The list of the room's people, and what a click on one of them offers. Of a large room it reads what is looked at, and says as of when that is.</summary>
internal sealed class PeoplePart : ITuiPart
{
    private static readonly TimeSpan ReadEvery = TimeSpan.FromSeconds(10);

    private readonly ChatPresenter _presenter;
    private PeopleRows? _rows;
    private PeoplePage? _asked;
    private DateTimeOffset _askedAt;
    private bool _reading;

    /// <summary>Takes the list's clicks.</summary>
    public PeoplePart(ChatPresenter presenter)
    {
        _presenter = presenter;
        presenter.Window.Users.Clicked += Click;
        presenter.Window.Users.Scrolled += presenter.Changed;
    }

    /// <inheritdoc/>
    public void Refresh(Shown shown)
    {
        _rows = shown.View is { } room ? PeopleRows.Of(room, _rows, shown.Now) : null;
        _presenter.Window.Users.Show(_rows is null ? [] : _rows, selected: -1, _rows?.Heading, Foot(shown));
        Tick(shown);
    }

    /// <inheritdoc/>
    public void Tick(Shown shown)
    {
        if (_reading || _rows is null || shown.View is not { Counts: not null } room || !shown.State.Connection.IsConnected)
        {
            return;
        }

        (int first, int count) = _presenter.Window.Users.Seen;
        if (PeoplePages.Next(room, _rows, first, count) is { } page && ((page != _asked && !page.Again) || shown.Now - _askedAt >= ReadEvery))
        {
            (_asked, _askedAt) = (page, shown.Now);
            _ = ReadAsync(page);
        }
    }

    private async Task ReadAsync(PeoplePage page)
    {
        _reading = true;
        try
        {
            await _presenter.Session.Chat.ReadMembersAsync(page.Room, page.After, page.Limit, _presenter.Stop);
        }
        catch (Exception e) when (e is ChatException or OperationCanceledException)
        {
            // What is shown says how old it is; it is asked for again after a while.
        }
        finally
        {
            _reading = false;
        }

        _presenter.Changed();
    }

    private PaneRow? Foot(Shown shown)
    {
        (int first, int count) = _presenter.Window.Users.Seen;
        if (_rows is null || shown.View is not { Counts: not null } room || PeoplePages.AsOf(room, _rows, first, count) is not { } at)
        {
            return null;
        }

        string time = at.ToOffset(shown.Now.Offset).ToString("HH:mm:ss", CultureInfo.InvariantCulture);
        return PaneRow.Heading(PeoplePages.IsCut(room, _rows) ? $" first {PeoplePages.Most}, {time}" : $" as of {time}");
    }

    private void Click(PaneClick click)
    {
        string user = click.Name;
        MenuItem[] items =
        [
            new("talk in private", () => _presenter.GoTo(RoomNames.PrivateWith(user))),
            new("who is that", () => _presenter.Lines.Run(new ChatCommand.Whois(user))),
            new("write the name", () => Mention(user)),
            .. PeopleMenu.Of(_presenter, user),
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
