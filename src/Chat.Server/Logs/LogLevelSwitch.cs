namespace Chat.Server.Logs;

/// <summary>The least severe entry that is logged, for every logger of the node. It can change while the node runs. For any thread.</summary>
/// <param name="level">The level to begin with.</param>
internal sealed class LogLevelSwitch(LogLevel level)
{
    private volatile LogLevel _level = level;

    /// <summary>Least severe entry that is logged.</summary>
    public LogLevel Level
    {
        get => _level;
        set => _level = value;
    }

    /// <summary>Whether an entry is severe enough.</summary>
    /// <param name="category">The logger's name.</param>
    /// <param name="entry">The entry's level.</param>
    public bool Lets(string? category, LogLevel entry) => entry >= LeastOf(category);

    // The framework's own "information" is one line per HTTP request and more. A failed start is told to the user in one line by the command;
    // the host would log its stack trace beside it.
    private LogLevel LeastOf(string? category) => category switch
    {
        "Microsoft.Extensions.Hosting.Internal.Host" => LogLevel.Critical,
        not null when _level == LogLevel.Information && category.StartsWith("Microsoft", StringComparison.Ordinal) => LogLevel.Warning,
        _ => _level,
    };
}
