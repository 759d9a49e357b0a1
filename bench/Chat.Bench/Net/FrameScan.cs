using System.Buffers.Text;
using System.Globalization;

namespace Chat.Bench.Net;

/// <summary>What a frame is, as far as its first bytes tell.</summary>
internal enum FrameKind
{
    /// <summary>A message in one of the bench's rooms, or in private.</summary>
    Message,

    /// <summary>An <c>ok</c>, or what the protocol has in its place.</summary>
    Ok,

    /// <summary>Someone came, left or is away, or how many there are.</summary>
    Presence,

    /// <summary>Anything else, or the same with its fields in another order: it must be parsed.</summary>
    Unknown,
}

/// <summary>Tells the chat protocol's frames apart by the bytes this server begins them with: no parsing, no allocation.</summary>
internal static class FrameScan
{
    private const string RoomPrefix = "bench";

    private const int LongestNumber = 16;

    private static ReadOnlySpan<byte> Message => "{\"type\":\"message\",\"room\":\"bench"u8;

    private static ReadOnlySpan<byte> PrivateMessage => "{\"type\":\"message\",\"room\":\"@bench"u8;

    private static ReadOnlySpan<byte> Ok => "{\"type\":\"ok\",\"re\":"u8;

    private static ReadOnlySpan<byte> Joined => "{\"type\":\"joined\","u8;

    private static ReadOnlySpan<byte> Left => "{\"type\":\"left\","u8;

    private static ReadOnlySpan<byte> Presence => "{\"type\":\"presence\","u8;

    private static ReadOnlySpan<byte> Counts => "{\"type\":\"counts\","u8;

    /// <summary>The name of a room of the bench.</summary>
    public static string RoomOf(int index) => string.Create(CultureInfo.InvariantCulture, $"{RoomPrefix}-{index + 1}");

    /// <summary>The name of a user of the bench.</summary>
    public static string UserOf(int index) => string.Create(CultureInfo.InvariantCulture, $"{RoomPrefix}-{index + 1}");

    /// <summary>Whether a room, or a private one, is one of the bench's.</summary>
    public static bool IsOurs(string room) => room.AsSpan(room.StartsWith('@') ? 1 : 0).StartsWith(RoomPrefix, StringComparison.Ordinal);

    public static FrameKind KindOf(ReadOnlySpan<byte> json)
    {
        if (json.StartsWith(Message) || json.StartsWith(PrivateMessage))
        {
            return FrameKind.Message;
        }

        if (json.StartsWith(Ok))
        {
            return FrameKind.Ok;
        }

        return json.StartsWith(Joined) || json.StartsWith(Presence) || json.StartsWith(Left) || json.StartsWith(Counts) ? FrameKind.Presence : FrameKind.Unknown;
    }

    /// <summary>The number right behind a mark, which no name of the bench contains.</summary>
    public static bool TryNumberAfter(ReadOnlySpan<byte> json, ReadOnlySpan<byte> mark, out long number)
    {
        number = 0;
        int at = json.IndexOf(mark);
        return at >= 0 && Utf8Parser.TryParse(json[(at + mark.Length)..Math.Min(json.Length, at + mark.Length + LongestNumber)], out number, out _);
    }

    /// <summary>The <c>re</c> of an <see cref="FrameKind.Ok"/>; 0 where it is no number.</summary>
    public static long ReOf(ReadOnlySpan<byte> json)
    {
        ReadOnlySpan<byte> digits = json[Ok.Length..Math.Min(json.Length, Ok.Length + LongestNumber)];
        return Utf8Parser.TryParse(digits, out long re, out _) ? re : 0;
    }
}
