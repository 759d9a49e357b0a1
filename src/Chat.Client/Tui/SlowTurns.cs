using System.Globalization;

namespace Chat.Client.Tui;

/// <summary>Writes down how long slow turns of the interface took, for the benchmark: <c>AKKACHAT_SLOW_TURNS</c> names the file.</summary>
internal static class SlowTurns
{
    private const string Variable = "AKKACHAT_SLOW_TURNS";
    private static readonly TimeSpan Slow = TimeSpan.FromMilliseconds(10);

    /// <summary>Takes the length of each turn and adds a line of milliseconds for a slow one; null where nobody wants to know.</summary>
    public static Action<TimeSpan>? Writer()
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } file)
        {
            return null;
        }

        File.WriteAllText(file, string.Empty);
        return turn => Write(file, turn);
    }

    private static void Write(string file, TimeSpan turn)
    {
        if (turn >= Slow)
        {
            File.AppendAllText(file, turn.TotalMilliseconds.ToString("0.0", CultureInfo.InvariantCulture) + "\n");
        }
    }
}
