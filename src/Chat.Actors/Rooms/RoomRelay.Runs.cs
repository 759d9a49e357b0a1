using System.Diagnostics;
using Chat.Actors.Edge;
using Chat.Actors.Storage;
using Chat.Actors.Telemetry;

namespace Chat.Actors.Rooms;

/// <content>Messages: a run of them leaves in one piece, with the next pass of the fan-out.</content>
public sealed partial class RoomRelay
{
    /// <summary>A run of messages that would fill more of an outbox than this part goes out in several pieces.</summary>
    private const int PiecesPerOutbox = 4;

    /// <summary>About what a message's frame has besides its text, in bytes.</summary>
    private const int FrameBytes = 200;

    /// <summary>Of messages that are waited for by who traces them; null where there are none.</summary>
    private List<(string Context, long Began)>? _traces;

    private void OnPosted(RelayItem.Posted posted)
    {
        if (posted.Origin?.Device.Hub.Equals(Context.Parent) ?? false)
        {
            _answers.Add(posted);
        }

        if (posted.Message.Seq == _head + 1)
        {
            _run.Add(posted.Message);
            RoomMetrics.Wait(1);
            _head++;
            if (posted.Origin?.Trace is { } trace)
            {
                (_traces ??= []).Add((trace, Stopwatch.GetTimestamp()));
            }
        }
        else if (posted.Message.Seq > _head)
        {
            CatchUp(posted.Message.Seq);
        }
    }

    /// <summary>Sends what is due. What comes while a pass goes out collects and leaves with the next one, a run of messages in one piece.</summary>
    private void Flush()
    {
        while (!_fanOut.IsUnderWay)
        {
            PostRun(_options.Current.OutboxBytes / PiecesPerOutbox);
            _fanOut.Flush(Self);
            if (_run.Count == 0)
            {
                EndTraces();
                return;
            }
        }
    }

    /// <summary>Queues messages of the run for everyone who is live; behind the last of them the answers to their senders.</summary>
    /// <param name="bytes">About so many at the most, one message at least: who reads fast must not be taken for slow.</param>
    private void PostRun(int bytes)
    {
        while (_run.Count > 0)
        {
            int count = 0;
            for (int size = 0; count < _run.Count && (count == 0 || size < bytes); count++)
            {
                size += FrameBytes + (_run[count].Text.Length * 2);
                _ring.Add(_run[count]);
            }

            List<StoredMessage> piece = _run.GetRange(0, count);
            int recipients = _outlets.PostToLive(label => Encode(label, piece));
            RoomMetrics.FanOut(count, recipients);
            _run.RemoveRange(0, count);
            RoomMetrics.Wait(-count);
            if (bytes < int.MaxValue)
            {
                break;
            }
        }

        if (_run.Count > 0)
        {
            return;
        }

        foreach (RelayItem.Posted posted in _answers)
        {
            _connections.Answer(posted.Origin!, new RoomReply.Sent(posted.Label, posted.Message.Seq, posted.Message.At), _fanOut);
        }

        _answers.Clear();
    }

    /// <summary>The messages are with the sockets, or with a pass that goes out now.</summary>
    private void EndTraces()
    {
        foreach ((string context, long began) in _traces ?? [])
        {
            SendTrace.Note("fan-out", context, began, _outlets.Count);
        }

        _traces = null;
    }

    private static ReadOnlyMemory<byte> Encode(string label, IReadOnlyList<StoredMessage> messages)
    {
        if (messages.Count == 1)
        {
            return ReplyFrames.Encode(label, messages[0]);
        }

        using var piece = new MemoryStream();
        foreach (StoredMessage message in messages)
        {
            piece.Write(ReplyFrames.Encode(label, message));
        }

        return piece.ToArray();
    }
}
