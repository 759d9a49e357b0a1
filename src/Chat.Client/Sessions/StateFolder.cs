namespace Chat.Client.Sessions;

/// <summary>Where a client keeps what it must find again at its next start.</summary>
internal static class StateFolder
{
    private const string Product = "akkachat";

    /// <summary>
    /// The folder on this machine: <c>$XDG_STATE_HOME/akkachat</c> or <c>~/.local/state/akkachat</c> on Linux, <c>~/Library/Application Support/akkachat</c>
    /// on macOS, <c>%LOCALAPPDATA%\akkachat</c> on Windows.
    /// </summary>
    public static string Default()
    {
        if (OperatingSystem.IsWindows())
        {
            return Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), Product);
        }

        string home = HomeFolder.Path;
        return OperatingSystem.IsMacOS()
            ? Path.Combine(home, "Library", "Application Support", Product)
            : Path.Combine(XdgState(Environment.GetEnvironmentVariable("XDG_STATE_HOME"), home), Product);
    }

    /// <summary>The base folder by the XDG rules: a relative path in the variable counts as none.</summary>
    internal static string XdgState(string? variable, string home) =>
        !string.IsNullOrEmpty(variable) && Path.IsPathRooted(variable) ? variable : Path.Combine(home, ".local", "state");
}
