using System.Buffers;
using System.Text.Json;
using Chat.Fuzz.Inputs;
using Chat.Fuzz.Running;
using Chat.Protocol;
using Chat.Protocol.Frames;
using Chat.Protocol.Framing;

namespace Chat.Fuzz.Targets;

/// <summary>A server's frame at the client: read, ignored or <see cref="JsonException"/>, and nothing else; what was read and written again is the same.</summary>
internal sealed class ServerFrameTarget : IFuzzTarget
{
    private static readonly Func<RawOk, Frame>[] Results =
    [
        ok => ok.Read<OkReply>(), ok => ok.Read<HelloOk>(), ok => ok.Read<SessionsOk>(), ok => ok.Read<JoinOk>(), ok => ok.Read<LeaveOk>(), ok => ok.Read<SendOk>(), ok => ok.Read<HistoryOk>(),
        ok => ok.Read<SearchOk>(), ok => ok.Read<ReadOk>(), ok => ok.Read<RoomsOk>(), ok => ok.Read<UsersOk>(), ok => ok.Read<TopicOk>(), ok => ok.Read<WhoisOk>(), ok => ok.Read<NickOk>(),
    ];

    public string Name => "server-frame";

    public int Turn => 1000;

    public byte[] Make(Dice dice) => ObjectMutator.Make(dice, Seeds.ServerFrames);

    public ValueTask RunAsync(byte[] input)
    {
        ServerFrame? frame = Read(() => FrameCodec.DecodeServerFrame(Cuts.Segments(input, Dice.Of(input))));
        if (frame is RawOk ok)
        {
            foreach (Func<RawOk, Frame> result in Results)
            {
                if (Read(() => result(ok)) is { } read)
                {
                    CheckStable(read, bytes => result(new RawOk(bytes.ToArray())));
                }
            }
        }
        else if (frame is not null)
        {
            CheckStable(frame, bytes => FrameCodec.DecodeServerFrame(bytes)!);
        }

        return ValueTask.CompletedTask;
    }

    private static T? Read<T>(Func<T> read)
        where T : class?
    {
        try
        {
            return read();
        }
        catch (JsonException)
        {
            // The documented answer: such a stream can't be trusted.
            return null;
        }
    }

    private static void CheckStable(Frame frame, Func<ReadOnlySequence<byte>, Frame> read)
    {
        byte[] written = FrameCodec.Encode(frame);
        Frame again = read(new ReadOnlySequence<byte>(written, ProtocolLimits.PrefixBytes, written.Length - ProtocolLimits.PrefixBytes));
        FuzzException.Require(written.AsSpan().SequenceEqual(FrameCodec.Encode(again)), "A frame, read and written again, is another.");
    }
}
