using Chat.Actors.Edge;
using Chat.Protocol.Framing;

namespace Chat.Actors.Rooms;

/// <summary>What a room says to one device, brought to it. A device that is gone is passed over.</summary>
internal static class Delivery
{
    /// <summary>Answers a request.</summary>
    public static void Answer(this ConnectionTable connections, RequestRef origin, RoomReply reply)
    {
        if (connections.TryGet(origin.Device.Id, out Connection? connection))
        {
            connection.Reply(origin.Ticket, ReplyFrames.Encode(origin.Re, reply));
        }
    }

    /// <summary>Answers a request; the frame leaves with the next fan-out.</summary>
    public static void Answer(this ConnectionTable connections, RequestRef origin, RoomReply reply, FanOut fanOut)
    {
        if (connections.TryGet(origin.Device.Id, out Connection? connection))
        {
            fanOut.Reply(connection, origin.Ticket, ReplyFrames.Encode(origin.Re, reply));
        }
    }

    /// <summary>Tells a device that its user is not in the room.</summary>
    public static void Tell(this ConnectionTable connections, RelayItem.NotAttached refused)
    {
        if (connections.TryGet(refused.Device.Id, out Connection? connection))
        {
            connection.Post(FrameCodec.Encode(RelayFrames.ToEvent(refused, refused.Room)));
        }
    }
}
