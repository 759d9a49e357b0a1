using Chat.Client.Commands;

namespace Chat.Client.Tui.Searching;

/// <summary>The search on the server: what was found stays at hand while one looks at a message in its place. Nothing becomes read by it.</summary>
internal sealed class SearchPart : ITuiPart
{
    private readonly ChatPresenter _presenter;
    private readonly SearchResults _results;
    private readonly SearchPlace _place = new();

    /// <summary>Takes its key and its command.</summary>
    public SearchPart(ChatPresenter presenter)
    {
        _presenter = presenter;
        _results = new SearchResults(presenter.Session.Chat, presenter.Stop);
        presenter.Actions.On(SearchActions.Open, () => Open() is not null);
        presenter.Commands.On<ChatCommand.Search>(Search);
        presenter.Overlays.LetThrough(SearchActions.All);
    }

    private SearchOverlay Open()
    {
        var overlay = new SearchOverlay(_presenter.Window.Palette, _results, _place, _presenter.Time.LocalTimeZone, () => _presenter.Current);
        overlay.Chosen += found =>
        {
            overlay.Close();
            _presenter.ShowMessage(found.Room, found.Seq);
        };
        _presenter.Overlays.CloseAll();
        _presenter.Overlays.Open(overlay);
        return overlay;
    }

    private void Search(ChatCommand.Search search)
    {
        SearchOverlay overlay = Open();
        if (search.Line is { } line)
        {
            overlay.Search(line);
        }
        else
        {
            _results.More();
        }
    }
}
