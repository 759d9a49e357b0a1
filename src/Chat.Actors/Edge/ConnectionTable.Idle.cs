using Chat.Actors.Limits;
using Chat.Protocol;
using Chat.Protocol.Frames;
using Chat.Protocol.Framing;

namespace Chat.Actors.Edge;

/// <content>Silent connections: one sweep looks at all of them once in a while, so that none needs a timer.</content>
public sealed partial class ConnectionTable
{
    private static readonly byte[] Ping = FrameCodec.Encode(new PingEvent());

    /// <summary>
    /// Asks those that have been silent for <see cref="LimitOptions.IdlePing"/> for a sign of life, and ends those that stay silent. That is for clients that said in hello that they answer; any
    /// other may listen for ever. One that is not read because it does not take its answers can't be heard either; how long it may be so is bounded elsewhere.
    /// </summary>
    public void SweepIdle()
    {
        LimitOptions limits = _options.Current.Limits;
        long now = _time.Uptime();
        foreach ((_, Connection connection) in _connections)
        {
            long heard = connection.HeardAt;
            long silent = now - heard;
            if (silent < limits.IdlePing.Ticks || connection.IsPaused)
            {
                continue;
            }

            if (connection.AnswersPings && silent >= limits.IdleTimeout.Ticks)
            {
                connection.Close(new ByeEvent(ErrorCodes.Idle, "There was no sign of life from you; connect again with your cursors."));
            }
            else if (connection.AnswersPings && connection.PingedAt <= heard)
            {
                connection.PingedAt = now;
                connection.Post(Ping);
            }
        }

        Users.Sweep();
    }
}
