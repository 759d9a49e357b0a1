using Chat.Actors.Storage;

namespace Chat.Actors.Retention;

/// <summary>What the <see cref="LogPruner"/> says to itself.</summary>
internal static class RetentionProtocol
{
    /// <summary>It is time to look at everything.</summary>
    internal sealed record Sweep
    {
        public static Sweep Instance { get; } = new();
    }

    internal sealed record LogsListed(IReadOnlyList<LogExtent> Logs);

    /// <summary>What lies below this seq of the log in hand is to go.</summary>
    internal sealed record Due(long Below);

    /// <summary>The storage took too many other writes: what was at hand once more.</summary>
    internal sealed record Again
    {
        public static Again Instance { get; } = new();
    }

    internal sealed record ReadFailed(Exception Cause);
}
