using Chat.Server.Settings;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging.Console;

namespace Chat.Server.Logs;

/// <summary>Logs on the console: one line an entry to the standard error, so that the standard output stays free for the banner.</summary>
internal static class ConsoleLogs
{
    private const string Time = "yyyy-MM-ddTHH:mm:ss.fffZ";

    /// <summary>Adds it.</summary>
    /// <param name="logging">The host's logging.</param>
    /// <param name="level">Least severe entry.</param>
    /// <param name="format">How an entry is written.</param>
    public static void Add(ILoggingBuilder logging, LogLevel level, LogFormat format)
    {
        var gate = new LogGate();
        var least = new LogLevelSwitch(level);
        logging.Services.AddSingleton(gate);
        logging.Services.AddSingleton(least);
        logging.AddFilter((category, entry) => !gate.IsClosed && least.Lets(category, entry));
        switch (format)
        {
            case LogFormat.Json:
                logging.AddJsonConsole(console =>
                {
                    console.UseUtcTimestamp = true;
                    console.TimestampFormat = Time;
                });
                break;
            case LogFormat.Text when Journal.IsThere:
                // The journal keeps the time itself, and takes the level from the line's beginning.
                logging.AddSystemdConsole();
                break;
            default:
                logging.AddSimpleConsole(console =>
                {
                    console.SingleLine = true;
                    console.UseUtcTimestamp = true;
                    console.TimestampFormat = Time + " ";
                    console.ColorBehavior = Console.IsErrorRedirected ? LoggerColorBehavior.Disabled : LoggerColorBehavior.Default;
                });
                break;
        }

        logging.Services.Configure<ConsoleLoggerOptions>(console =>
        {
            console.LogToStandardErrorThreshold = LogLevel.Trace;

            // Where nobody reads the standard error, entries are lost, and the chat goes on.
            console.QueueFullMode = ConsoleLoggerQueueFullMode.DropWrite;
        });
        BoundConsole(logging.Services);
    }

    /// <summary>Puts <see cref="FloodGuard"/> and <see cref="HarmlessLogs"/> before the console.</summary>
    private static void BoundConsole(IServiceCollection services)
    {
        services.RemoveAll<ILoggerProvider>();
        services.AddSingleton<ConsoleLoggerProvider>();
        services.AddSingleton<ILoggerProvider>(provider => new FloodGuard(new HarmlessLogs(provider.GetRequiredService<ConsoleLoggerProvider>()), TimeProvider.System));
    }
}
