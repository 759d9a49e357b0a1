using Microsoft.Extensions.Logging;

namespace Chat.Server.Logs;

/// <summary>What actors log, beside what the rest of the node does.</summary>
internal static class AkkaLogs
{
    /// <summary>
    /// The level of Akka's bus. An actor looks at it once, when it starts, so it lets through all that the actors say ordinarily; what is logged is decided by
    /// <see cref="LogLevelSwitch"/>, which can change.
    /// </summary>
    public static Akka.Event.LogLevel LevelFor(LogLevel level) => level <= LogLevel.Debug ? Akka.Event.LogLevel.DebugLevel : Akka.Event.LogLevel.InfoLevel;
}
