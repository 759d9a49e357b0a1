using System.Buffers.Text;

namespace Chat.Bench.Net;

/// <summary>What a frame is, as far as its first bytes tell.</summary>
internal enum FrameKind
{
    /// <summary>A message in the bench's room.</summary>
    Message,

    /// <summary>An <c>ok</c>.</summary>
    Ok,

    /// <summary>Someone came, left or is away.</summary>
    Presence,

    /// <summary>Anything else, or the same with its fields in another order: it must be parsed.</summary>
    Unknown,
}

/// <summary>Tells frames apart by the bytes this server begins them with: no parsing, no allocation.</summary>
internal static class FrameScan
{
    /// <summary>The room that everyone is in.</summary>
    public const string Room = "bench";

    private const int LongestNumber = 16;

    private static ReadOnlySpan<byte> Message => "{\"type\":\"message\",\"room\":\"bench\","u8;

    private static ReadOnlySpan<byte> Ok => "{\"type\":\"ok\",\"re\":"u8;

    private static ReadOnlySpan<byte> Joined => "{\"type\":\"joined\","u8;

    private static ReadOnlySpan<byte> Left => "{\"type\":\"left\","u8;

    private static ReadOnlySpan<byte> Presence => "{\"type\":\"presence\","u8;

    public static FrameKind KindOf(ReadOnlySpan<byte> json)
    {
        if (json.StartsWith(Message))
        {
            return FrameKind.Message;
        }

        if (json.StartsWith(Ok))
        {
            return FrameKind.Ok;
        }

        return json.StartsWith(Joined) || json.StartsWith(Presence) || json.StartsWith(Left) ? FrameKind.Presence : FrameKind.Unknown;
    }

    /// <summary>The <c>re</c> of an <see cref="FrameKind.Ok"/>; 0 where it is no number.</summary>
    public static long ReOf(ReadOnlySpan<byte> json)
    {
        ReadOnlySpan<byte> digits = json[Ok.Length..Math.Min(json.Length, Ok.Length + LongestNumber)];
        return Utf8Parser.TryParse(digits, out long re, out _) ? re : 0;
    }
}
