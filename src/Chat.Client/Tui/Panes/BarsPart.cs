using Chat.Client.Text;
using Chat.Client.Tui.Actions;
using Chat.Client.Tui.Moving;
using Chat.Client.Tui.Painting;
using Chat.Client.Tui.Popups;
using Chat.Sdk.State;

namespace Chat.Client.Tui.Panes;

/// <summary>The bars above and below the chat.</summary>
internal sealed class BarsPart : ITuiPart
{
    private static readonly TimeSpan Wavering = TimeSpan.FromMilliseconds(20);
    private readonly ChatPresenter _presenter;
    private readonly ChatWindow _window;
    private string? _room;
    private TimeSpan? _roundTrip;
    private long _seen;

    /// <summary>Takes their clicks.</summary>
    public BarsPart(ChatPresenter presenter)
    {
        (_presenter, _window) = (presenter, presenter.Window);
        _window.Header.Clicked += span => presenter.Actions.Run(span == 1 ? GeneralActions.Newest : PaneActions.Topic);
        _window.Footer.Clicked += Press;
        presenter.Actions.On(PaneActions.Topic, ShowTopic);
    }

    /// <inheritdoc/>
    public void Refresh(Shown shown)
    {
        long newest = shown.View?.Newest ?? 0;
        if (_window.Chat.AtBottom || _room != shown.Room)
        {
            (_room, _seen) = (shown.Room, newest);
        }

        var news = new HeaderNews(
            _window.Chat.AtBottom || (_window.Chat.ShowsEnd && shown.View?.Excerpt is null) ? null : Math.Max(0, newest - _seen),
            Key(GeneralActions.Newest),
            [.. _presenter.ViewNotes.Select(note => note()).OfType<string>()],
            _window.Panes.People.Width == 0);
        _window.Header.Show(StatusText.Header(shown.State, shown.Room, news));
        Tick(shown);
    }

    /// <inheritdoc/>
    public void Tick(Shown shown)
    {
        var news = new FooterNews(
            _presenter.Session.ServerName, Key(GeneralActions.Retry), $"{Hint(GeneralActions.Help, "help")}{Hint(MoveActions.Switch, "go to")}{Hint(GeneralActions.Quit, "quit")}");
        _roundTrip = Steady(shown.State.RoundTrip);
        _window.Footer.Show(StatusText.Footer(shown.State with { RoundTrip = _roundTrip }, shown.Room, news, shown.Now, _window.Viewport.Width));
    }

    // A time that only wavers is not written anew: while nothing happens, nothing is sent to the terminal.
    private TimeSpan? Steady(TimeSpan? measured) =>
        measured is { } now && _roundTrip is { } before && (now - before).Duration() < Wavering + ((now < before ? now : before) / 2) ? before : measured;

    private void Press(int span)
    {
        if (span == 0 && _presenter.State.Connection is ConnectionState.Offline or ConnectionState.Untrusted)
        {
            _presenter.Actions.Run(GeneralActions.Retry);
        }
    }

    private bool ShowTopic()
    {
        if (_presenter.Current is { } current && _presenter.State.Rooms.GetValueOrDefault(current) is { } room)
        {
            string topic = CleanText.Block(room.Topic);
            _presenter.Overlays.Open(new TextOverlay(_window.Palette, $"Topic of {CleanText.Line(room.Name)}", topic.Length == 0 ? ["There is none; /topic sets it."] : topic.Split('\n')));
        }

        return true;
    }

    private string Key(UiAction action) => _presenter.Actions.KeyOf(action) ?? string.Empty;

    private string Hint(UiAction action, string what) => Key(action) is { Length: > 0 } key ? $"{key} {what}  " : string.Empty;
}
