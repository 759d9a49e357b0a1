using Chat.Actors.Edge;
using Chat.Protocol;
using Chat.Protocol.Frames;

namespace Chat.Server.Edge;

/// <summary>How long a peer may go on asking without taking the answers, so without being read: as long as over a frame, and longer where much lies in front of them.</summary>
internal static class AnswerDeadline
{
    /// <summary>The slowest line for which there is time enough.</summary>
    public const int BytesPerSecond = 16 * 1024;

    /// <summary>Starts the deadline of a connection that is not read from now on.</summary>
    /// <param name="client">Told to close, with the reason, when the time is up.</param>
    /// <param name="time">Tells when.</param>
    /// <returns>To be disposed of when it is read again.</returns>
    public static ITimer Start(Connection client, TimeProvider time) =>
        time.CreateTimer(static late => Close((Connection)late!), client, Longest(client.Options.FrameTimeout, client.Outbox.PendingBytes), Timeout.InfiniteTimeSpan);

    private static TimeSpan Longest(TimeSpan least, int bytes) => least + TimeSpan.FromSeconds((double)bytes / BytesPerSecond);

    private static void Close(Connection client) => client.Close(new ByeEvent(
        ErrorCodes.SlowConsumer, "You asked on without reading the answers; connect again with your cursors, nothing is lost."));
}
