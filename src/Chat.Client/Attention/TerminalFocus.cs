using Terminal.Gui.App;
using Terminal.Gui.Drivers;

namespace Chat.Client.Attention;

/// <summary>Hears from the terminal whether it has the focus.</summary>
internal static class TerminalFocus
{
    // CSI I and CSI O, which the driver's parser would drop.
    private const string Gained = "[I";
    private const string Lost = "[O";

    /// <summary>Passes on what the terminal says, on the interface's thread.</summary>
    public static void Follow(IApplication app, TerminalSignals signals)
    {
        if (app.Driver?.GetInputProcessor().GetParser() is { } parser)
        {
            parser.ExpectResponse(Gained, null, _ => signals.FocusIs(true), null, persistent: true);
            parser.ExpectResponse(Lost, null, _ => signals.FocusIs(false), null, persistent: true);
        }
    }
}
