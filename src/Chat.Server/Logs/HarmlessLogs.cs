using System.Globalization;
using System.Text;

namespace Chat.Server.Logs;

/// <summary>
/// Stands before another provider and shows what could move, colour or hide text on the terminal of who reads the log: a stranger's words get there, by the web server's own
/// entries for one. <c>ESC</c> becomes <c>\u001b</c>. Line breaks are left to the one behind, which makes blanks of them.
/// </summary>
/// <param name="inner">Where entries go. Who made it disposes of it.</param>
internal sealed class HarmlessLogs(ILoggerProvider inner) : ILoggerProvider, ISupportExternalScope
{
    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => new HarmlessLogger(inner.CreateLogger(categoryName));

    /// <inheritdoc/>
    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => (inner as ISupportExternalScope)?.SetScopeProvider(scopeProvider);

    /// <inheritdoc/>
    public void Dispose()
    {
        // Who made the inner one disposes of it.
    }

    /// <summary>The text with such characters written out.</summary>
    internal static string Show(string text)
    {
        int at = 0;
        while (at < text.Length && !IsHidden(text[at]))
        {
            at++;
        }

        if (at == text.Length)
        {
            return text;
        }

        var shown = new StringBuilder(text, 0, at, text.Length + 16);
        foreach (char c in text.AsSpan(at))
        {
            if (IsHidden(c))
            {
                shown.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
            }
            else
            {
                shown.Append(c);
            }
        }

        return shown.ToString();
    }

    private static bool IsHidden(char c) =>
        c < 0x7f ? c < ' ' && c is not ('\n' or '\r' or '\t')
        : char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    private sealed class HarmlessLogger(ILogger inner) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => inner.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => inner.IsEnabled(logLevel);

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (exception?.ToString() is { } cause && Show(cause) is var shown && !ReferenceEquals(shown, cause))
            {
                // Its own text can't be changed, so it becomes a part of the message.
                inner.Log(logLevel, eventId, state, null, (s, _) => $"{Show(formatter(s, exception))} {shown}");
            }
            else
            {
                inner.Log(logLevel, eventId, state, exception, (s, e) => Show(formatter(s, e)));
            }
        }
    }
}
