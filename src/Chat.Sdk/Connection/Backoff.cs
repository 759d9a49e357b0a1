namespace Chat.Sdk.Connection;

/// <summary>
/// How long to wait before another attempt: random up to a bound that doubles with each failure, so that many clients don't come back at once.
/// </summary>
internal static class Backoff
{
    private const int MostDoublings = 20;

    /// <summary>The wait before the attempt after so many failures.</summary>
    /// <param name="options">The bounds.</param>
    /// <param name="failures">Failures in a row, at least 1.</param>
    /// <param name="atLeast">What the server asked for; the random wait is added to it.</param>
    /// <param name="random">From 0 to 1.</param>
    public static TimeSpan Wait(ChatClientOptions options, int failures, TimeSpan? atLeast, double random)
    {
        TimeSpan bound = options.BackoffMin * Math.Pow(2, Math.Clamp(failures - 1, 0, MostDoublings));
        return (atLeast ?? TimeSpan.Zero) + ((bound < options.BackoffMax ? bound : options.BackoffMax) * random);
    }

    /// <inheritdoc cref="Wait(ChatClientOptions, int, TimeSpan?, double)"/>
    public static TimeSpan Wait(ChatClientOptions options, int failures, TimeSpan? atLeast = null) =>
        Wait(options, failures, atLeast, Random.Shared.NextDouble());
}
