using System.Buffers;
using Chat.Fuzz.Inputs;
using Chat.Fuzz.Running;
using Chat.Protocol;
using Chat.Protocol.Frames;
using Chat.Protocol.Framing;

namespace Chat.Fuzz.Targets;

/// <summary>A client's frame at the server: a valid request or one documented error, however the bytes are cut; written again it is the same.</summary>
internal sealed class RequestTarget : IFuzzTarget
{
    private static readonly string[] Documented = [ErrorCodes.BadFrame, ErrorCodes.UnknownType, ErrorCodes.BadRequest, ErrorCodes.TooLarge];

    public string Name => "request";

    public int Turn => 2000;

    public byte[] Make(Dice dice) => ObjectMutator.Make(dice, Seeds.Requests);

    public ValueTask RunAsync(byte[] input)
    {
        DecodedRequest whole = FrameCodec.DecodeRequest(new ReadOnlySequence<byte>(input));
        DecodedRequest cut = FrameCodec.DecodeRequest(Cuts.Segments(input, Dice.Of(input)));
        FuzzException.Require(whole.Request is null != whole.Error is null, "A frame is a request or an error.");
        FuzzException.Require(Equals(whole.Error, cut.Error), $"The error depends on how the bytes were cut: {whole.Error}, {cut.Error}");
        if (whole.Error is { } error)
        {
            CheckError(error);
        }
        else
        {
            CheckRequest(whole.Request!, cut.Request!);
        }

        return ValueTask.CompletedTask;
    }

    private static void CheckError(ErrorReply error)
    {
        FuzzException.Require(Documented.Contains(error.Code), $"'{error.Code}' is no answer to bytes.");
        FuzzException.Require(error.Message.Length > 0 && !error.Message.Any(char.IsControl), "An error has a message for people.");
        byte[] reply = FrameCodec.Encode(error);
        FuzzException.Require(reply.Length < ProtocolLimits.MaxServerFrameBytes, "An error fits into a frame.");
        FuzzException.Require(FrameCodec.DecodeServerFrame(Json(reply)) is ErrorReply read && read == error, "An error can be read by who gets it.");
    }

    private static void CheckRequest(Request whole, Request cut)
    {
        byte[] written = FrameCodec.Encode(whole);
        FuzzException.Require(written.AsSpan().SequenceEqual(FrameCodec.Encode(cut)), "The request depends on how the bytes were cut.");
        FuzzException.Require(whole.Id > 0, "A request has a positive id.");
        DecodedRequest again = FrameCodec.DecodeRequest(Json(written));
        FuzzException.Require(again.Request is not null, $"A valid request, written again, is refused: {again.Error}");
        FuzzException.Require(written.AsSpan().SequenceEqual(FrameCodec.Encode(again.Request!)), "A request, read and written again, is another.");
        FuzzException.Require(whole.ToString() is not null, "A request can be printed.");
    }

    private static ReadOnlySequence<byte> Json(byte[] frame) => new(frame, ProtocolLimits.PrefixBytes, frame.Length - ProtocolLimits.PrefixBytes);
}
