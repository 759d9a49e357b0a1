using Akka.Actor;
using Chat.Actors.Edge;

namespace Chat.Actors.Rooms;

/// <summary>
/// A relay's sending, in passes: while one pass goes out, what comes collects in the outboxes and leaves with the next, so the load sets how much
/// goes out at once and no timer is needed. Few connections are flushed on the relay's thread, many on as many threads as there are cores: a
/// connection is flushed by one thread at a time and its outbox keeps its order.
/// <code>
///   Post, Reply → due ──Flush──► few: sent here
///                          └───► many: pass under way ──all sent──► PassDone to the relay → Flush
/// </code>
/// </summary>
internal sealed class FanOut
{
    private List<Connection> _due = [];
    private List<Connection> _sending = [];
    private FanOutPass? _pass;

    /// <summary>True while a pass goes out.</summary>
    public bool IsUnderWay => _pass is not null;

    /// <summary>Queues frames that are no replies.</summary>
    public void Post(Connection connection, ReadOnlyMemory<byte> frames)
    {
        if (connection.PostLater(frames))
        {
            _due.Add(connection);
        }
    }

    /// <summary>Queues a reply.</summary>
    public void Reply(Connection connection, long ticket, byte[] frame)
    {
        if (connection.ReplyLater(ticket, frame))
        {
            _due.Add(connection);
        }
    }

    /// <summary>Sends what is due. While a pass is under way, it waits for the next.</summary>
    /// <param name="relay">Is told <see cref="RelayProtocol.PassDone"/> when a pass is over.</param>
    public void Flush(IActorRef relay)
    {
        if (IsUnderWay || _due.Count == 0)
        {
            return;
        }

        if (_due.Count <= FanOutPass.Stretch)
        {
            foreach (Connection connection in _due)
            {
                connection.Flush();
            }

            _due.Clear();
            return;
        }

        (_due, _sending) = (_sending, _due);
        _pass = new FanOutPass(_sending, relay);
        _pass.Start();
    }

    /// <summary>A pass is over; one of a relay that has failed since then is passed over.</summary>
    public void EndPass(FanOutPass pass)
    {
        if (pass == _pass)
        {
            _pass = null;
            _sending.Clear();
        }
    }

    /// <summary>The relay ends: others send what is due. A pass that is under way ends by itself.</summary>
    public void Abandon()
    {
        foreach (Connection connection in _due)
        {
            connection.FlushSoon();
        }

        _due = [];
    }
}
