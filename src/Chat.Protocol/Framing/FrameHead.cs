using System.Buffers;
using System.Text.Json;

namespace Chat.Protocol.Framing;

/// <summary>The fields that say what a frame is, read before its record is known.</summary>
/// <param name="Type">The type; empty when it is too long to be one; null when it is missing or no string.</param>
/// <param name="Id">The request's number, when it is a positive integer.</param>
/// <param name="Re">The number of the request that is answered.</param>
internal readonly record struct FrameHead(string? Type, long? Id, long? Re)
{
    private const int LongestType = 32;

    /// <summary>How frames are read, here and by the serializer.</summary>
    public static JsonReaderOptions ReaderOptions { get; } = new() { MaxDepth = ProtocolLimits.MaxDepth, AllowTrailingCommas = false };

    /// <summary>Scans the top level of the object.</summary>
    /// <exception cref="JsonException">It is no JSON object.</exception>
    /// <exception cref="InvalidOperationException">The type has text that is not Unicode.</exception>
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
            if (reader.ValueTextEquals("type"u8))
            {
                reader.Read();
                type = ReadType(ref reader);
            }
            else if (reader.ValueTextEquals("id"u8))
            {
                reader.Read();
                id = ReadNumber(ref reader);
            }
            else if (reader.ValueTextEquals("re"u8))
            {
                reader.Read();
                re = ReadNumber(ref reader);
            }
            else
            {
                reader.Read();
            }

            reader.Skip();
        }

        // The reader throws here on anything after the object.
        reader.Read();
        return new FrameHead(type, id, re);
    }

    private static string? ReadType(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            return null;
        }

        long length = reader.HasValueSequence ? reader.ValueSequence.Length : reader.ValueSpan.Length;
        return length <= LongestType ? reader.GetString() : string.Empty;
    }

    private static long? ReadNumber(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out long number) && number > 0 ? number : null;
}
