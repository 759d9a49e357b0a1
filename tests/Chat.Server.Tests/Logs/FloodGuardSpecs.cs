using Chat.Server.Logs;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Chat.Server.Tests.Logs;

public sealed partial class FloodGuardSpecs : IDisposable
{
    private const string TooFast = "Entries like the last come too fast; no more than 5 a second are written";

    private readonly FakeTimeProvider _time = new();
    private readonly Lines _lines = new();
    private readonly FloodGuard _guard;
    private readonly ILogger _logger;

    public FloodGuardSpecs()
    {
        _guard = new FloodGuard(_lines, _time);
        _logger = _guard.CreateLogger("edge");
    }

    public void Dispose()
    {
        _guard.Dispose();
        _lines.Dispose();
    }

    [Fact]
    public void Should_write_a_burst_and_then_a_few_a_second_and_say_how_many_were_left_out()
    {
        Refuse(10_000);
        Assert.Equal(FloodGuard.Burst + 1, _lines.All.Count);
        Assert.Equal(TooFast, _lines.All[^1]);

        for (int second = 0; second < 60; second++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            Refuse(1000);
        }

        Assert.Equal(1, _lines.All.Count(line => line == TooFast));
        Assert.Contains("9950 entries like the next were left out: they came too fast", _lines.All);
        Assert.InRange(_lines.All.Count, FloodGuard.Burst, FloodGuard.Burst + 1 + (60 * 2 * FloodGuard.PerSecond));
    }

    [Fact]
    public void Should_leave_other_kinds_alone()
    {
        Refuse(1000);
        int before = _lines.All.Count;
        Said.AnotherThing(_logger, 1);
        Said.RefusedOtherwise(_logger, 1);
        Said.Refused(_guard.CreateLogger("storage"), 1);

        Assert.Equal(before + 3, _lines.All.Count);
    }

    [Fact]
    public void Should_begin_anew_when_all_was_quiet()
    {
        Refuse(1000);
        _time.Advance(TimeSpan.FromMinutes(1));
        _lines.All.Clear();
        Refuse(1000);

        Assert.Equal("950 entries like the next were left out: they came too fast", _lines.All[0]);
        Assert.Equal(FloodGuard.Burst + 2, _lines.All.Count);
        Assert.Equal(TooFast, _lines.All[^1]);
    }

    [Fact]
    public void Should_not_bound_what_somebody_looks_for()
    {
        for (int i = 0; i < 1000; i++)
        {
            Said.Looked(_logger, i);
        }

        Assert.Equal(1000, _lines.All.Count);
    }

    [Fact]
    public void Should_keep_no_more_than_a_thousand_kinds_apart()
    {
        for (int i = 0; i < 5000; i++)
        {
            _logger.Log(LogLevel.Warning, new EventId(i), "text", null, (text, _) => text);
        }

        Assert.Equal(1000 + FloodGuard.Burst + 1, _lines.All.Count);
    }

    private void Refuse(int times)
    {
        for (int i = 0; i < times; i++)
        {
            Said.Refused(_logger, i);
        }
    }

    private static partial class Said
    {
        [LoggerMessage(1, LogLevel.Warning, "Refused {Remote}")]
        public static partial void Refused(ILogger logger, int remote);

        [LoggerMessage(2, LogLevel.Warning, "Another thing about {Remote}")]
        public static partial void AnotherThing(ILogger logger, int remote);

        [LoggerMessage(3, LogLevel.Warning, "Refused {Remote}")]
        public static partial void RefusedOtherwise(ILogger logger, int remote);

        [LoggerMessage(4, LogLevel.Debug, "Looked at {Remote}")]
        public static partial void Looked(ILogger logger, int remote);
    }

    private sealed class Lines : ILoggerProvider, ILogger
    {
        public List<string> All { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            All.Add(formatter(state, exception));

        public void Dispose()
        {
        }
    }
}
