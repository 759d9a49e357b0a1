using System.Text;

namespace Chat.Client.Terminals;

/// <summary>The runtime puts a terminal into its application keys mode when it first has to do with it, and leaves it there.</summary>
internal static class RuntimeKeys
{
    /// <summary>Ends the mode.</summary>
    public const string Off = "\u001b[?1l\u001b>";

    /// <summary>Ends the mode where the output is a terminal. For the program's end.</summary>
    public static void Reset()
    {
        if (Console.IsOutputRedirected || OperatingSystem.IsWindows())
        {
            return;
        }

        try
        {
            using Stream screen = Console.OpenStandardOutput();
            screen.Write(Encoding.ASCII.GetBytes(Off));
        }
        catch (IOException)
        {
            // The terminal is gone.
        }
    }
}
