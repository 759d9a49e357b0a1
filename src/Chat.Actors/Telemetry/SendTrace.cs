using System.Diagnostics;

namespace Chat.Actors.Telemetry;

/// <summary>
/// The spans of a message's way: edge → room → commit → fan-out. The context goes along in the request's reference, as a text that is null
/// unless somebody listens and the trace is sampled; a mailbox carries no ambient one. Spans hold no names, texts or tokens.
/// </summary>
public static class SendTrace
{
    /// <summary>The source's name.</summary>
    public const string SourceName = "akkachat";

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>Whether anybody listens.</summary>
    internal static bool IsWanted => Source.HasListeners();

    /// <summary>A message came in.</summary>
    /// <param name="carrier">One of <see cref="Carriers"/>.</param>
    /// <returns>Null where nobody wants to know.</returns>
    public static Activity? Receive(string carrier) =>
        Source.HasListeners() ? Source.StartActivity("send", ActivityKind.Server)?.SetTag("akkachat.carrier", carrier) : null;

    /// <summary>The context to send along.</summary>
    public static string? ContextOf(Activity? activity) => activity is { Recorded: true } ? activity.Id : null;

    /// <summary>A part of the way that begins here.</summary>
    /// <param name="name">What is done.</param>
    /// <param name="context">What came along; null where nobody wants to know.</param>
    internal static Activity? Begin(string name, string? context) =>
        context is not null && ActivityContext.TryParse(context, null, isRemote: true, out ActivityContext parent)
            ? Source.StartActivity(name, ActivityKind.Internal, parent)
            : null;

    /// <summary>A part of the way that began a while ago and is over now.</summary>
    /// <param name="name">What was done.</param>
    /// <param name="context">What came along; null where nobody wants to know.</param>
    /// <param name="began">By <see cref="Stopwatch.GetTimestamp"/>.</param>
    /// <param name="size">With how many others.</param>
    internal static void Note(string name, string? context, long began, int size)
    {
        if (context is not null && ActivityContext.TryParse(context, null, isRemote: true, out ActivityContext parent))
        {
            using Activity? span = Source.StartActivity(
                name, ActivityKind.Internal, parent, startTime: DateTimeOffset.UtcNow - Stopwatch.GetElapsedTime(began));
            span?.SetTag("akkachat.size", size);
        }
    }
}
