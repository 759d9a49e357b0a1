using System.Globalization;

namespace Chat.Client.Moderation;

/// <summary>Lengths of time as people write and read them.</summary>
internal static class Lengths
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(3650);

    private static readonly (char Letter, string Name, TimeSpan Length)[] Units =
    [
        ('w', "week", TimeSpan.FromDays(7)),
        ('d', "day", TimeSpan.FromDays(1)),
        ('h', "hour", TimeSpan.FromHours(1)),
        ('m', "minute", TimeSpan.FromMinutes(1)),
        ('s', "second", TimeSpan.FromSeconds(1)),
    ];

    /// <summary>Lengths worth offering.</summary>
    public static IReadOnlyList<string> Usual { get; } = ["10m ", "1h ", "1d ", "7d ", "30d "];

    /// <summary>Reads <c>90s</c>, <c>10m</c>, <c>2h</c>, <c>7d</c>, <c>2w</c>: more than nothing, at most ten years.</summary>
    public static bool TryRead(string written, out TimeSpan length)
    {
        length = default;
        if (written.Length < 2
            || Units.FirstOrDefault(unit => unit.Letter == char.ToLowerInvariant(written[^1])) is not { Letter: not '\0' } found
            || !int.TryParse(written.AsSpan(0, written.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            || number < 1
            || number > Longest / found.Length)
        {
            return false;
        }

        length = found.Length * number;
        return true;
    }

    /// <summary>In words, as exact as is worth reading: <c>10 minutes</c>, <c>2 days</c>. What has hardly begun counts as whole.</summary>
    public static string InWords(TimeSpan length)
    {
        double seconds = Math.Max(1, Math.Round(length.TotalSeconds));
        (_, string name, TimeSpan unit) = Units.First(each => each.Letter == 's' || (seconds >= each.Length.TotalSeconds - 1 && (seconds % each.Length.TotalSeconds < 1 || seconds >= each.Length.TotalSeconds * 2)));
        double count = Math.Round(seconds / unit.TotalSeconds);
        return string.Create(CultureInfo.InvariantCulture, $"{count:0} {name}{(count == 1 ? "" : "s")}");
    }

    /// <summary>As it is typed: <c>30s</c>, <c>10m</c>.</summary>
    public static string Short(TimeSpan length)
    {
        (char letter, _, TimeSpan unit) = Units.First(each => each.Letter == 's' || (length >= each.Length && length.Ticks % each.Length.Ticks == 0));
        return string.Create(CultureInfo.InvariantCulture, $"{length / unit:0}{letter}");
    }
}
