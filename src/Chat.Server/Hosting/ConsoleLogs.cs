using Microsoft.Extensions.Logging.Console;

namespace Chat.Server.Hosting;

/// <summary>Logs on the console.</summary>
internal static class ConsoleLogs
{
    /// <summary>Logs one line an entry to the standard error, so that the standard output stays free for the banner.</summary>
    /// <param name="logging">The host's logging.</param>
    /// <param name="level">Least severe entry.</param>
    public static void Add(ILoggingBuilder logging, LogLevel level)
    {
        var gate = new LogGate();
        logging.Services.AddSingleton(gate);
        logging.AddFilter(entry => entry >= level && !gate.IsClosed);
        if (level == LogLevel.Information)
        {
            // The framework's own "information" is one line per HTTP request and more.
            logging.AddFilter("Microsoft", LogLevel.Warning);
        }

        // A failed start is told to the user in one line by the command; the host would log its stack trace beside it.
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ ";
            console.ColorBehavior = Console.IsErrorRedirected ? LoggerColorBehavior.Disabled : LoggerColorBehavior.Default;
        });
        logging.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
    }
}
