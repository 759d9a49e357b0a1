using Chat.Protocol.Frames;
using Chat.Sdk.State;
using Chat.Sdk.Tests.Support;

namespace Chat.Sdk.Tests.State;

/// <summary>States to start from, and steps from one to the next.</summary>
internal static class Given
{
    public const string Room = "lobby";

    /// <summary>Alice, just welcomed into one room.</summary>
    public static ChatState Welcomed(long seq = 0, long read = 0, int messagesPerRoom = 1000) =>
        ChatState.Start("alice", messagesPerRoom).Hello([], Frames.Room(Room, seq, read));

    public static ChatState Hello(this ChatState state, Dictionary<string, long> cursors, params RoomSummary[] rooms) =>
        ChatReducer.Apply(state, new ChatInput.HelloAccepted(Frames.HelloOk("alice", rooms), cursors));

    public static ChatState On(this ChatState state, params IEnumerable<Event> events) =>
        events.Aggregate(state, (next, said) => ChatReducer.Apply(next, new ChatInput.EventArrived(said, Frames.Noon)));

    public static ChatState On(this ChatState state, ChatInput input) => ChatReducer.Apply(state, input);

    public static IEnumerable<long> Seqs(this ChatState state, string room = Room) => state.Rooms[room].Messages.Select(message => message.Seq);
}
