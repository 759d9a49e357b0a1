using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Chat.Fuzz.Conversations;

/// <summary>Keeps what a node logs as a warning or worse: no client may bring it to that.</summary>
internal sealed class FaultLog(ConcurrentQueue<string> faults) : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => new Log(categoryName, faults);

    public void Dispose()
    {
    }

    private sealed class Log(string category, ConcurrentQueue<string> faults) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        void ILogger.Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                faults.Enqueue($"{logLevel} {category}: {formatter(state, exception)} {exception}");
            }
        }
    }
}
