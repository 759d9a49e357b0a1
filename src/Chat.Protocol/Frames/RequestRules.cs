using System.Text;

namespace Chat.Protocol.Frames;

/// <summary>What a request must have beyond its JSON being of the right kinds. Names are checked by the server, whose settings decide.</summary>
internal static partial class RequestRules
{
    private const long MaxId = (1L << 53) - 1;

    /// <summary>The reply that a wrong request deserves; null when it is right.</summary>
    public static ErrorReply? Check(Request request, int maxTextBytes) =>
        request.Id is < 1 or > MaxId
            ? Bad("id", "Give the request an 'id': a positive integer, at most 2^53 - 1.")
            : request is RoomRequest { Room: null or "" } ? Missing("room")
            : request switch
            {
                HelloRequest r => CheckHello(r),
                RegisterRequest r => CheckRegister(r),
                PasswordRequest r => CheckGiven("old", r.Old) ?? CheckNew("new", r.New),
                RevokeRequest { Session: null or "" } => Missing("session"),
                UnregisterRequest r => CheckGiven("password", r.Password),
                SendRequest r => CheckSend(r, maxTextBytes),
                HistoryRequest r => CheckHistory(r),
                SearchRequest r => CheckSearch(r),
                ReadRequest r => r.Seq < 0 ? Bad("seq", "'seq' must not be negative.") : null,
                RoomsRequest r => CheckLimit(r.Limit),
                UsersRequest r => CheckLimit(r.Limit),
                TopicRequest r => CheckLine("topic", r.Topic, ProtocolLimits.MaxTopicBytes),
                AwayRequest r => CheckLine("text", r.Text, ProtocolLimits.MaxAwayBytes),
                WhoisRequest { User: null or "" } or NickRequest { User: null or "" } => Missing("user"),
                _ => CheckModeration(request),
            };

    private static ErrorReply? CheckHello(HelloRequest r) =>
        string.IsNullOrEmpty(r.User) ? Missing("user")
        : r.Password is not null && r.Session is not null ? Bad("session", "Give a 'password' or a 'session', not both.")
        : r.Cursors?.Count > ProtocolLimits.MaxCursors ? Bad("cursors", $"At most {ProtocolLimits.MaxCursors} cursors.")
        : r.Cursors is not null && r.Cursors.Values.Any(seq => seq < 0) ? Bad("cursors", "A cursor must not be negative.")
        : (r.Password is null ? null : CheckGiven("password", r.Password)) ?? CheckLine("client", r.Client, ProtocolLimits.MaxClientBytes) ?? CheckAttempt(r);

    private static ErrorReply? CheckAttempt(HelloRequest r) =>
        r.Instance is null && r.Attempt is null ? null
        : string.IsNullOrEmpty(r.Instance) ? Missing("instance")
        : r.Attempt is null ? Missing("attempt")
        : r.Attempt is < 1 or > MaxId ? Bad("attempt", "'attempt' is a positive integer, at most 2^53 - 1.")
        : CheckLine("instance", r.Instance, ProtocolLimits.MaxInstanceBytes);

    private static ErrorReply? CheckSend(SendRequest r, int maxTextBytes) =>
        r.Text is null ? Missing("text")
        : string.IsNullOrWhiteSpace(r.Text) ? Bad("text", "The text is empty; say something.")
        : Encoding.UTF8.GetByteCount(r.Text) > maxTextBytes
            ? new ErrorReply(ErrorCodes.TooLarge, $"The text is longer than {maxTextBytes} bytes; send it in parts.", "text")
        : r.Text.Contains('\0', StringComparison.Ordinal) ? Bad("text", "The text has a NUL character, which not every storage can hold.")
        : string.IsNullOrEmpty(r.Key) ? Missing("key")
        : r.Key.Length > ProtocolLimits.MaxKeyChars ? Bad("key", $"'key' has at most {ProtocolLimits.MaxKeyChars} characters.")
        : r.Key.Any(char.IsControl) ? Bad("key", "'key' must not have control characters.")
        : r.Kind is not null and not MessageKind.Action ? Bad("kind", "'kind' is 'action' or absent.")
        : null;

    private static ErrorReply? CheckHistory(HistoryRequest r) =>
        (r.Before is null ? 0 : 1) + (r.After is null ? 0 : 1) + (r.Around is null ? 0 : 1) > 1
            ? Bad(r.Before is null ? "around" : "before", "Give one of 'before', 'after' and 'around', or none.")
        : r.Before < 0 ? Bad("before", "A seq must not be negative.")
        : r.After < 0 ? Bad("after", "A seq must not be negative.")
        : r.Around < 0 ? Bad("around", "A seq must not be negative.")
        : CheckLimit(r.Limit);

    private static ErrorReply? CheckSearch(SearchRequest r) =>
        string.IsNullOrWhiteSpace(r.Text) ? Missing("text")
        : r.Room is "" ? Missing("room")
        : r.From is not null && string.IsNullOrWhiteSpace(r.From.TrimStart('@')) ? Missing("from")
        : r.From?.Length > 2 * ProtocolLimits.MaxUserChars ? Bad("from", "'from' is longer than any name.")
        : r.Before < 0 ? Bad("before", "A seq must not be negative.")
        : r.Before is not null && r.Room is null
            ? Bad("before", "'before' is a seq of one room: name it in 'room'. To go on in all rooms, give the reply's 'next' as 'cursor'.")
        : CheckLine("text", r.Text, ProtocolLimits.MaxSearchBytes) ?? CheckLimit(r.Limit);

    private static ErrorReply? CheckLimit(int? limit) => limit < 1 ? Bad("limit", "'limit' must be at least 1.") : null;

    private static ErrorReply? CheckLine(string field, string? line, int maxBytes) =>
        line is null ? null
        : Encoding.UTF8.GetByteCount(line) > maxBytes ? new ErrorReply(ErrorCodes.TooLarge, $"'{field}' is longer than {maxBytes} bytes.", field)
        : line.Any(char.IsControl) ? Bad(field, $"'{field}' is one line without control characters.")
        : null;

    private static ErrorReply Missing(string field) => Bad(field, $"The field '{field}' is missing.");

    private static ErrorReply Bad(string field, string message) => new(ErrorCodes.BadRequest, message, field);
}
