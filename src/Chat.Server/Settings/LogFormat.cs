namespace Chat.Server.Settings;

/// <summary>How a log entry is written.</summary>
public enum LogFormat
{
    /// <summary>A line for people; in systemd's journal with its level in front.</summary>
    Text,

    /// <summary>A JSON object a line, for programs.</summary>
    Json,
}
