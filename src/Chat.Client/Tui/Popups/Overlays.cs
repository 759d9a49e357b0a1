using Chat.Client.Tui.Actions;
using Terminal.Gui.App;
using Terminal.Gui.Input;
using Terminal.Gui.ViewBase;

namespace Chat.Client.Tui.Popups;

/// <summary>What lies over the screen at the moment. On the interface's thread.</summary>
/// <param name="window">The window.</param>
/// <param name="actions">What keys do beside the overlay.</param>
internal sealed class Overlays(ChatWindow window, ActionMap actions)
{
    private readonly List<Overlay> _open = [];
    private readonly HashSet<UiAction> _passed = [GeneralActions.Quit, GeneralActions.Retry];
    private IApplication? _watched;

    /// <summary>The one that takes the keys; null for none.</summary>
    public Overlay? Top => _open.Count == 0 ? null : _open[^1];

    /// <summary>Lets an action's keys do what they do while something is open, too.</summary>
    public void LetThrough(IEnumerable<UiAction> passed) => _passed.UnionWith(passed);

    /// <summary>Shows one over all others.</summary>
    public void Open(Overlay overlay)
    {
        if (_open.Contains(overlay))
        {
            return;
        }

        Watch();
        overlay.FootRows = () => window.FootRows;
        overlay.Closing += Close;
        overlay.KeyDown += Take;
        overlay.HasFocusChanged += Left;
        _open.Add(overlay);
        window.Add(overlay);
        overlay.SetFocus();
        window.SetNeedsLayout();

        void Close() => Remove(overlay, Close);
    }

    /// <summary>Closes all.</summary>
    public void CloseAll()
    {
        while (Top is { } top)
        {
            top.Close();
        }
    }

    private void Remove(Overlay overlay, Action close)
    {
        overlay.Closing -= close;
        overlay.KeyDown -= Take;
        overlay.HasFocusChanged -= Left;
        _open.Remove(overlay);
        window.Remove(overlay);
        if (Top is { } below)
        {
            below.SetFocus();
        }
        else
        {
            window.Input.SetFocus();
        }

        window.SetNeedsLayout();
        window.SetNeedsDraw();
        overlay.Closed();
    }

    // What an overlay does not know does nothing: least of all does it change the line below.
    private void Take(object? sender, Key key)
    {
        key.Handled = true;
        if (Top is not { } top || top.Press(key))
        {
            return;
        }

        if (key == Key.Esc || actions.KeysOf(GeneralActions.Cancel).Contains(key) || actions.KeysOf(GeneralActions.Interrupt).Contains(key))
        {
            top.Close();
        }
        else if (_passed.FirstOrDefault(action => actions.KeysOf(action).Contains(key)) is { } action)
        {
            actions.Run(action);
        }
    }

    // A click into the input line is a wish to type there.
    private void Left(object? sender, HasFocusEventArgs left)
    {
        if (!left.NewValue && window.Input.HasFocus)
        {
            CloseAll();
        }
    }

    private void Watch()
    {
        if (window.App is { } app && _watched != app)
        {
            _watched = app;
            app.Mouse.MouseEvent += (_, mouse) => PressBeside(mouse);
        }
    }

    private void PressBeside(Mouse mouse)
    {
        bool pressed = mouse.Flags.HasFlag(MouseFlags.LeftButtonPressed) || mouse.Flags.HasFlag(MouseFlags.RightButtonPressed);
        if (pressed && Top is { ClosesOnPressBeside: true } top && !top.FrameToScreen().Contains(mouse.ScreenPosition))
        {
            mouse.Handled = true;
            top.Close();
        }
    }
}
