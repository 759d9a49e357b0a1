using System.Buffers;
using BenchmarkDotNet.Attributes;
using Chat.Bench.Micro.Pieces;
using Chat.Protocol;
using Chat.Protocol.Frames;
using Chat.Protocol.Framing;

namespace Chat.Bench.Micro;

/// <summary>Frames to bytes and back.</summary>
public class CodecBenchmarks
{
    private readonly MessageEvent _message = Given.Event;
    private readonly SendOk _ok = Given.Ok;
    private readonly ReadOnlySequence<byte> _request = new(FrameCodec.Encode(Given.Request).AsMemory(ProtocolLimits.PrefixBytes));

    [Benchmark(Description = "encode message")]
    public byte[] EncodeMessage() => FrameCodec.Encode(_message);

    [Benchmark(Description = "encode ok of send")]
    public byte[] EncodeOk() => FrameCodec.Encode(_ok);

    [Benchmark(Description = "decode send")]
    public DecodedRequest DecodeSend() => FrameCodec.DecodeRequest(_request);
}
