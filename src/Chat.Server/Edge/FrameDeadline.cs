using Chat.Actors.Edge;
using Chat.Protocol;
using Chat.Protocol.Frames;

namespace Chat.Server.Edge;

/// <summary>
/// How long a peer may take over one frame: whoever sends a byte a second would hold a buffer for hours. Between two frames there is no deadline, and a frame that
/// comes whole costs no timer.
/// </summary>
/// <param name="client">Told to close, with the reason, when the time is up.</param>
/// <param name="time">Tells when.</param>
internal sealed class FrameDeadline(Connection client, TimeProvider time) : IDisposable
{
    private ITimer? _timer;

    /// <summary>A frame is whole, and may have to wait until it is taken. That is not the peer's time.</summary>
    public void Hold() => _timer?.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    /// <summary>Looks at what is left after the frames that had come were taken.</summary>
    /// <param name="tookAny">Whether there was a frame: then what is left is of another than before.</param>
    /// <param name="hasPart">Whether part of a frame is left.</param>
    public void Look(bool tookAny, bool hasPart)
    {
        if (!hasPart)
        {
            _timer?.Dispose();
            _timer = null;
        }
        else if (_timer is null)
        {
            _timer = time.CreateTimer(static deadline => ((FrameDeadline)deadline!).Close(), this, client.Options.FrameTimeout, Timeout.InfiniteTimeSpan);
        }
        else if (tookAny)
        {
            _timer.Change(client.Options.FrameTimeout, Timeout.InfiniteTimeSpan);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _timer?.Dispose();

    private void Close() => client.Close(new ByeEvent(
        ErrorCodes.SlowConsumer, $"You took longer than {client.Options.FrameTimeout.TotalSeconds:0.#} s over one frame; connect again with your cursors, nothing is lost."));
}
