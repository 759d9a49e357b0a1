using System.Net;
using Chat.Actors.Rooms;
using Chat.Actors.Storage;
using Chat.Protocol.Names;

namespace Chat.Actors.Tests.Support;

/// <summary>People, rooms and messages that specs speak of.</summary>
internal static class Sample
{
    private static int _peers;

    /// <summary>Where a peer comes from: each from an address of its own.</summary>
    public static IPEndPoint Remote
    {
        get
        {
            int peer = Interlocked.Increment(ref _peers);
            return new IPEndPoint(new IPAddress([10, (byte)(peer >> 16), (byte)(peer >> 8), (byte)peer]), 40_000);
        }
    }

    public static DateTimeOffset Now { get; } = new(2026, 11, 22, 10, 30, 0, TimeSpan.Zero);

    public static RoomProtocol.Speaker Alice { get; } = new(new UserId("alice-id-0000000000000"), "alice");

    public static RoomProtocol.Speaker Bob { get; } = new(new UserId("bob-id-000000000000000"), "bob");

    public static RoomProtocol.Speaker Carol { get; } = new(new UserId("carol-id-0000000000000"), "carol");

    public static RoomId Lobby { get; } = RoomId.OfName("lobby");

    public static RoomId AliceAndBob { get; } = RoomId.OfPair(Alice.User, Bob.User);

    public static StoredMember Stored(RoomProtocol.Speaker who, string role = "member") => new(who.User, who.Name, role);

    public static StoredRoom Room(long lastSeq, params RoomProtocol.Speaker[] members) =>
        new(Lobby, "Lobby", "lobby", "", lastSeq, [.. members.Select(m => Stored(m))]);

    public static StoredRoom Pair(long lastSeq) =>
        new(AliceAndBob, "", AliceAndBob.Value, "", lastSeq, [Stored(Alice), Stored(Bob)]);

    public static StoredMessage Message(long seq, string? text = null) =>
        new(seq, Now.AddSeconds(seq), Alice.User, Alice.Name, text ?? $"text {seq}", $"key {seq}", null);

    public static Write.AppendMessage Append(RoomId room, RoomProtocol.Speaker by, string key, string text = "hi") =>
        new(room, by.User, by.Name, text, key, null, Now);

    public static RoomAction.Join Join(string name = "Lobby") => new(name, name.ToLowerInvariant(), Presence.Online);

    public static StoredUser Guest(RoomProtocol.Speaker who, DateTimeOffset? seenAt = null) =>
        NameRules.TryParse(who.Name, NameKind.User, NamePolicy.Ascii, out ChatName name, out string? problem)
            ? new(who.User, name.Display, name.Folded, name.Skeleton, Guest: true, seenAt ?? Now)
            : throw new ArgumentException(problem, nameof(who));
}
