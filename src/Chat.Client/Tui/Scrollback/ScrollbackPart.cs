using Chat.Client.Tui.Actions;
using Chat.Sdk;

namespace Chat.Client.Tui.Scrollback;

/// <summary>What is said in the current room, and what follows from looking at it.</summary>
internal sealed class ScrollbackPart : ITuiPart
{
    private readonly ChatPresenter _presenter;
    private readonly ScrollbackView _view;
    private readonly Reading _reading;

    /// <summary>Takes its keys.</summary>
    public ScrollbackPart(ChatPresenter presenter)
    {
        _presenter = presenter;
        _view = presenter.Window.Chat;
        _view.Scrolled += presenter.Changed;
        _reading = new Reading(presenter.Session.Chat, presenter.Changed, presenter.Stop);
        presenter.Actions.On(GeneralActions.PageUp, () => _view.ScrollPage(-1));
        presenter.Actions.On(GeneralActions.PageDown, () => _view.ScrollPage(1));
        presenter.Actions.On(GeneralActions.Newest, _view.ScrollToEnd);
    }

    /// <inheritdoc/>
    public void Refresh(Shown shown)
    {
        string room = shown.Room ?? string.Empty;
        _view.Show(Timeline.Build(shown.State, room, _presenter.Notices.Of(room), _reading.IsLoading, _presenter.Time.LocalTimeZone), shown.IsAnother);
        _reading.Follow(shown.State, shown.Room, _view);
    }

    /// <inheritdoc/>
    public void Take(ChatUpdate update) => _presenter.Notices.Add(update);
}
