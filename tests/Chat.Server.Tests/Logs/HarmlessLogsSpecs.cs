using Chat.Server.Logs;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Chat.Server.Tests.Logs;

public sealed class HarmlessLogsSpecs : IDisposable
{
    private readonly Lines _lines = new();
    private readonly HarmlessLogs _logs;

    public HarmlessLogsSpecs() => _logs = new HarmlessLogs(_lines);

    public void Dispose()
    {
        _logs.Dispose();
        _lines.Dispose();
    }

    [Theory]
    [InlineData("GET /ws?\u001b[31m", "GET /ws?\\u001b[31m")]
    [InlineData("\u001b]0;title\u0007", "\\u001b]0;title\\u0007")]
    [InlineData("a\u009b2Jb\u007f", "a\\u009b2Jb\\u007f")]
    [InlineData("abc\u202edef\u200b", "abc\\u202edef\\u200b")]
    [InlineData("Grüße, 日本, 👋", "Grüße, 日本, 👋")]
    [InlineData("two\n\tlines", "two\n\tlines")]
    public void Should_write_out_what_a_terminal_would_obey(string said, string written)
    {
        _logs.CreateLogger("web").Log(LogLevel.Information, default, said, null, (text, _) => text);

        Assert.Equal((written, null), Assert.Single(_lines.All));
    }

    [Fact]
    public void Should_do_so_with_what_an_exception_says_and_leave_others_as_they_are()
    {
        ILogger log = _logs.CreateLogger("web");
        var harmless = new InvalidOperationException("none");
        log.Log(LogLevel.Error, default, "bad", new InvalidOperationException("Invalid Host header: 'a\u001b[31m'"), (text, _) => text);
        log.Log(LogLevel.Error, default, "bad", harmless, (text, _) => text);

        Assert.Equal(("bad System.InvalidOperationException: Invalid Host header: 'a\\u001b[31m'", null), _lines.All[0]);
        Assert.Equal(("bad", harmless), _lines.All[1]);
    }

    private sealed class Lines : ILoggerProvider, ILogger
    {
        public List<(string Text, Exception? Cause)> All { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            All.Add((formatter(state, exception), exception));

        public void Dispose()
        {
            // There is nothing to be disposed of.
        }
    }
}
