using Chat.Client.Attention;
using Chat.Client.Commands;
using Chat.Client.Settings;
using Chat.Client.Text;
using Chat.Client.Tui.Painting;
using Chat.Client.Tui.Painting.Themes;

namespace Chat.Client.Tui.Theming;

/// <summary>How things look: the theme, and how the text of messages is shown.</summary>
internal sealed class ThemingPart : ITuiPart
{
    private readonly ChatPresenter _presenter;
    private readonly ChatWindow _window;
    private bool _isRaw;
    private string? _self;

    /// <summary>Takes its keys, commands and settings.</summary>
    public ThemingPart(ChatPresenter presenter)
    {
        (_presenter, _window) = (presenter, presenter.Window);
        presenter.Actions.On(TextActions.Raw, ToggleRaw);
        presenter.Commands.On<ChatCommand.Theme>(Choose);
        presenter.Settings.Changed += Apply;
        Dress();
        Apply(TextSettings.Links);
    }

    /// <inheritdoc/>
    public void Refresh(Shown shown)
    {
        if (_self != shown.State.Self)
        {
            _self = shown.State.Self;
            ShowText();
        }
    }

    private void Apply(Setting setting)
    {
        if (setting == TextSettings.Theme)
        {
            Dress();
        }
        else if (setting == TextSettings.Links)
        {
            _window.Palette.HasLinks = _presenter.Settings.Get(TextSettings.Links);
            _window.SetNeedsDraw();
        }
        else if (setting == TextSettings.Markup || setting == TextSettings.Emoji || setting == AttentionSettings.Words)
        {
            ShowText();
        }
    }

    private void Dress()
    {
        _window.Palette.Use(_presenter.Settings.Get(TextSettings.Theme));
        _window.SetScheme(_window.Palette.Scheme());
        _window.SetNeedsDraw();
    }

    private void Choose(ChatCommand.Theme command)
    {
        if (command.Name is { } name)
        {
            _presenter.Settings.Set(TextSettings.Theme, name);
        }

        Palette palette = _window.Palette;
        string why = palette.Why is null ? string.Empty : $" (auto: {palette.Why})";
        _presenter.Tell($"theme: {TextSettings.Theme.Kind.Write(palette.Theme)}{why}", [$"There are {TextSettings.Theme.Values}."]);
    }

    private bool ToggleRaw()
    {
        _isRaw = !_isRaw;
        ShowText();
        return true;
    }

    private void ShowText() => _window.Chat.Show(TextOptions.Of(_presenter.Settings) with
    {
        IsRaw = _isRaw,
        Marked = new Highlights([CleanText.Line(_self ?? string.Empty), .. _presenter.Settings.Get(AttentionSettings.Words)]),
    });
}
