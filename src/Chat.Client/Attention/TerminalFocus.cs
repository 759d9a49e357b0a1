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
    /// <returns>False where the driver makes keys of it: <see cref="Console.ReadKey()"/> takes CSI I for PageUp and CSI O for F3, so that it must not be asked for.</returns>
    public static bool Follow(IApplication app, TerminalSignals signals)
    {
        if (app.Driver?.GetInputProcessor() is not { } input || input is InputProcessorImpl<ConsoleKeyInfo>)
        {
            return false;
        }

        input.GetParser().ExpectResponse(Gained, null, _ => signals.FocusIs(true), null, persistent: true);
        input.GetParser().ExpectResponse(Lost, null, _ => signals.FocusIs(false), null, persistent: true);
        return true;
    }
}
