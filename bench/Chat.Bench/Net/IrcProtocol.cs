using System.Buffers.Text;
using System.Text;
using Chat.Bench.Common;

namespace Chat.Bench.Net;

/// <summary>
/// IRC with any server: lines, of which the command decides. A message is acknowledged by the <c>PONG</c> to the <c>PING</c> that its sender
/// put right behind it: by then the server has given it to everyone's queue, as our <c>ok</c> says that it is stored.
/// </summary>
/// <param name="atOnce">How many clients say hello or join at once: InspIRCd welcomes those who wait only once a second, ngIRCd lets few wait to connect.</param>
internal sealed class IrcProtocol(int atOnce = IrcProtocol.FewAtOnce) : WireProtocol
{
    /// <summary>What any server bears.</summary>
    public const int FewAtOnce = 64;

    /// <summary>A line has 512 bytes at most; some servers put more before it.</summary>
    private const int LongestLine = 8192;

    private const int NumericDigits = 3;
    private const int FirstError = 400;
    private const int Welcome = 1;
    private const int EndOfNames = 366;
    private const int NoMotd = 422;

    public override string Name => "irc";

    public override bool EchoesOwn => false;

    public override int AtOnce { get; } = atOnce;

    public override bool KeepsUsers => false;

    public override int MinTextBytes => IrcTemplate.MinTextBytes;

    public override int MaxTextBytes => 400;

    /// <summary>What a room, or <c>@</c> and a user, is called here.</summary>
    public static string TargetOf(string room) => room.StartsWith('@') ? room[1..] : $"#{room}";

    public override int Cut(ReadOnlySpan<byte> received, out ReadOnlySpan<byte> frame, out int wanted)
    {
        wanted = 0;
        int end = received.IndexOf((byte)'\n');
        if (end < 0)
        {
            frame = default;
            return received.Length < LongestLine ? 0 : throw new BenchException($"a line of more than {LongestLine} bytes");
        }

        frame = end > 0 && received[end - 1] == '\r' ? received[..(end - 1)] : received[..end];
        return end + 1;
    }

    public override FrameKind KindOf(ReadOnlySpan<byte> frame)
    {
        ReadOnlySpan<byte> line = SkipSource(frame);
        if (line.StartsWith("PRIVMSG "u8))
        {
            return FrameKind.Message;
        }

        if (line.StartsWith("PONG "u8))
        {
            return FrameKind.Ok;
        }

        if (line.StartsWith("JOIN "u8) || line.StartsWith("QUIT "u8) || line.StartsWith("PART "u8) || line.StartsWith("AWAY "u8))
        {
            return FrameKind.Presence;
        }

        return FrameKind.Unknown;
    }

    public override long AckOf(ReadOnlySpan<byte> frame)
    {
        int last = frame.LastIndexOfAny((byte)' ', (byte)':');
        return Utf8Parser.TryParse(frame[(last + 1)..], out long id, out _) ? id : 0;
    }

    public override MessageFacts FactsOf(ReadOnlySpan<byte> frame)
    {
        // ":bench-7!user@host PRIVMSG #bench-1 :TIME COUNT…": a user's number makes the stream, the count the order in it.
        ReadOnlySpan<byte> nick = frame[1..Math.Max(1, frame.IndexOfAny((byte)'!', (byte)' '))];
        _ = Utf8Parser.TryParse(nick[(nick.LastIndexOf((byte)'-') + 1)..], out long sender, out _);
        ReadOnlySpan<byte> text = frame[(frame.IndexOf(" :"u8) + 2)..];
        return IrcTemplate.TryRead(text, out long sentAt, out long number) ? new MessageFacts(sender, number, sentAt) : new MessageFacts(sender, 0, 0);
    }

    public override WireEvent Parse(ReadOnlySpan<byte> frame)
    {
        ReadOnlySpan<byte> line = SkipSource(frame);
        if (line.StartsWith("PING "u8))
        {
            return new WireEvent.AreYouThere([.. "PONG "u8, .. line["PING ".Length..], .. "\r\n"u8]);
        }

        if (line.StartsWith("ERROR "u8))
        {
            return new WireEvent.SentAway(Encoding.UTF8.GetString(line["ERROR ".Length..]));
        }

        return NumericOf(line) switch
        {
            Welcome or EndOfNames => new WireEvent.Done(),
            >= FirstError and not NoMotd => new WireEvent.Refused(Encoding.UTF8.GetString(line)),
            _ => new WireEvent.Nothing(),
        };
    }

    public override byte[] Hello(long id, string user) => Encoding.UTF8.GetBytes($"NICK {user}\r\nUSER bench 0 * :Chat.Bench\r\n");

    public override byte[] Join(long id, string room) => Encoding.UTF8.GetBytes($"JOIN {TargetOf(room)}\r\n");

    public override byte[] Quit(long id) => "QUIT :done\r\n"u8.ToArray();

    public override IMessageTemplate Template(string room, int textBytes) => new IrcTemplate(TargetOf(room), textBytes);

    private static ReadOnlySpan<byte> SkipSource(ReadOnlySpan<byte> line)
    {
        if (line.IsEmpty || line[0] != ':')
        {
            return line;
        }

        int space = line.IndexOf((byte)' ');
        return space < 0 ? [] : line[(space + 1)..];
    }

    private static int NumericOf(ReadOnlySpan<byte> line) =>
        line.Length > NumericDigits && line[NumericDigits] == ' ' && Utf8Parser.TryParse(line[..NumericDigits], out int numeric, out int digits) && digits == NumericDigits
            ? numeric
            : 0;
}
