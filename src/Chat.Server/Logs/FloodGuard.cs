using System.Collections.Concurrent;

namespace Chat.Server.Logs;

/// <summary>
/// Stands before another provider and leaves out what comes too often, so that no stranger can fill a disk by what he makes the node log: of each kind of entry
/// <see cref="Burst"/> are written at once, then <see cref="PerSecond"/> a second. A kind is a logger with an event's id and message template. That some were
/// left out is said when it begins, and how many when the next is written. Debug and trace are for who looks, and are not bounded.
/// </summary>
/// <param name="inner">Where entries go. Who made it disposes of it.</param>
/// <param name="time">The clock.</param>
internal sealed class FloodGuard(ILoggerProvider inner, TimeProvider time) : ILoggerProvider, ISupportExternalScope
{
    /// <summary>Entries of a kind that are written at once.</summary>
    public const int Burst = 50;

    /// <summary>Entries of a kind that are written in a second, after that.</summary>
    public const int PerSecond = 5;

    /// <summary>Kinds that are told apart; the others share one. Templates are few, but a library may put the whole message into one.</summary>
    private const int MostKinds = 1000;

    private static readonly string TooFast = $"Entries like the last come too fast; no more than {PerSecond} a second are written";

    private readonly ConcurrentDictionary<(string Category, int Id, string? Template), LogBudget> _budgets = new();
    private readonly LogBudget _others = new(time);

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => new GuardedLogger(this, categoryName, inner.CreateLogger(categoryName));

    /// <inheritdoc/>
    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => (inner as ISupportExternalScope)?.SetScopeProvider(scopeProvider);

    /// <inheritdoc/>
    public void Dispose()
    {
        // Who made the inner one disposes of it.
    }

    private LogBudget BudgetOf(string category, EventId id, string? template)
    {
        (string, int, string?) kind = (category, id.Id, template);
        return _budgets.TryGetValue(kind, out LogBudget? budget) ? budget
            : _budgets.Count < MostKinds ? _budgets.GetOrAdd(kind, _ => new LogBudget(time))
            : _others;
    }

    private sealed class GuardedLogger(FloodGuard guard, string category, ILogger inner) : ILogger
    {
        private const string TemplateKey = "{OriginalFormat}";

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => inner.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => inner.IsEnabled(logLevel);

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (logLevel < LogLevel.Information)
            {
                inner.Log(logLevel, eventId, state, exception, formatter);
                return;
            }

            string? template = state is IReadOnlyList<KeyValuePair<string, object?>> { Count: > 0 } holes && holes[^1] is { Key: TemplateKey, Value: string text } ? text : null;
            switch (guard.BudgetOf(category, eventId, template).Take(out int leftOut))
            {
                case LogBudget.Verdict.Write:
                    if (leftOut > 0)
                    {
                        inner.Log(logLevel, eventId, leftOut, null, static (count, _) => $"{count} entries like the next were left out: they came too fast");
                    }

                    inner.Log(logLevel, eventId, state, exception, formatter);
                    break;
                case LogBudget.Verdict.FirstLeftOut:
                    inner.Log(logLevel, eventId, TooFast, null, static (line, _) => line);
                    break;
            }
        }
    }
}
