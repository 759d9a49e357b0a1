using Chat.Client.Commands;
using Terminal.Gui.App;

namespace Chat.Client.Tui.Panes;

/// <summary>
/// Whether the terminal tells of the mouse. It does of buttons, wheel and dragging, never of mere motion: over a slow line that is a flood. Shift
/// with the mouse stays the terminal's own.
/// </summary>
internal sealed class MousePart : ITuiPart
{
    private const string NoMotion = "\u001b[?1003l";
    private const string Buttons = NoMotion + "\u001b[?1002h\u001b[?1006h";
    private const string Nothing = NoMotion + "\u001b[?1002l\u001b[?1015l\u001b[?1006l";
    private readonly ChatPresenter _presenter;
    private bool? _on;
    private IApplication? _told;

    /// <summary>Takes its command.</summary>
    public MousePart(ChatPresenter presenter)
    {
        _presenter = presenter;
        presenter.Settings.Changed += _ => Apply();
        presenter.TerminalBack += () =>
        {
            _told = null;
            Apply();
        };
        presenter.Commands.On<ChatCommand.UseMouse>(use => Use(use.On));
    }

    // The library asks for everything when it starts, so this is said after it.
    /// <inheritdoc/>
    public void Refresh(Shown shown) => Apply();

    private void Use(bool on)
    {
        _presenter.Settings.Set(PaneSettings.Mouse, on);
        _presenter.Tell(on ? "The mouse is used; hold Shift to select text" : "The mouse is left to the terminal");
    }

    private void Apply()
    {
        bool on = _presenter.Settings.Get(PaneSettings.Mouse);
        if (_presenter.Window.App is { Driver: { } driver } app && (_on != on || _told != app))
        {
            (_on, _told) = (on, app);
            app.Mouse.IsMouseDisabled = !on;
            driver.WriteRaw(on ? Buttons : Nothing);
        }
    }
}
