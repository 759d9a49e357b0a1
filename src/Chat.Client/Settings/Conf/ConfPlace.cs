using Chat.Client.Sessions;

namespace Chat.Client.Settings.Conf;

/// <summary>Where the settings file is.</summary>
internal static class ConfPlace
{
    /// <summary>Names another file.</summary>
    public const string Variable = "AKKACHAT_CONFIG";

    private const string Product = "akkachat";
    private const string FileName = "client.conf";

    /// <summary>
    /// The file on this machine: <c>$AKKACHAT_CONFIG</c>, else <c>client.conf</c> in <c>$XDG_CONFIG_HOME/akkachat</c> or <c>~/.config/akkachat</c> on Linux,
    /// <c>~/Library/Application Support/akkachat</c> on macOS, <c>%APPDATA%\akkachat</c> on Windows.
    /// </summary>
    public static string Default()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named)
        {
            return named;
        }

        if (OperatingSystem.IsWindows())
        {
            return Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData), Product, FileName);
        }

        string home = HomeFolder.Path;
        return OperatingSystem.IsMacOS()
            ? Path.Combine(home, "Library", "Application Support", Product, FileName)
            : Path.Combine(XdgConfig(Environment.GetEnvironmentVariable("XDG_CONFIG_HOME"), home), Product, FileName);
    }

    /// <summary>The base folder by the XDG rules: a relative path in the variable counts as none.</summary>
    internal static string XdgConfig(string? variable, string home) =>
        !string.IsNullOrEmpty(variable) && Path.IsPathRooted(variable) ? variable : Path.Combine(home, ".config");
}
