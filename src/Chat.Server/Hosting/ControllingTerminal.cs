namespace Chat.Server.Hosting;

/// <summary>The terminal that the process was started from.</summary>
internal static class ControllingTerminal
{
    private const string Device = "/dev/tty";

    /// <summary>Whether there is one. One that is closed is there no more, before the process is told so. Always false on Windows.</summary>
    public static bool IsThere()
    {
        try
        {
            using var terminal = File.OpenHandle(Device, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
