using System.Buffers;
using System.Text;
using System.Text.Json;
using Chat.Protocol.Frames;
using Chat.Protocol.Framing;
using CsCheck;
using Xunit;

namespace Chat.Protocol.Tests.Framing;

public sealed class BadBytesSpecs
{
    private static readonly string[] Documented = [ErrorCodes.BadFrame, ErrorCodes.UnknownType, ErrorCodes.BadRequest, ErrorCodes.TooLarge];

    private static readonly Gen<byte[]> RandomBytes = Gen.OneOf(
        Gen.Byte.Array[0, 60],
        Gen.Char["{}[]\":,0123456789.eE-+ \\utypeidsndnul"].Array[0, 60].Select(c => Encoding.UTF8.GetBytes(c)));

    private static readonly Gen<byte[]> MutatedFrames =
        Gen.Select(FrameGen.Requests, Gen.Select(Gen.Int[0, 3], Gen.Int[0, 4000], Gen.Byte).Array[1, 4]).Select(Mutate);

    [Fact]
    public void Should_answer_random_bytes_without_throwing() => RandomBytes.Sample(AssertAnswered, iter: 20_000);

    [Fact]
    public void Should_answer_damaged_frames_without_throwing() => MutatedFrames.Sample(AssertAnswered, iter: 20_000);

    [Fact]
    public void Should_survive_what_a_server_sends_wrongly() =>
        Gen.Select(FrameGen.All, Gen.Select(Gen.Int[0, 3], Gen.Int[0, 4000], Gen.Byte).Array[1, 4]).Select(Mutate).Sample(
            bytes =>
            {
                try
                {
                    FrameCodec.DecodeServerFrame(new ReadOnlySequence<byte>(bytes));
                }
                catch (JsonException)
                {
                    // The documented answer: the stream can't be trusted.
                }
            },
            iter: 20_000);

    [Theory]
    [InlineData("", null)]
    [InlineData("{", null)]
    [InlineData("[]", null)]
    [InlineData("null", null)]
    [InlineData("7", null)]
    [InlineData("\"ping\"", null)]
    [InlineData("[{\"type\":\"ping\",\"id\":1}]", null)]
    [InlineData("{}", "type")]
    [InlineData("{\"id\":1}", "type")]
    [InlineData("{\"type\":null,\"id\":1}", "type")]
    [InlineData("{\"type\":7,\"id\":1}", "type")]
    [InlineData("{\"type\":[\"ping\"],\"id\":1}", "type")]
    [InlineData("{\"type\":\"\\ud800\",\"id\":1}", null)]
    [InlineData("{\"type\":\"ping\",\"id\":1}x", null)]
    [InlineData("{\"type\":\"ping\",\"id\":1}{\"type\":\"ping\",\"id\":2}", null)]
    [InlineData("{\"type\":\"ping\",\"id\":1,}", null)]
    [InlineData("{\"type\":\"ping\",\"id\":1/* x */}", null)]
    [InlineData("{'type':'ping','id':1}", null)]
    [InlineData("\uFEFF{\"type\":\"ping\",\"id\":1}", null)]
    [InlineData("{\"type\":\"ping\",\"id\":\"1\"}", "id")]
    [InlineData("{\"type\":\"ping\",\"id\":1.5}", "id")]
    [InlineData("{\"type\":\"ping\",\"id\":1e400}", "id")]
    [InlineData("{\"type\":\"ping\",\"id\":99999999999999999999}", "id")]
    [InlineData("{\"type\":\"ping\",\"id\":null}", "id")]
    [InlineData("{\"type\":\"ping\",\"id\":1,\"id\":2}", "id")]
    [InlineData("{\"type\":\"ping\",\"type\":\"quit\",\"id\":1}", "type")]
    [InlineData("{\"type\":\"join\",\"id\":1,\"room\":\"a\",\"room\":\"b\"}", null)]
    [InlineData("{\"type\":\"join\",\"id\":1,\"room\":\"\\ud800\"}", "room")]
    [InlineData("{\"type\":\"join\",\"id\":1,\"room\":\"\\udc00x\"}", "room")]
    [InlineData("{\"type\":\"hello\",\"id\":1,\"user\":\"a\",\"cursors\":{\"x\":1,\"x\":2}}", null)]
    [InlineData("{\"type\":\"hello\",\"id\":1,\"user\":\"a\",\"cursors\":{\"x\":\"1\"}}", "cursors")]
    [InlineData("{\"type\":\"hello\",\"id\":1,\"user\":\"a\",\"cursors\":[1]}", "cursors")]
    [InlineData("{\"type\":\"rooms\",\"id\":1,\"limit\":4294967296}", "limit")]
    [InlineData("{\"type\":\"typing\",\"id\":1,\"room\":\"a\",\"active\":1}", "active")]
    public void Should_call_it_a_bad_frame(string json, string? field)
    {
        ErrorReply error = Refused(Encoding.UTF8.GetBytes(json));

        Assert.Equal(ErrorCodes.BadFrame, error.Code);
        Assert.True(field is null || field == error.Field, $"'{error.Field}' instead of '{field}'");
    }

    [Theory]
    [InlineData("{\"type\":\"join\",\"id\":5,\"room\":7}", 5L)]
    [InlineData("{\"room\":{\"a\":[1,{}]},\"type\":\"join\",\"id\":5}", 5L)]
    [InlineData("{\"id\":5}", 5L)]
    [InlineData("{\"type\":\"x\",\"id\":5}", 5L)]
    [InlineData("{\"type\":\"x\",\"type\":\"y\",\"id\":5}", 5L)]
    [InlineData("{\"type\":\"ping\",\"id\":9007199254740992}", 9007199254740992L)]
    [InlineData("{\"type\":\"ping\",\"id\":0}", null)]
    [InlineData("{\"type\":\"ping\",\"id\":-1}", null)]
    [InlineData("{\"type\":\"ping\"}", null)]
    [InlineData("{\"type\":\"ping\",\"id\":\"5\"}", null)]
    public void Should_carry_the_id_where_one_could_be_read(string json, long? id) => Assert.Equal(id, Refused(Encoding.UTF8.GetBytes(json)).Re);

    [Theory]
    [InlineData("reaction")]
    [InlineData("")]
    [InlineData("ok")]
    [InlineData("error")]
    [InlineData("message")]
    [InlineData("PING")]
    [InlineData("a-type-name-that-is-longer-than-any-type-there-will-be")]
    public void Should_not_know_the_type(string type) =>
        Assert.Equal(ErrorCodes.UnknownType, Refused(Encoding.UTF8.GetBytes($$"""{"type":"{{type}}","id":1}""")).Code);

    [Theory]
    [InlineData("{\"type\":\"join\",\"id\":1,\"room\":\"x\",\"y\":\"\u00FF\"}")] // Latin-1, in a field that is ignored
    [InlineData("{\"type\":\"join\",\"id\":1,\"room\":\"\u00C0\u00AF\"}")] // an overlong form
    [InlineData("{\"type\":\"join\",\"id\":1,\"room\":\"\u00ED\u00A0\u0080\"}")] // a surrogate in UTF-8
    [InlineData("{\"type\":\"join\",\"id\":1,\"\u00FF\":\"x\",\"room\":\"x\"}")]
    public void Should_refuse_what_is_not_UTF8(string latin1) => Assert.Equal(ErrorCodes.BadFrame, Refused(Encoding.Latin1.GetBytes(latin1)).Code);

    [Theory]
    [InlineData("[", "]")]
    [InlineData("{\"x\":", "}")]
    public void Should_refuse_deep_nesting(string open, string close)
    {
        string deep = string.Concat(Enumerable.Repeat(open, 1000)) + "1" + string.Concat(Enumerable.Repeat(close, 1000));

        Assert.Equal(ErrorCodes.BadFrame, Refused(Encoding.UTF8.GetBytes(deep)).Code);
        Assert.Equal(ErrorCodes.BadFrame, Refused(Encoding.UTF8.GetBytes($$"""{"type":"ping","id":1,"x":{{deep}}}""")).Code);
    }

    [Fact]
    public void Should_ignore_fields_it_does_not_know()
    {
        DecodedRequest decoded = Decode("""{"colour":null,"type":"join","id":1,"room":"a","Room":"b","x":{"id":9,"type":"quit","y":[1,2]}}"""u8.ToArray());

        Assert.Equal(new JoinRequest(1, "a"), decoded.Request);
    }

    public static TheoryData<string, string> FieldsOfRequests { get; } = CollectFields();

    [Theory]
    [MemberData(nameof(FieldsOfRequests))]
    public void Should_refuse_every_field_of_a_wrong_kind(string json, string field)
    {
        using JsonDocument right = JsonDocument.Parse(json);
        Assert.NotNull(Decode(Encoding.UTF8.GetBytes(json)).Request);
        JsonValueKind kind = right.RootElement.GetProperty(field).ValueKind;
        string[] wrong = [.. new[] { "\"x\"", "7", "true", "[]", "{}", "[{}]" }.Where(v => !IsKind(v, kind))];
        foreach (string value in wrong)
        {
            string damaged = "{" + string.Join(",", right.RootElement.EnumerateObject().Select(p => $"\"{p.Name}\":{(p.Name == field ? value : p.Value.GetRawText())}")) + "}";
            ErrorReply error = Refused(Encoding.UTF8.GetBytes(damaged));
            Assert.True(error.Code == ErrorCodes.BadFrame && error.Field == field, $"{error} for {damaged}");
        }
    }

    private static TheoryData<string, string> CollectFields()
    {
        Request[] full =
        [
            new HelloRequest(1, "a", "p", null, new Dictionary<string, long> { ["r"] = 1 }, "c", "i", 1), new HelloRequest(1, "a", null, "s"),
            new RegisterRequest(1, "a", "password", "i"),
            new PasswordRequest(1, "old", "password"), new SessionsRequest(1), new RevokeRequest(1, "s"), new UnregisterRequest(1, "p"), new JoinRequest(1, "r"), new LeaveRequest(1, "r"), new SendRequest(1, "r", "t", "k", "action"),
            new HistoryRequest(1, "r", Before: 1, Limit: 1), new HistoryRequest(1, "r", After: 1), new HistoryRequest(1, "r", Around: 1),
            new SearchRequest(1, "t", "r", "f", 1, 1), new ReadRequest(1, "r", 1), new RoomsRequest(1, "a", 1), new UsersRequest(1, "r", "a", 1),
            new TypingRequest(1, "r"), new AwayRequest(1, "t"), new TopicRequest(1, "r", "t"), new WhoisRequest(1, "u"), new NickRequest(1, "u"),
            new PingRequest(1), new QuitRequest(1),
            new KickRequest(1, "r", "u", "why"), new BanRequest(1, "r", "u", Reason: "why", Seconds: 1), new BanRequest(1, "r", Address: "::1"), new BanRequest(1, "r", Pattern: "u*"),
            new UnbanRequest(1, "r", "u"), new UnbanRequest(1, "r", Address: "::1"), new UnbanRequest(1, "r", Pattern: "u*"), new BansRequest(1, "r", "a", 1),
            new MuteRequest(1, "r", "u", "why", 1), new UnmuteRequest(1, "r", "u"), new MutesRequest(1, "r", "a", 1), new RoleRequest(1, "r", "u", "member"), new InviteRequest(1, "r", "u", true),
            new RoomSettingsRequest(1, "r", "private", true, 1, true), new ReportRequest(1, "r", 1, "why"), new ReportsRequest(1, "r", 1, 1), new ResolveRequest(1, "r", 1, "done"), new AuditRequest(1, "r", 1, 1),
        ];
        Assert.Equal(FrameGen.Types.Where(t => t.IsSubclassOf(typeof(Request))).ToHashSet(), full.Select(r => r.GetType()).ToHashSet());
        var data = new TheoryData<string, string>();
        foreach (Request request in full)
        {
            string json = Encoding.UTF8.GetString(FrameCodec.Encode(request).AsSpan(4));
            using JsonDocument document = JsonDocument.Parse(json);
            foreach (JsonProperty property in document.RootElement.EnumerateObject())
            {
                data.Add(json, property.Name);
            }
        }

        return data;
    }

    private static bool IsKind(string value, JsonValueKind kind)
    {
        using JsonDocument document = JsonDocument.Parse(value);
        JsonValueKind its = document.RootElement.ValueKind;
        return its == kind || (its is JsonValueKind.True or JsonValueKind.False && kind is JsonValueKind.True or JsonValueKind.False);
    }

    private static byte[] Mutate(Frame frame, (int Kind, int At, byte Value)[] changes)
    {
        List<byte> json = [.. FrameCodec.Encode(frame)[4..]];
        foreach ((int kind, int at, byte value) in changes.Where(_ => json.Count > 0))
        {
            int index = at % json.Count;
            switch (kind)
            {
                case 0:
                    json[index] = value;
                    break;
                case 1:
                    json.RemoveAt(index);
                    break;
                case 2:
                    json.Insert(index, value);
                    break;
                default:
                    json.AddRange(json.Skip(index).Take(value).ToArray());
                    break;
            }
        }

        return [.. json];
    }

    private static void AssertAnswered(byte[] bytes)
    {
        DecodedRequest decoded = Decode(bytes);
        Assert.NotEqual(decoded.Request is null, decoded.Error is null);
        if (decoded.Error is { } error)
        {
            Assert.Contains(error.Code, Documented);
            FrameCodec.Encode(error);
        }
    }

    private static ErrorReply Refused(byte[] json)
    {
        DecodedRequest decoded = Decode(json);
        Assert.Null(decoded.Request);
        return Assert.IsType<ErrorReply>(decoded.Error);
    }

    private static DecodedRequest Decode(byte[] json) => FrameCodec.DecodeRequest(new ReadOnlySequence<byte>(json));
}
