using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Chat.Protocol.Frames;

/// <summary>Source-generated JSON for every frame: no reflection, unknown fields ignored, nulls left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(HelloRequest))]
[JsonSerializable(typeof(RegisterRequest))]
[JsonSerializable(typeof(PasswordRequest))]
[JsonSerializable(typeof(SessionsRequest))]
[JsonSerializable(typeof(RevokeRequest))]
[JsonSerializable(typeof(UnregisterRequest))]
[JsonSerializable(typeof(JoinRequest))]
[JsonSerializable(typeof(LeaveRequest))]
[JsonSerializable(typeof(SendRequest))]
[JsonSerializable(typeof(HistoryRequest))]
[JsonSerializable(typeof(SearchRequest))]
[JsonSerializable(typeof(ReadRequest))]
[JsonSerializable(typeof(RoomsRequest))]
[JsonSerializable(typeof(UsersRequest))]
[JsonSerializable(typeof(TypingRequest))]
[JsonSerializable(typeof(AwayRequest))]
[JsonSerializable(typeof(TopicRequest))]
[JsonSerializable(typeof(WhoisRequest))]
[JsonSerializable(typeof(NickRequest))]
[JsonSerializable(typeof(PingRequest))]
[JsonSerializable(typeof(QuitRequest))]
[JsonSerializable(typeof(KickRequest))]
[JsonSerializable(typeof(BanRequest))]
[JsonSerializable(typeof(UnbanRequest))]
[JsonSerializable(typeof(BansRequest))]
[JsonSerializable(typeof(MuteRequest))]
[JsonSerializable(typeof(UnmuteRequest))]
[JsonSerializable(typeof(MutesRequest))]
[JsonSerializable(typeof(RoleRequest))]
[JsonSerializable(typeof(InviteRequest))]
[JsonSerializable(typeof(RoomSettingsRequest))]
[JsonSerializable(typeof(ReportRequest))]
[JsonSerializable(typeof(ReportsRequest))]
[JsonSerializable(typeof(ResolveRequest))]
[JsonSerializable(typeof(AuditRequest))]
[JsonSerializable(typeof(OkReply))]
[JsonSerializable(typeof(ErrorReply))]
[JsonSerializable(typeof(HelloOk))]
[JsonSerializable(typeof(SessionsOk))]
[JsonSerializable(typeof(JoinOk))]
[JsonSerializable(typeof(LeaveOk))]
[JsonSerializable(typeof(SendOk))]
[JsonSerializable(typeof(HistoryOk))]
[JsonSerializable(typeof(SearchOk))]
[JsonSerializable(typeof(ReadOk))]
[JsonSerializable(typeof(RoomsOk))]
[JsonSerializable(typeof(UsersOk))]
[JsonSerializable(typeof(TopicOk))]
[JsonSerializable(typeof(WhoisOk))]
[JsonSerializable(typeof(NickOk))]
[JsonSerializable(typeof(BansOk))]
[JsonSerializable(typeof(MutesOk))]
[JsonSerializable(typeof(BanOk))]
[JsonSerializable(typeof(RoomSettingsOk))]
[JsonSerializable(typeof(ReportOk))]
[JsonSerializable(typeof(ReportsOk))]
[JsonSerializable(typeof(AuditOk))]
[JsonSerializable(typeof(MessageEvent))]
[JsonSerializable(typeof(JoinedEvent))]
[JsonSerializable(typeof(LeftEvent))]
[JsonSerializable(typeof(PresenceEvent))]
[JsonSerializable(typeof(CountsEvent))]
[JsonSerializable(typeof(RenamedEvent))]
[JsonSerializable(typeof(TopicEvent))]
[JsonSerializable(typeof(TypingEvent))]
[JsonSerializable(typeof(ReadEvent))]
[JsonSerializable(typeof(MemberEvent))]
[JsonSerializable(typeof(RoomSettingsEvent))]
[JsonSerializable(typeof(InvitedEvent))]
[JsonSerializable(typeof(ReportedEvent))]
[JsonSerializable(typeof(NoticeEvent))]
[JsonSerializable(typeof(GapEvent))]
[JsonSerializable(typeof(PingEvent))]
[JsonSerializable(typeof(ByeEvent))]
internal sealed partial class FrameJson : JsonSerializerContext
{
    /// <summary>The one configured instance.</summary>
    public static FrameJson Wire { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        // JSON here is never put into HTML, and the relaxed encoder leaves other scripts readable and short.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        AllowDuplicateProperties = false,
        MaxDepth = ProtocolLimits.MaxDepth,
        Converters = { new WireTimeConverter() },
    });

    /// <summary>Times on the wire: RFC 3339, UTC, three decimals.</summary>
    private sealed class WireTimeConverter : JsonConverter<DateTimeOffset>
    {
        private const string Format = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TryGetDateTimeOffset(out DateTimeOffset time)
                ? time.ToUniversalTime()
                : throw new JsonException("not a time in RFC 3339 form");

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options)
        {
            Span<byte> text = stackalloc byte[24];
            value.UtcDateTime.TryFormat(text, out int written, Format, CultureInfo.InvariantCulture);
            writer.WriteStringValue(text[..written]);
        }
    }
}
