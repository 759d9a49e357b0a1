using System.Buffers;
using Chat.Protocol.Frames;
using Chat.Protocol.Framing;
using Xunit;

namespace Chat.Protocol.Tests.Frames;

public sealed class SecretSpecs
{
    private const string Secret = "hunter2-kq3xyz";

    public static TheoryData<object> Holders { get; } = new()
    {
        new HelloRequest(1, "alice", Password: Secret),
        new HelloRequest(1, "alice", Session: Secret),
        new RegisterRequest(1, "alice", Secret),
        new RegisterRequest(1, "alice", "a password", Invite: Secret),
        new PasswordRequest(1, Secret, "a new one"),
        new PasswordRequest(1, "the old one", Secret),
        new UnregisterRequest(1, Secret),
        new HelloOk("alice", true, Secret, new LimitsInfo(1, 1), [], new ServerInfo("s", "1")) { Re = 1 },
        new DecodedRequest(new RegisterRequest(1, "alice", Secret), null),
        FrameCodec.DecodeServerFrame(new ReadOnlySequence<byte>(
            FrameCodec.Encode(new HelloOk("alice", true, Secret, new LimitsInfo(1, 1), [], new ServerInfo("s", "1")) { Re = 1 }).AsMemory(4)))!,
    };

    [Theory]
    [MemberData(nameof(Holders))]
    public void Should_not_print_secrets(object holder)
    {
        Assert.DoesNotContain(Secret, holder.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, $"{holder}", StringComparison.Ordinal);
    }

    [Fact]
    public void Should_not_repeat_a_clients_secrets_in_an_error()
    {
        byte[] json = """{"type":"hello","id":1,"user":7,"password":"hunter2-kq3xyz"}"""u8.ToArray();

        ErrorReply? error = FrameCodec.DecodeRequest(new ReadOnlySequence<byte>(json)).Error;

        Assert.DoesNotContain(Secret, error!.ToString(), StringComparison.Ordinal);
    }
}
