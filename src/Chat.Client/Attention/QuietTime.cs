using System.Globalization;
using Chat.Client.Settings;

namespace Chat.Client.Attention;

/// <summary>What <c>/dnd</c> asks for.</summary>
internal abstract record QuietWish
{
    private const int MaxMinutes = 7 * 24 * 60;

    private QuietWish()
    {
    }

    /// <summary>The other of on and off.</summary>
    public sealed record Switch : QuietWish;

    /// <summary>Until told otherwise.</summary>
    public sealed record On : QuietWish;

    /// <summary>No longer.</summary>
    public sealed record Off : QuietWish;

    /// <summary>For so long.</summary>
    public sealed record Span(TimeSpan Length) : QuietWish;

    /// <summary>Until the next time it is so late.</summary>
    public sealed record Until(TimeOnly Time) : QuietWish;

    /// <summary>Reads what stands behind the command; null where it is nothing of the kind.</summary>
    public static QuietWish? Read(string written)
    {
        string[] words = written.ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words switch
        {
            [] => new Switch(),
            ["on"] => new On(),
            ["off"] => new Off(),
            ["until", var time] when TimeOnly.TryParseExact(time, ["H:mm", "HH:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out TimeOnly until) => new Until(until),
            [var length] when ReadLength(length) is { } span => new Span(span),
            _ => null,
        };
    }

    private static TimeSpan? ReadLength(string written)
    {
        int unit = written[^1] switch { 'h' => 60, 'm' => 1, _ => 0 };
        bool isNumber = int.TryParse(written.AsSpan(0, written.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out int number);
        int minutes = isNumber && number <= MaxMinutes ? number * unit : 0;
        return minutes is > 0 and <= MaxMinutes ? TimeSpan.FromMinutes(minutes) : null;
    }
}

/// <summary>Do-not-disturb: while it lasts nothing rings and nothing notifies; counts go on. Kept for this server. Used on the interface's thread.</summary>
/// <param name="kept">Where it is kept.</param>
internal sealed class QuietTime(KeptState kept)
{
    private const string Name = "attention.dnd";
    private const string Always = "on";

    /// <summary>True while it lasts.</summary>
    public bool Lasts(DateTimeOffset now) => kept.Get(Name) is { } written && (written == Always || Until(written) > now);

    /// <summary>Begins or ends it.</summary>
    /// <param name="wish">What was asked for.</param>
    /// <param name="now">The time in the user's zone.</param>
    public void Set(QuietWish wish, DateTimeOffset now)
    {
        kept.Set(Name, wish switch
        {
            QuietWish.On => Always,
            QuietWish.Span span => Written(now + span.Length),
            QuietWish.Until until => Written(Next(until.Time, now)),
            QuietWish.Switch when !Lasts(now) => Always,
            _ => null,
        });
    }

    /// <summary>In words for a status line: <c>dnd until 14:00</c>; null where it does not last.</summary>
    /// <param name="now">The time in the user's zone.</param>
    public string? Describe(DateTimeOffset now) =>
        !Lasts(now) ? null
        : Until(kept.Get(Name)!) is { } until ? string.Create(CultureInfo.InvariantCulture, $"dnd until {until.ToOffset(now.Offset):HH:mm}")
        : "dnd";

    private static DateTimeOffset Next(TimeOnly time, DateTimeOffset now)
    {
        var today = new DateTimeOffset(now.Date + time.ToTimeSpan(), now.Offset);
        return today > now ? today : today.AddDays(1);
    }

    private static string Written(DateTimeOffset until) => until.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture);

    private static DateTimeOffset? Until(string written) =>
        DateTimeOffset.TryParseExact(written, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTimeOffset until) ? until : null;
}
