using System.Buffers;
using System.Text.Json;
using Chat.Fuzz.Inputs;
using Chat.Fuzz.Running;
using Chat.Protocol;
using Chat.Protocol.Frames;
using Chat.Protocol.Framing;
using Chat.Sdk.Connection;
using Chat.Sdk.State;

namespace Chat.Fuzz.Targets;

/// <summary>What a server of any kind sends to a client that is in the midst of things: the client's state stays whole, or the frame is refused before it gets there.</summary>
internal sealed class StateTarget : IFuzzTarget
{
    private const int PerRoom = 20;

    private static readonly Func<RawOk, ChatInput>[] Results =
    [
        ok => new ChatInput.HelloAccepted(WireRules.Check(ok.Read<HelloOk>()), new Dictionary<string, long> { ["lobby"] = 118 }),
        ok => new ChatInput.RoomJoined(WireRules.Check(ok.Read<JoinOk>())),
        ok => new ChatInput.RoomLeft(WireRules.Check(ok.Read<LeaveOk>()).Room ?? "lobby"),
        ok => new ChatInput.MembersPage(WireRules.Check(ok.Read<UsersOk>()), null),
        ok => new ChatInput.HistoryPage(WireRules.Check(ok.Read<HistoryOk>())),
        ok => new ChatInput.HistoryPage(WireRules.Check(ok.Read<HistoryOk>()), After: 41),
        ok => new ChatInput.ExcerptOpened(WireRules.Check(ok.Read<HistoryOk>())),
        ok => new ChatInput.ExcerptExtended(WireRules.Check(ok.Read<HistoryOk>()), Older: true),
        ok => new ChatInput.TopicTold(WireRules.Check(ok.Read<TopicOk>())),
        ok => new ChatInput.ReadMoved(WireRules.Check(ok.Read<ReadOk>())),
        ok => new ChatInput.NickAccepted(WireRules.Check(ok.Read<NickOk>()).User),
    ];

    public string Name => "state";

    public int Turn => 300;

    public byte[] Make(Dice dice) => FrameStream.Make(dice, Seeds.ServerFrames);

    public ValueTask RunAsync(byte[] input)
    {
        Dice dice = Dice.Of(input);
        ChatState state = ChatState.Start("alice", PerRoom, maxGap: PerRoom, messagesInAll: 3 * PerRoom);
        var left = new ReadOnlySequence<byte>(input);
        while (FrameReader.TryRead(ref left, ProtocolLimits.MaxServerFrameBytes, out ReadOnlySequence<byte> json) == FrameReadResult.Frame)
        {
            try
            {
                if (Meaning(FrameCodec.DecodeServerFrame(json), dice) is { } told)
                {
                    state = ChatReducer.Apply(state, told);
                }
            }
            catch (JsonException)
            {
                // Refused, as it should be.
            }

            FuzzException.Require(state.Rooms.Values.All(IsWhole), "A room's messages are bounded, in order and without doubles.");
        }

        return ValueTask.CompletedTask;
    }

    private static ChatInput? Meaning(ServerFrame? frame, Dice dice) => frame switch
    {
        RawOk ok => dice.Pick(Results)(ok),
        Event said => new ChatInput.EventArrived(WireRules.Check(said), DateTimeOffset.UnixEpoch),
        _ => null,
    };

    private static bool IsWhole(RoomView room) => room.Messages.Count <= PerRoom
        && room.Messages.Zip(room.Messages.Skip(1)).All(pair => pair.First.Seq < pair.Second.Seq);
}
