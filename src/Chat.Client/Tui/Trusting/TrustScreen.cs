using Chat.Client.Startup;
using Chat.Client.Trust;
using Chat.Client.Tui.Painting;
using Chat.Client.Tui.Painting.Themes;
using Terminal.Gui.Drawing;
using Terminal.Gui.Input;
using Terminal.Gui.Views;

namespace Chat.Client.Tui.Trusting;

/// <summary>A screen with nothing but the question about a certificate, before there is a chat to show it over.</summary>
internal sealed class TrustScreen : IScreenful, IDisposable
{
    private readonly TrustDialog _dialog;

    /// <summary>Shows a question.</summary>
    public TrustScreen(Palette palette, TrustQuestion question)
    {
        _dialog = new TrustDialog(palette, question, isInChat: false);
        _dialog.Closing += () => Leaving?.Invoke();
        _dialog.KeyDown += (_, key) => Take(key);
        Window = new Window { BorderStyle = LineStyle.None };
        Window.SetScheme(palette.Scheme());
        Window.Add(_dialog);
        _dialog.SetFocus();
    }

    /// <inheritdoc/>
    public event Action? Leaving;

    /// <inheritdoc/>
    public Window Window { get; }

    /// <inheritdoc/>
    public bool IsDue => false;

    /// <summary>What was decided.</summary>
    public TrustAnswer Answer => _dialog.Answer;

    /// <summary>Asks on the terminal, which is given back after.</summary>
    /// <param name="host">The machine.</param>
    /// <param name="question">What is asked.</param>
    /// <param name="stop">Ends it: then the answer is no.</param>
    public static TrustAnswer Ask(ClientHost host, TrustQuestion question, StopSignals stop)
    {
        try
        {
            using var terminal = new TerminalRun(host.Time, stop);
            TerminalColours colours = TerminalColours.Of(Environment.GetEnvironmentVariable);
            terminal.IsBasic |= colours.IsBasic;
            var palette = new Palette(colours with { IsBasic = terminal.IsBasic });
            palette.Use(host.Configuration.Settings.Get(TextSettings.Theme));
            using var screen = new TrustScreen(palette, question);
            terminal.Run(screen, () => { });
            return screen.Answer;
        }
        finally
        {
            // The library leaves Ctrl-C without a meaning, and what is asked in lines next needs it.
            if (!Console.IsInputRedirected)
            {
                Console.TreatControlCAsInput = false;
            }
        }
    }

    /// <inheritdoc/>
    public void Turn()
    {
    }

    /// <inheritdoc/>
    public void Dispose() => Window.Dispose();

    private void Take(Key key)
    {
        key.Handled = true;
        if (!_dialog.Press(key) && (key == Key.Esc || key == Key.C.WithCtrl || key == Key.Q.WithCtrl))
        {
            _dialog.Close();
        }
    }
}
