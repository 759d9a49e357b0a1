using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Text.Json;
using Chat.Bench.Common;
using Chat.Protocol;
using Chat.Protocol.Frames;
using Chat.Protocol.Framing;

namespace Chat.Bench.Net;

/// <summary>JSON objects behind a length (docs/protocol.md).</summary>
internal sealed class ChatProtocol(bool isEncrypted) : WireProtocol
{
    private const string ClientName = "Chat.Bench";

    public override string Name => isEncrypted ? "chats" : "chat";

    public override bool IsEncrypted => isEncrypted;

    public override bool EchoesOwn => true;

    public override bool KeepsUsers => true;

    public override int MinTextBytes => SendTemplate.NumberDigits;

    public override int MaxTextBytes => ProtocolLimits.MaxTextBytes;

    public override int Cut(ReadOnlySpan<byte> received, out ReadOnlySpan<byte> frame, out int wanted)
    {
        frame = default;
        wanted = 0;
        if (received.Length < ProtocolLimits.PrefixBytes)
        {
            return 0;
        }

        uint length = BinaryPrimitives.ReadUInt32BigEndian(received);
        if (length is 0 or > ProtocolLimits.MaxServerFrameBytes)
        {
            throw new BenchException($"a frame of {length} bytes");
        }

        int whole = ProtocolLimits.PrefixBytes + (int)length;
        if (received.Length < whole)
        {
            wanted = whole;
            return 0;
        }

        frame = received[ProtocolLimits.PrefixBytes..whole];
        return whole;
    }

    public override FrameKind KindOf(ReadOnlySpan<byte> frame) => FrameScan.KindOf(frame);

    public override long AckOf(ReadOnlySpan<byte> frame) => FrameScan.ReOf(frame);

    public override MessageFacts FactsOf(ReadOnlySpan<byte> frame) =>
        FrameScan.TryNumberAfter(frame, "\"seq\":"u8, out long seq) && FrameScan.TryNumberAfter(frame, "\"text\":\""u8, out long time)
            ? new MessageFacts(Stream: 0, seq, time - SendTemplate.NumberBase)
            : ParseFacts(frame);

    public override WireEvent Parse(ReadOnlySpan<byte> frame) => FrameCodec.DecodeServerFrame(new ReadOnlySequence<byte>(frame.ToArray())) switch
    {
        MessageEvent message when FrameScan.IsOurs(message.Room) => new WireEvent.Message(),
        RawOk { Re: >= SendTemplate.NumberBase } ok => new WireEvent.Acknowledged(ok.Re.Value),
        RawOk ok => new WireEvent.Done(ok),
        ErrorReply error => new WireEvent.Refused($"{error.Code}: {error.Message}"),
        ByeEvent bye => new WireEvent.SentAway($"{bye.Code}: {bye.Message}"),
        GapEvent gap => new WireEvent.Gap(gap.From, gap.To),
        _ => new WireEvent.Nothing(),
    };

    public override byte[] Hello(long id, string user) => FrameCodec.Encode(new HelloRequest(id, user, Client: ClientName));

    public override byte[] Return(long id, string user, string token, IReadOnlyDictionary<string, long>? seen) =>
        FrameCodec.Encode(new HelloRequest(id, user, Session: token, Cursors: seen, Client: ClientName));

    public override byte[] Join(long id, string room) => FrameCodec.Encode(new JoinRequest(id, room));

    public override byte[] Quit(long id) => FrameCodec.Encode(new QuitRequest(id));

    public override IMessageTemplate Template(string room, int textBytes) => new SendTemplate(room, textBytes);

    private static MessageFacts ParseFacts(ReadOnlySpan<byte> frame)
    {
        long seq = 0;
        long sentAt = 0;
        var reader = new Utf8JsonReader(frame);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isSeq = reader.ValueTextEquals("seq"u8);
            bool isText = !isSeq && reader.ValueTextEquals("text"u8);
            reader.Read();
            if (isSeq)
            {
                seq = reader.GetInt64();
            }
            else if (isText && Utf8Parser.TryParse(reader.ValueSpan[..Math.Min(reader.ValueSpan.Length, SendTemplate.NumberDigits)], out long ticks, out _))
            {
                sentAt = ticks - SendTemplate.NumberBase;
            }
            else
            {
                reader.Skip();
            }
        }

        return new MessageFacts(Stream: 0, seq, sentAt);
    }
}
