using Chat.Protocol;
using Chat.Protocol.Frames;

namespace Chat.Sdk.Tests.Support;

/// <summary>Frames as a server makes them.</summary>
internal static class Frames
{
    public static DateTimeOffset Noon { get; } = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    public static LimitsInfo Limits { get; } = new(ProtocolLimits.MaxClientFrameBytes, ProtocolLimits.MaxTextBytes);

    public static HelloOk HelloOk(string user, params RoomSummary[] rooms) => new(user, Guest: true, "token-1", Limits, rooms, new ServerInfo("test", "1"));

    public static RoomSummary Room(string room, long seq = 0, long read = 0) => new(room, seq, read, seq - read, string.Empty);

    public static MessageEvent Message(string room, long seq, string from = "bob", string? key = null) =>
        new(room, seq, Noon, from, $"text {seq}", key ?? $"key {seq}");

    public static MessageInfo Info(long seq) => new(seq, Noon, "bob", $"text {seq}", $"key {seq}");

    /// <summary>A page of history as the server cuts it from a log of <paramref name="newest"/> messages.</summary>
    public static HistoryOk History(string room, long first, long last, long newest) =>
        new(room, [.. Range(first, last).Select(Info)], Start: first <= 1, End: last >= newest);

    public static UserEntry User(string name, string status = UserStatus.Online) => new(name, status, RoomRole.Member);

    public static IEnumerable<long> Range(long first, long last)
    {
        for (long seq = first; seq <= last; seq++)
        {
            yield return seq;
        }
    }
}
