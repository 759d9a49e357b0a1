using Akka.Dispatch;

namespace Chat.Actors.Rooms;

/// <content>It has no stash, but there are as many relays as rooms: they take the same small mailbox.</content>
public sealed partial class RoomRelay : IRequiresMessageQueue<IDequeBasedMessageQueueSemantics>
{
}
