using Chat.Actors;
using Chat.Actors.Storage;
using Chat.Protocol.Frames;

namespace Chat.Bench.Micro.Pieces;

/// <summary>The messages that the benchmarks handle: 64 bytes of text, as in <c>Chat.Bench fanout</c>.</summary>
internal static class Given
{
    public const string Room = "lobby";

    private const string Text = "The quick brown fox jumps over the lazy dog, twice before lunch.";

    private static readonly DateTimeOffset At = new(2026, 11, 22, 10, 30, 0, 123, TimeSpan.Zero);

    public static SendRequest Request { get; } = new(1_000_001, Room, Text, "01JDB0T6Q4-1000001");

    public static MessageEvent Event { get; } = new(Room, 1_234_567, At, "alice", Text, "01JDB0T6Q4-1000001");

    public static SendOk Ok { get; } = new(Room, 1_234_567, At) { Re = 1_000_001 };

    public static StoredMessage Stored { get; } = new(1_234_567, At, new UserId("alice-id-0000000000000"), "alice", Text, "01JDB0T6Q4-1000001", null);

    public static Write Append(RoomId room, string key) => new Write.AppendMessage(room, new UserId("alice-id-0000000000000"), "alice", Text, key, null, At);
}
