using System.Collections;
using Akka.Actor;
using Akka.Event;
using Akka.Hosting.Logging;
using AkkaLevel = Akka.Event.LogLevel;
using LogLevel = Microsoft.Extensions.Logging.LogLevel;

namespace Chat.Server.Logs;

/// <summary>Takes what actors log to where the rest of the node logs, under the actor's type, with the message's template and what fills it.</summary>
internal sealed class ActorLog : LoggerFactoryLogger
{
    private const string TemplateKey = "{OriginalFormat}";

    private readonly ILoggerFactory _loggers = Context.System.Settings.Setup.Get<LoggerFactorySetup>().Value.LoggerFactory;

    /// <summary>
    /// The level of Akka's bus. An actor looks at it once, when it starts, so it lets through all that the actors say ordinarily; what is logged is decided by
    /// <see cref="LogLevelSwitch"/>, which can change.
    /// </summary>
    /// <param name="level">Least severe entry that is logged.</param>
    public static AkkaLevel BusLevel(LogLevel level) => level <= LogLevel.Debug ? AkkaLevel.DebugLevel : AkkaLevel.InfoLevel;

    /// <inheritdoc/>
    protected override void Log(LogEvent log, ActorPath path)
    {
        ILogger logger = _loggers.CreateLogger(log.LogClass.FullName ?? log.LogClass.Name);
        LogLevel level = log.LogLevel() switch
        {
            AkkaLevel.DebugLevel => LogLevel.Debug,
            AkkaLevel.InfoLevel => LogLevel.Information,
            AkkaLevel.WarningLevel => LogLevel.Warning,
            _ => LogLevel.Error,
        };
        if (logger.IsEnabled(level))
        {
            logger.Log(level, default, new Holes(log), log.Cause, static (holes, _) => holes.ToString());
        }
    }

    /// <summary>What fills the template, and behind it the template itself, as the console and others expect them.</summary>
    private sealed class Holes : IReadOnlyList<KeyValuePair<string, object?>>
    {
        private readonly List<KeyValuePair<string, object?>> _all = [];
        private readonly string _text;

        public Holes(LogEvent log)
        {
            _text = log.Message.ToString() ?? string.Empty;
            if (log.TryGetProperties(out IReadOnlyDictionary<string, object>? properties) && properties is not null)
            {
                _all.AddRange(properties.Select(hole => new KeyValuePair<string, object?>(hole.Key, hole.Value)));
            }

            _all.Add(new KeyValuePair<string, object?>(TemplateKey, log.GetTemplate() ?? _text));
        }

        public int Count => _all.Count;

        public KeyValuePair<string, object?> this[int index] => _all[index];

        public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => _all.GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        public override string ToString() => _text;
    }
}
