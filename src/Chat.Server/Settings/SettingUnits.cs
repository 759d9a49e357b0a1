using System.Globalization;

namespace Chat.Server.Settings;

/// <summary>Reads and writes numbers with units, as they stand in a settings file.</summary>
internal static class SettingUnits
{
    private static readonly (string Unit, long Factor)[] Sizes = [("GiB", 1L << 30), ("MiB", 1L << 20), ("KiB", 1L << 10), ("B", 1), (string.Empty, 1)];

    private static readonly (string Unit, long Factor)[] Spans =
    [
        ("d", TimeSpan.TicksPerDay), ("h", TimeSpan.TicksPerHour), ("ms", TimeSpan.TicksPerMillisecond), ("m", TimeSpan.TicksPerMinute),
        ("s", TimeSpan.TicksPerSecond),
    ];

    /// <summary>Reads a size: digits with B, KiB, MiB, GiB or no unit for bytes. Null where it is none.</summary>
    public static long? ParseBytes(string text) => Parse(text, Sizes);

    /// <summary>Reads a duration: digits with ms, s, m, h or d. Null where it is none.</summary>
    public static TimeSpan? ParseDuration(string text) => Parse(text, Spans) is { } ticks ? TimeSpan.FromTicks(ticks) : null;

    /// <summary>A size in its largest whole unit.</summary>
    public static string Format(long bytes) => Format(bytes, Sizes);

    /// <summary>A duration in its largest whole unit.</summary>
    public static string Format(TimeSpan span) => span == TimeSpan.Zero ? "0s" : Format(span.Ticks, [.. Spans.OrderByDescending(s => s.Factor)]);

    private static long? Parse(string text, (string Unit, long Factor)[] units)
    {
        int digits = text.TakeWhile(char.IsAsciiDigit).Count();
        string written = text[digits..].Trim();
        foreach ((string unit, long factor) in units)
        {
            if (unit == written && long.TryParse(text.AsSpan(0, digits), NumberStyles.None, CultureInfo.InvariantCulture, out long number))
            {
                return number <= long.MaxValue / factor ? number * factor : null;
            }
        }

        return null;
    }

    private static string Format(long value, (string Unit, long Factor)[] units)
    {
        (string unit, long factor) = units.First(u => value % u.Factor == 0);
        return (value / factor).ToString(CultureInfo.InvariantCulture) + unit;
    }
}
