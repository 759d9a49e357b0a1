using System.Buffers;
using System.Text.Json;

namespace Chat.Protocol.Framing;

/// <summary>The fields that say what a frame is, read before its record is known.</summary>
internal readonly record struct FrameHead(string? Type, long? Id, long? Re)
{
    private const int LongestType = 32;

    /// <summary>How frames are read, here and by the serializer.</summary>
    public static JsonReaderOptions ReaderOptions { get; } = new() { MaxDepth = ProtocolLimits.MaxDepth, AllowTrailingCommas = false };

    /// <summary>Scans the top level of the object.</summary>
    /// <exception cref="JsonException">It is no JSON object.</exception>
    public static FrameHead Read(in ReadOnlySequence<byte> json)
    {
        var reader = new Utf8JsonReader(json, ReaderOptions);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("not an object");
        }

        string? type = null;
        long? id = null;
        long? re = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isType = reader.ValueTextEquals("type"u8);
            bool isId = !isType && reader.ValueTextEquals("id"u8);
            bool isRe = !isType && !isId && reader.ValueTextEquals("re"u8);
            reader.Read();
            if (isType && type is null && reader.TokenType == JsonTokenType.String)
            {
                long length = reader.HasValueSequence ? reader.ValueSequence.Length : reader.ValueSpan.Length;
                type = length <= LongestType ? reader.GetString() : string.Empty;
            }
            else if (isId && reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out long i) && i > 0)
            {
                id = i;
            }
            else if (isRe && reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out long r))
            {
                re = r;
            }
            else
            {
                reader.Skip();
            }
        }

        // The reader throws here on anything after the object.
        reader.Read();
        return new FrameHead(type, id, re);
    }
}
