using System.Buffers;
using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Chat.Protocol.Frames;
using Chat.Protocol.Framing;
using Chat.Protocol.Tests.Framing;
using Xunit;

namespace Chat.Protocol.Tests;

/// <summary>Holds docs/protocol.md to the code: each example is decoded and written again, and nothing lacks an example.</summary>
public sealed partial class ContractDocSpecs
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Root(), "docs", "protocol.md"));

    private static readonly Dictionary<Type, Type> Results = new()
    {
        [typeof(HelloRequest)] = typeof(HelloOk),
        [typeof(SessionsRequest)] = typeof(SessionsOk),
        [typeof(JoinRequest)] = typeof(JoinOk),
        [typeof(LeaveRequest)] = typeof(LeaveOk),
        [typeof(SendRequest)] = typeof(SendOk),
        [typeof(HistoryRequest)] = typeof(HistoryOk),
        [typeof(SearchRequest)] = typeof(SearchOk),
        [typeof(ReadRequest)] = typeof(ReadOk),
        [typeof(RoomsRequest)] = typeof(RoomsOk),
        [typeof(UsersRequest)] = typeof(UsersOk),
        [typeof(TopicRequest)] = typeof(TopicOk),
        [typeof(WhoisRequest)] = typeof(WhoisOk),
        [typeof(NickRequest)] = typeof(NickOk),
        [typeof(PingRequest)] = typeof(OkReply),
        [typeof(BanRequest)] = typeof(BanOk),
        [typeof(BansRequest)] = typeof(BansOk),
        [typeof(MutesRequest)] = typeof(MutesOk),
        [typeof(RoomSettingsRequest)] = typeof(RoomSettingsOk),
        [typeof(ReportRequest)] = typeof(ReportOk),
        [typeof(ReportsRequest)] = typeof(ReportsOk),
        [typeof(AuditRequest)] = typeof(AuditOk),
    };

    private static readonly IReadOnlyList<string> Texts = [.. ExampleBlock().Matches(Page).Select(m => m.Groups[1].Value)];

    private static readonly Dictionary<long, Type> Asked = Texts.Select(t => Decode(t).Request).OfType<Request>().ToDictionary(r => r.Id, r => r.GetType());

    public static TheoryData<string> Examples { get; } = [.. Texts];

    [Theory]
    [MemberData(nameof(Examples))]
    public void Should_decode_each_example_and_write_it_again(string json)
    {
        Frame frame = Read(json);

        string again = Encoding.UTF8.GetString(FrameCodec.Encode(frame).AsSpan(ProtocolLimits.PrefixBytes));

        Assert.Equal(JsonNode.Parse(json)!.ToJsonString(), JsonNode.Parse(again)!.ToJsonString());
    }

    [Fact]
    public void Should_have_an_example_of_each_record() =>
        Assert.Empty(FrameGen.Types.Except(Texts.Select(t => Read(t).GetType())).Select(t => t.Name));

    [Fact]
    public void Should_have_an_example_of_each_type()
    {
        IEnumerable<string> types = Constants(typeof(FrameTypes));

        Assert.Empty(types.Except(Texts.Select(t => JsonNode.Parse(t)!["type"]!.GetValue<string>())));
    }

    [Fact]
    public void Should_show_each_field_of_each_record()
    {
        var shown = Texts.Select(Read).GroupBy(f => f.GetType()).ToDictionary(
            g => g.Key,
            g => g.SelectMany(f => f.GetType().GetProperties().Where(p => p.GetValue(f) is not null)).Select(p => p.Name).ToHashSet());
        IEnumerable<string> missing = shown.SelectMany(s => s.Key.GetProperties()
            .Where(p => p.Name is not "EqualityContract" && !s.Value.Contains(p.Name))
            .Select(p => $"{s.Key.Name}.{p.Name}"));

        Assert.Empty(missing);
    }

    [Fact]
    public void Should_explain_each_error_code_once() =>
        Assert.All(Constants(typeof(ErrorCodes)), code => Assert.Single(Regex.Matches(Page, $@"^\| `{code}` \|", RegexOptions.Multiline)));

    [Fact]
    public void Should_explain_each_type_under_its_name_or_its_request()
    {
        string[] inPassing = [FrameTypes.Ok, FrameTypes.Error, FrameTypes.Ping, FrameTypes.Message, FrameTypes.Joined, FrameTypes.Left, FrameTypes.Presence, FrameTypes.Renamed];

        Assert.All(Constants(typeof(FrameTypes)).Except(inPassing), type => Assert.Matches($"(?m)^### {type}$", Page));
    }

    private static Frame Read(string json)
    {
        if (Decode(json) is { Request: { } request })
        {
            return request;
        }

        ServerFrame? frame = FrameCodec.DecodeServerFrame(Bytes(json));
        Assert.True(frame is not null, json);
        if (frame is not RawOk ok)
        {
            return frame;
        }

        Type result = Results[Asked[ok.Re!.Value]];
        return (Frame)typeof(RawOk).GetMethod(nameof(RawOk.Read))!.MakeGenericMethod(result).Invoke(ok, null)!;
    }

    // A 'topic', 'typing' or 'read' is a request where it has an id, an event where it has none.
    private static DecodedRequest Decode(string json) =>
        JsonNode.Parse(json)!["id"] is null ? default : AssertRequest(json);

    private static DecodedRequest AssertRequest(string json)
    {
        DecodedRequest decoded = FrameCodec.DecodeRequest(Bytes(json));
        Assert.True(decoded.Request is not null, $"{json}: {decoded.Error}");
        return decoded;
    }

    private static ReadOnlySequence<byte> Bytes(string json) => new(Encoding.UTF8.GetBytes(json));

    private static IEnumerable<string> Constants(Type type) =>
        type.GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => (string)f.GetRawConstantValue()!);

    private static string Root()
    {
        string folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "AkkaChat.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("the repository's root");
        }

        return folder;
    }

    [GeneratedRegex(@"^```json\r?\n(.*?)\r?\n```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex ExampleBlock();
}
