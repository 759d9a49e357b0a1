using System.Reflection;
using Terminal.Gui.Drivers;

namespace Chat.Client.Tui.Painting;

/// <summary>
/// The library makes a terminal link of every address it finds in a row of the screen, across the borders of panes and without asking. It has no switch
/// for that, so the schemes that it looks for are taken away; links are those of <see cref="Look.Link"/>.
/// </summary>
internal static class AutoLinks
{
    private const string Linker = "Terminal.Gui.Drivers.Osc8UrlLinker";
    private const string Options = "_defaultOptions";
    private const string Schemes = "_allowedSchemes";

    /// <summary>Ends it, for the whole process.</summary>
    /// <returns>False where the library has changed and knows no such schemes.</returns>
    public static bool TurnOff()
    {
        object? options = typeof(IDriver).Assembly.GetType(Linker)?.GetField(Options, BindingFlags.Static | BindingFlags.NonPublic)?.GetValue(null);
        if (options?.GetType().GetField(Schemes, BindingFlags.Instance | BindingFlags.NonPublic)?.GetValue(options) is not string[] schemes)
        {
            return false;
        }

        Array.Fill(schemes, string.Empty);
        return true;
    }
}
