namespace Chat.Sdk;

/// <summary>Lengths of time.</summary>
internal static class Durations
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <summary>A server's <c>retryAfterMs</c>, held between zero and an hour: the number is not to be trusted.</summary>
    public static TimeSpan? FromServer(long? milliseconds) =>
        milliseconds is { } ms ? TimeSpan.FromMilliseconds(Math.Clamp(ms, 0, (long)Longest.TotalMilliseconds)) : null;

    /// <summary>Time on a clock that nobody sets back. Its zero means nothing: compare.</summary>
    public static TimeSpan Uptime(this TimeProvider time) => time.GetElapsedTime(0);
}
