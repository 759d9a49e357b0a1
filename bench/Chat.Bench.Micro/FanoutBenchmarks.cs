using BenchmarkDotNet.Attributes;
using Chat.Bench.Micro.Pieces;
using Chat.Protocol.Framing;

namespace Chat.Bench.Micro;

/// <summary>From a committed message to the sockets' buffers, without actors and sockets. The figures are for one outbox.</summary>
public class FanoutBenchmarks
{
    private const int Members = 1000;
    private const int Batch = 16;

    private readonly byte[] _frame = FrameCodec.Encode(Given.Event);
    private readonly Outlets _one = new(1);
    private readonly Outlets _room = new(Members);

    /// <summary>A message to one outbox, drained sixteen at a time.</summary>
    [Benchmark(Description = "outbox, post and drain", OperationsPerInvoke = Batch)]
    public void Outbox()
    {
        for (int i = 0; i < Batch; i++)
        {
            _one.Post(_frame);
        }

        _one.Drain();
    }

    /// <summary>A message encoded, posted to 1,000 outboxes and drained from each.</summary>
    [Benchmark(Description = "relay to 1,000, each", OperationsPerInvoke = Members)]
    public void Relay()
    {
        _room.Post(Given.Stored);
        _room.Drain();
    }
}
