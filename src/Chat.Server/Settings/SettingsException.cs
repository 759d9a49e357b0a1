namespace Chat.Server.Settings;

/// <summary>A setting is wrong. The message is one line that names the setting, where it stands and what is allowed.</summary>
public sealed class SettingsException : Exception
{
    /// <summary>With no more to say.</summary>
    public SettingsException()
    {
    }

    /// <summary>With the line for the user.</summary>
    public SettingsException(string message)
        : base(message)
    {
    }

    /// <summary>With the line for the user and the cause.</summary>
    public SettingsException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
