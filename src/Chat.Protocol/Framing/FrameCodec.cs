using System.Buffers;
using System.Buffers.Binary;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;
using Chat.Protocol.Frames;

namespace Chat.Protocol.Framing;

/// <summary>A request, or what was wrong with the bytes.</summary>
/// <param name="Request">The request, valid by <see cref="RequestRules"/>; null when there is an error.</param>
/// <param name="Error">The reply that the bytes deserve; null when there is a request.</param>
/// <param name="Room">The room that the request names, as written, where it could be read.</param>
public readonly record struct DecodedRequest(Request? Request, ErrorReply? Error, string? Room = null);

/// <summary>Frames to bytes and back. Never throws on what the network sent.</summary>
public static class FrameCodec
{
    private const int TypicalFrameBytes = 256;

    [ThreadStatic]
    private static Scratch? _scratch;

    private static readonly Dictionary<string, JsonTypeInfo> Requests = new(StringComparer.Ordinal)
    {
        [FrameTypes.Hello] = FrameJson.Wire.HelloRequest,
        [FrameTypes.Register] = FrameJson.Wire.RegisterRequest,
        [FrameTypes.Password] = FrameJson.Wire.PasswordRequest,
        [FrameTypes.Sessions] = FrameJson.Wire.SessionsRequest,
        [FrameTypes.Revoke] = FrameJson.Wire.RevokeRequest,
        [FrameTypes.Unregister] = FrameJson.Wire.UnregisterRequest,
        [FrameTypes.Join] = FrameJson.Wire.JoinRequest,
        [FrameTypes.Leave] = FrameJson.Wire.LeaveRequest,
        [FrameTypes.Send] = FrameJson.Wire.SendRequest,
        [FrameTypes.History] = FrameJson.Wire.HistoryRequest,
        [FrameTypes.Search] = FrameJson.Wire.SearchRequest,
        [FrameTypes.Read] = FrameJson.Wire.ReadRequest,
        [FrameTypes.Rooms] = FrameJson.Wire.RoomsRequest,
        [FrameTypes.Users] = FrameJson.Wire.UsersRequest,
        [FrameTypes.Typing] = FrameJson.Wire.TypingRequest,
        [FrameTypes.Away] = FrameJson.Wire.AwayRequest,
        [FrameTypes.Topic] = FrameJson.Wire.TopicRequest,
        [FrameTypes.Whois] = FrameJson.Wire.WhoisRequest,
        [FrameTypes.Nick] = FrameJson.Wire.NickRequest,
        [FrameTypes.Ping] = FrameJson.Wire.PingRequest,
        [FrameTypes.Quit] = FrameJson.Wire.QuitRequest,
        [FrameTypes.Kick] = FrameJson.Wire.KickRequest,
        [FrameTypes.Ban] = FrameJson.Wire.BanRequest,
        [FrameTypes.Unban] = FrameJson.Wire.UnbanRequest,
        [FrameTypes.Bans] = FrameJson.Wire.BansRequest,
        [FrameTypes.Mute] = FrameJson.Wire.MuteRequest,
        [FrameTypes.Unmute] = FrameJson.Wire.UnmuteRequest,
        [FrameTypes.Mutes] = FrameJson.Wire.MutesRequest,
        [FrameTypes.Role] = FrameJson.Wire.RoleRequest,
        [FrameTypes.Invite] = FrameJson.Wire.InviteRequest,
        [FrameTypes.Room] = FrameJson.Wire.RoomSettingsRequest,
        [FrameTypes.Report] = FrameJson.Wire.ReportRequest,
        [FrameTypes.Reports] = FrameJson.Wire.ReportsRequest,
        [FrameTypes.Resolve] = FrameJson.Wire.ResolveRequest,
        [FrameTypes.Audit] = FrameJson.Wire.AuditRequest,
    };

    private static readonly Dictionary<string, JsonTypeInfo> Events = new(StringComparer.Ordinal)
    {
        [FrameTypes.Message] = FrameJson.Wire.MessageEvent,
        [FrameTypes.Joined] = FrameJson.Wire.JoinedEvent,
        [FrameTypes.Left] = FrameJson.Wire.LeftEvent,
        [FrameTypes.Presence] = FrameJson.Wire.PresenceEvent,
        [FrameTypes.Counts] = FrameJson.Wire.CountsEvent,
        [FrameTypes.Renamed] = FrameJson.Wire.RenamedEvent,
        [FrameTypes.Topic] = FrameJson.Wire.TopicEvent,
        [FrameTypes.Typing] = FrameJson.Wire.TypingEvent,
        [FrameTypes.Read] = FrameJson.Wire.ReadEvent,
        [FrameTypes.Member] = FrameJson.Wire.MemberEvent,
        [FrameTypes.Room] = FrameJson.Wire.RoomSettingsEvent,
        [FrameTypes.Invited] = FrameJson.Wire.InvitedEvent,
        [FrameTypes.Reported] = FrameJson.Wire.ReportedEvent,
        [FrameTypes.Notice] = FrameJson.Wire.NoticeEvent,
        [FrameTypes.Gap] = FrameJson.Wire.GapEvent,
        [FrameTypes.Ping] = FrameJson.Wire.PingEvent,
        [FrameTypes.Bye] = FrameJson.Wire.ByeEvent,
        [FrameTypes.Error] = FrameJson.Wire.ErrorReply,
    };

    /// <summary>A frame as bytes: the length prefix and the JSON object.</summary>
    public static byte[] Encode(Frame frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        Scratch scratch = _scratch ??= new Scratch();
        scratch.Reset();
        JsonSerializer.Serialize(scratch.Writer, frame, FrameJson.Wire.GetTypeInfo(frame.GetType())!);
        scratch.Writer.Flush();
        ReadOnlySpan<byte> json = scratch.Buffer.WrittenSpan;
        byte[] bytes = GC.AllocateUninitializedArray<byte>(ProtocolLimits.PrefixBytes + json.Length);
        BinaryPrimitives.WriteUInt32BigEndian(bytes, (uint)json.Length);
        json.CopyTo(bytes.AsSpan(ProtocolLimits.PrefixBytes));
        return bytes;
    }

    /// <summary>Reads a client's frame.</summary>
    /// <param name="json">The JSON object without its prefix.</param>
    /// <param name="maxTextBytes">The server's limit for message texts, in bytes of UTF-8.</param>
    public static DecodedRequest DecodeRequest(in ReadOnlySequence<byte> json, int maxTextBytes = ProtocolLimits.MaxTextBytes)
    {
        // One segment reads faster, and UTF-8 can be checked in one go. A client's frame is small.
        ReadOnlySequence<byte> whole = json.IsSingleSegment ? json : new ReadOnlySequence<byte>(json.ToArray());
        FrameHead head;
        try
        {
            head = FrameHead.Read(whole);
        }
        catch (Exception e) when (IsBadJson(e))
        {
            return Fail(null, ErrorCodes.BadFrame, "The frame is not a JSON object in UTF-8; see docs/protocol.md.");
        }

        if (!Utf8.IsValid(whole.FirstSpan))
        {
            return Fail(head.Id, ErrorCodes.BadFrame, "The frame is not UTF-8.");
        }

        if (head.Type is null)
        {
            return Fail(head.Id, ErrorCodes.BadFrame, "The frame has no 'type'; it must be a string.", "type");
        }

        if (!Requests.TryGetValue(head.Type, out JsonTypeInfo? info))
        {
            return Fail(head.Id, ErrorCodes.UnknownType, "This server does not know that type of request.");
        }

        try
        {
            var reader = new Utf8JsonReader(whole, FrameHead.ReaderOptions);
            var request = (Request)JsonSerializer.Deserialize(ref reader, info)!;
            return RequestRules.Check(request, maxTextBytes) is { } error
                ? new DecodedRequest(null, error with { Re = head.Id }, (request as RoomRequest)?.Room)
                : new DecodedRequest(request, null, (request as RoomRequest)?.Room);
        }
        catch (Exception e) when (IsBadJson(e))
        {
            return Fail(head.Id, ErrorCodes.BadFrame, "A field is of the wrong kind or stands twice; see docs/protocol.md.", FieldOf(e));
        }
    }

    /// <summary>Reads a server's frame. An <c>ok</c> comes as <see cref="RawOk"/>, since only the asker knows what it holds.</summary>
    /// <returns>The frame; null for a type this version does not know, which a client must ignore.</returns>
    /// <exception cref="JsonException">The bytes are no frame: the stream can't be trusted.</exception>
    public static ServerFrame? DecodeServerFrame(in ReadOnlySequence<byte> json)
    {
        try
        {
            FrameHead head = FrameHead.Read(json);
            if (head.Type == FrameTypes.Ok)
            {
                return new RawOk(json.ToArray()) { Re = head.Re };
            }

            if (head.Type is null || !Events.TryGetValue(head.Type, out JsonTypeInfo? info))
            {
                return null;
            }

            var reader = new Utf8JsonReader(json, FrameHead.ReaderOptions);
            return (ServerFrame?)JsonSerializer.Deserialize(ref reader, info);
        }
        catch (Exception e) when (e is InvalidOperationException or FormatException)
        {
            throw new JsonException("the frame has text that is not Unicode", e);
        }
    }

    private static bool IsBadJson(Exception e) => e is JsonException or InvalidOperationException or FormatException;

    /// <summary>The top-level field in a path such as <c>$.cursors.lobby</c> or <c>$['x']</c>, where it is a plain name.</summary>
    private static string? FieldOf(Exception e)
    {
        const string root = "$.";
        if (e is not JsonException { Path: { } path } || !path.StartsWith(root, StringComparison.Ordinal))
        {
            return null;
        }

        string rest = path[root.Length..];
        int end = rest.AsSpan().IndexOfAny('.', '[');
        return end < 0 ? rest : rest[..end];
    }

    private static DecodedRequest Fail(long? id, string code, string message, string? field = null) =>
        new(null, new ErrorReply(code, message, field) { Re = id });

    private sealed class Scratch
    {
        private const int KeptBytes = 64 * 1024;

        public Scratch()
        {
            Writer = new Utf8JsonWriter(Buffer, new JsonWriterOptions
            {
                Encoder = FrameJson.Wire.Options.Encoder,
                SkipValidation = true,
            });
        }

        public ArrayBufferWriter<byte> Buffer { get; private set; } = new(TypicalFrameBytes);

        public Utf8JsonWriter Writer { get; }

        public void Reset()
        {
            if (Buffer.Capacity > KeptBytes)
            {
                Buffer = new ArrayBufferWriter<byte>(TypicalFrameBytes);
            }

            Buffer.ResetWrittenCount();
            Writer.Reset(Buffer);
        }
    }
}
