using System.Buffers;
using Chat.Protocol.Frames;
using Chat.Protocol.Framing;
using Xunit;

namespace Chat.Protocol.Tests.Frames;

public sealed class RequestRulesSpecs
{
    public static TheoryData<Request, string, string> Wrong { get; } = new()
    {
        { new PingRequest(0), ErrorCodes.BadRequest, "id" },
        { new PingRequest(-1), ErrorCodes.BadRequest, "id" },
        { new PingRequest(1L << 53), ErrorCodes.BadRequest, "id" },
        { new HelloRequest(1, null!), ErrorCodes.BadRequest, "user" },
        { new HelloRequest(1, ""), ErrorCodes.BadRequest, "user" },
        { new HelloRequest(1, "a", "p", "s"), ErrorCodes.BadRequest, "session" },
        { new HelloRequest(1, "a", Cursors: new Dictionary<string, long> { ["r"] = -1 }), ErrorCodes.BadRequest, "cursors" },
        { new HelloRequest(1, "a", Cursors: Enumerable.Range(0, 1001).ToDictionary(i => $"r{i}", _ => 1L)), ErrorCodes.BadRequest, "cursors" },
        { new HelloRequest(1, "a", Client: "x\u001b[2J"), ErrorCodes.BadRequest, "client" },
        { new HelloRequest(1, "a", Client: new string('x', 101)), ErrorCodes.TooLarge, "client" },
        { new HelloRequest(1, "a", Instance: "i"), ErrorCodes.BadRequest, "attempt" },
        { new HelloRequest(1, "a", Attempt: 1), ErrorCodes.BadRequest, "instance" },
        { new HelloRequest(1, "a", Instance: "i", Attempt: 0), ErrorCodes.BadRequest, "attempt" },
        { new HelloRequest(1, "a", Instance: "a\nb", Attempt: 1), ErrorCodes.BadRequest, "instance" },
        { new HelloRequest(1, "a", Instance: new string('x', 65), Attempt: 1), ErrorCodes.TooLarge, "instance" },
        { new HelloRequest(1, "a", new string('x', 257)), ErrorCodes.BadRequest, "password" },
        { new RegisterRequest(1, "", "password"), ErrorCodes.BadRequest, "user" },
        { new RegisterRequest(1, "a", null!), ErrorCodes.BadRequest, "password" },
        { new RegisterRequest(1, "a", "7 chars"), ErrorCodes.BadRequest, "password" },
        { new RegisterRequest(1, "a", "🐈🐈🐈🐈🐈🐈🐈"), ErrorCodes.BadRequest, "password" },
        { new RegisterRequest(1, "a", new string('é', 129)), ErrorCodes.BadRequest, "password" },
        { new RegisterRequest(1, "a", "pass\tword"), ErrorCodes.BadRequest, "password" },
        { new RegisterRequest(1, "a", "password", new string('x', 65)), ErrorCodes.BadRequest, "invite" },
        { new PasswordRequest(1, "", "password"), ErrorCodes.BadRequest, "old" },
        { new PasswordRequest(1, new string('x', 257), "password"), ErrorCodes.BadRequest, "old" },
        { new PasswordRequest(1, "old", "short"), ErrorCodes.BadRequest, "new" },
        { new RevokeRequest(1, ""), ErrorCodes.BadRequest, "session" },
        { new UnregisterRequest(1, null!), ErrorCodes.BadRequest, "password" },
        { new JoinRequest(1, null!), ErrorCodes.BadRequest, "room" },
        { new LeaveRequest(1, ""), ErrorCodes.BadRequest, "room" },
        { new SendRequest(1, "", "t", "k"), ErrorCodes.BadRequest, "room" },
        { new SendRequest(1, "r", null!, "k"), ErrorCodes.BadRequest, "text" },
        { new SendRequest(1, "r", " \n\t ", "k"), ErrorCodes.BadRequest, "text" },
        { new SendRequest(1, "r", "a\0b", "k"), ErrorCodes.BadRequest, "text" },
        { new SendRequest(1, "r", "a\0b", "k"), ErrorCodes.BadRequest, "text" },
        { new SendRequest(1, "r", new string('é', 8193), "k"), ErrorCodes.TooLarge, "text" },
        { new SendRequest(1, "r", "t", null!), ErrorCodes.BadRequest, "key" },
        { new SendRequest(1, "r", "t", new string('k', 65)), ErrorCodes.BadRequest, "key" },
        { new SendRequest(1, "r", "t", "k\n"), ErrorCodes.BadRequest, "key" },
        { new SendRequest(1, "r", "t", "k", "shout"), ErrorCodes.BadRequest, "kind" },
        { new HistoryRequest(1, "r", Before: 1, After: 1), ErrorCodes.BadRequest, "before" },
        { new HistoryRequest(1, "r", After: 1, Around: 1), ErrorCodes.BadRequest, "around" },
        { new HistoryRequest(1, "r", Before: -1), ErrorCodes.BadRequest, "before" },
        { new HistoryRequest(1, "r", After: -1), ErrorCodes.BadRequest, "after" },
        { new HistoryRequest(1, "r", Around: -1), ErrorCodes.BadRequest, "around" },
        { new HistoryRequest(1, "r", Limit: 0), ErrorCodes.BadRequest, "limit" },
        { new SearchRequest(1, " "), ErrorCodes.BadRequest, "text" },
        { new SearchRequest(1, new string('x', 401)), ErrorCodes.TooLarge, "text" },
        { new SearchRequest(1, "t", Room: "r", Before: -1), ErrorCodes.BadRequest, "before" },
        { new SearchRequest(1, "t", Before: 1), ErrorCodes.BadRequest, "before" },
        { new SearchRequest(1, "t", Room: ""), ErrorCodes.BadRequest, "room" },
        { new SearchRequest(1, "t", From: "@"), ErrorCodes.BadRequest, "from" },
        { new SearchRequest(1, "t", From: new string('x', 65)), ErrorCodes.BadRequest, "from" },
        { new SearchRequest(1, "t", Limit: 0), ErrorCodes.BadRequest, "limit" },
        { new ReadRequest(1, "r", -1), ErrorCodes.BadRequest, "seq" },
        { new RoomsRequest(1, Limit: -5), ErrorCodes.BadRequest, "limit" },
        { new UsersRequest(1, "r", Limit: 0), ErrorCodes.BadRequest, "limit" },
        { new TypingRequest(1, null!), ErrorCodes.BadRequest, "room" },
        { new AwayRequest(1, "a\nb"), ErrorCodes.BadRequest, "text" },
        { new AwayRequest(1, new string('x', 201)), ErrorCodes.TooLarge, "text" },
        { new TopicRequest(1, "r", "a\tb"), ErrorCodes.BadRequest, "topic" },
        { new TopicRequest(1, "r", new string('x', 401)), ErrorCodes.TooLarge, "topic" },
        { new WhoisRequest(1, ""), ErrorCodes.BadRequest, "user" },
        { new NickRequest(1, null!), ErrorCodes.BadRequest, "user" },
        { new KickRequest(1, "", "u"), ErrorCodes.BadRequest, "room" },
        { new KickRequest(1, "r", ""), ErrorCodes.BadRequest, "user" },
        { new KickRequest(1, "r", "u", "a\nb"), ErrorCodes.BadRequest, "reason" },
        { new KickRequest(1, "r", "u", new string('x', 401)), ErrorCodes.TooLarge, "reason" },
        { new BanRequest(1, "r"), ErrorCodes.BadRequest, "user" },
        { new BanRequest(1, "r", "u", "::1"), ErrorCodes.BadRequest, "user" },
        { new BanRequest(1, "r", ""), ErrorCodes.BadRequest, "user" },
        { new BanRequest(1, "r", Address: ""), ErrorCodes.BadRequest, "address" },
        { new BanRequest(1, "r", Address: new string('1', 65)), ErrorCodes.BadRequest, "address" },
        { new BanRequest(1, "r", Pattern: ""), ErrorCodes.BadRequest, "pattern" },
        { new BanRequest(1, "r", Pattern: new string('x', 65)), ErrorCodes.BadRequest, "pattern" },
        { new BanRequest(1, "r", "u", Seconds: 0), ErrorCodes.BadRequest, "seconds" },
        { new BanRequest(1, "r", "u", Seconds: ProtocolLimits.MaxBanSeconds + 1), ErrorCodes.BadRequest, "seconds" },
        { new UnbanRequest(1, "r"), ErrorCodes.BadRequest, "user" },
        { new BansRequest(1, "r", Limit: 0), ErrorCodes.BadRequest, "limit" },
        { new MuteRequest(1, "r", null!), ErrorCodes.BadRequest, "user" },
        { new MuteRequest(1, "r", "u", Seconds: -1), ErrorCodes.BadRequest, "seconds" },
        { new UnmuteRequest(1, "r", ""), ErrorCodes.BadRequest, "user" },
        { new MutesRequest(1, "r", "a\u0007"), ErrorCodes.BadRequest, "after" },
        { new RoleRequest(1, "r", "u", "king"), ErrorCodes.BadRequest, "role" },
        { new InviteRequest(1, "r", ""), ErrorCodes.BadRequest, "user" },
        { new RoomSettingsRequest(1, "r", "secret"), ErrorCodes.BadRequest, "access" },
        { new RoomSettingsRequest(1, "r", SlowSeconds: 21_601), ErrorCodes.BadRequest, "slowSeconds" },
        { new ReportRequest(1, "r", 0, "why"), ErrorCodes.BadRequest, "seq" },
        { new ReportRequest(1, "r", 1, " "), ErrorCodes.BadRequest, "reason" },
        { new ReportsRequest(1, "r", After: -1), ErrorCodes.BadRequest, "after" },
        { new ResolveRequest(1, "r", 0), ErrorCodes.BadRequest, "report" },
        { new AuditRequest(1, "r", Before: -1), ErrorCodes.BadRequest, "before" },
    };

    public static TheoryData<Request> Right { get; } = new()
    {
        new PingRequest((1L << 53) - 1),
        new SendRequest(1, "r", "two\nlines\tand a tab", "k"),
        new SendRequest(1, "r", new string('é', 8192), new string('k', 64), "action"),
        new HelloRequest(1, "a", "p"),
        new RegisterRequest(1, "a", "8 chars!"),
        new RegisterRequest(1, "a", new string('é', 128)),
        new PasswordRequest(1, "p", "🐈🐈🐈🐈🐈🐈🐈🐈"),
        new AwayRequest(1),
        new AwayRequest(1, ""),
        new TopicRequest(1, "r", ""),
        new HistoryRequest(1, "r", After: 0, Limit: 100_000),
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Should_name_the_code_and_the_field(Request request, string code, string field)
    {
        ErrorReply? error = Decode(request).Error;

        Assert.Equal((code, field), (error?.Code, error?.Field));
    }

    [Theory]
    [MemberData(nameof(Right))]
    public void Should_take_what_is_just_allowed(Request request) => Assert.Equal(request, Decode(request).Request);

    [Fact]
    public void Should_measure_texts_by_the_limit_of_the_server()
    {
        Assert.Equal(ErrorCodes.TooLarge, Decode(new SendRequest(1, "r", "12345", "k"), maxTextBytes: 4).Error?.Code);
        Assert.NotNull(Decode(new SendRequest(1, "r", "1234", "k"), maxTextBytes: 4).Request);
    }

    private static DecodedRequest Decode(Request request, int maxTextBytes = ProtocolLimits.MaxTextBytes) =>
        FrameCodec.DecodeRequest(new ReadOnlySequence<byte>(FrameCodec.Encode(request).AsMemory(4)), maxTextBytes);
}
