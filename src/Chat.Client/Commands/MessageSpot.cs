using System.Globalization;

namespace Chat.Client.Commands;

/// <summary>A place in a room's messages, as people write it.</summary>
internal abstract record MessageSpot
{
    private const int DaysOfWeek = 7;
    private static readonly string[] Days = ["yyyy-M-d", "d.M.yyyy"];
    private static readonly string[] Times = ["H:mm", "H:mm:ss"];

    private MessageSpot()
    {
    }

    /// <summary>The message of that number.</summary>
    public sealed record Number(long Seq) : MessageSpot;

    /// <summary>The first unread message.</summary>
    public sealed record Unread : MessageSpot;

    /// <summary>The oldest message at hand.</summary>
    public sealed record Oldest : MessageSpot;

    /// <summary>The newest message.</summary>
    public sealed record Newest : MessageSpot;

    /// <summary>The first message at or after a time.</summary>
    /// <param name="Day">The day; null where it is told by <paramref name="DaysBack"/> or <paramref name="Weekday"/>.</param>
    /// <param name="DaysBack">So many days before today; null with neither: the last time the clock showed <paramref name="Time"/>.</param>
    /// <param name="Weekday">The last such day, today included.</param>
    /// <param name="Time">The time of day; null for its beginning.</param>
    public sealed record At(DateOnly? Day, int? DaysBack, DayOfWeek? Weekday, TimeOnly? Time) : MessageSpot
    {
        /// <summary>The moment meant.</summary>
        /// <param name="now">The time now.</param>
        /// <param name="zone">The zone in which it is written.</param>
        public DateTimeOffset Moment(DateTimeOffset now, TimeZoneInfo zone)
        {
            DateTime local = TimeZoneInfo.ConvertTime(now, zone).DateTime;
            var today = DateOnly.FromDateTime(local);
            DateOnly day = Day
                ?? (Weekday is { } weekday ? today.AddDays(-((today.DayOfWeek - weekday + DaysOfWeek) % DaysOfWeek))
                    : today.AddDays(-(DaysBack ?? (Time > TimeOnly.FromDateTime(local) ? 1 : 0))));
            DateTime moment = day.ToDateTime(Time ?? TimeOnly.MinValue);
            return new DateTimeOffset(moment, zone.GetUtcOffset(moment));
        }
    }

    /// <summary>Reads a place: <c>#120</c>, <c>2026-11-20</c>, <c>2026-11-20 14:30</c>, <c>14:30</c>, <c>today</c>, <c>yesterday</c>, a weekday, <c>unread</c>, <c>start</c>, <c>end</c>; null for anything else.</summary>
    public static MessageSpot? Read(string written)
    {
        string[] words = written.ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words switch
        {
            ["unread"] => new Unread(),
            ["start" or "oldest"] => new Oldest(),
            ["end" or "newest"] => new Newest(),
            [['#', .. var number]] when long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out long seq) && seq > 0 => new Number(seq),
            [var word] when TryTime(word, out TimeOnly time) => new At(null, null, null, time),
            [var word] => OnDay(word, null),
            [var word, var clock] when TryTime(clock, out TimeOnly time) => OnDay(word, time),
            _ => null,
        };
    }

    private static At? OnDay(string word, TimeOnly? time) =>
        word == "today" ? new At(null, 0, null, time)
        : word == "yesterday" ? new At(null, 1, null, time)
        : Enum.TryParse(word, ignoreCase: true, out DayOfWeek weekday) && !char.IsDigit(word[0]) ? new At(null, null, weekday, time)
        : DateOnly.TryParseExact(word, Days, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day) && day.Year > 1 ? new At(day, null, null, time)
        : null;

    private static bool TryTime(string word, out TimeOnly time) => TimeOnly.TryParseExact(word, Times, CultureInfo.InvariantCulture, DateTimeStyles.None, out time);
}
