using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Chat.Protocol;
using Chat.Protocol.Frames;
using Chat.Protocol.Framing;

namespace Chat.Client.Plain.Json;

/// <summary>
/// One JSON object on one line, of ASCII only: whatever else a text holds is escaped, so that no control sequence, line break or invisible character of
/// another user reaches a terminal or splits a line.
/// </summary>
internal static class JsonLine
{
    private const string Type = "type";
    private const string ReplyTo = "re";

    /// <summary>An object of this type with these fields; those that are null are left out.</summary>
    public static string Of(string type, params ReadOnlySpan<(string Name, object? Value)> fields)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString(Type, type);
            foreach ((string name, object? value) in fields)
            {
                if (value is not null)
                {
                    writer.WritePropertyName(name);
                    Write(writer, value);
                }
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>A frame as the protocol writes it, with another field where that is not null.</summary>
    public static string Of(Frame frame, string? field = null, object? value = null)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            WriteFields(writer, frame, withType: true);
            if (field is not null && value is not null)
            {
                writer.WritePropertyName(field);
                Write(writer, value);
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter writer, object value)
    {
        switch (value)
        {
            case string text:
                writer.WriteStringValue(text);
                break;
            case bool yes:
                writer.WriteBooleanValue(yes);
                break;
            case long number:
                writer.WriteNumberValue(number);
                break;
            case DateTimeOffset at:
                writer.WriteStringValue(at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
                break;
            case IEnumerable<string> lines:
                writer.WriteStartArray();
                foreach (string line in lines)
                {
                    writer.WriteStringValue(line);
                }

                writer.WriteEndArray();
                break;
            case Reply reply:
                writer.WriteStartObject();
                WriteFields(writer, reply, withType: false);
                writer.WriteEndObject();
                break;
            case IReadOnlyDictionary<string, object> fields:
                writer.WriteStartObject();
                foreach ((string name, object field) in fields)
                {
                    writer.WritePropertyName(name);
                    Write(writer, field);
                }

                writer.WriteEndObject();
                break;
            case IEnumerable<IReadOnlyDictionary<string, object>> entries:
                writer.WriteStartArray();
                foreach (IReadOnlyDictionary<string, object> entry in entries)
                {
                    Write(writer, entry);
                }

                writer.WriteEndArray();
                break;
            default:
                throw new ArgumentException($"No form is known for {value.GetType()}.", nameof(value));
        }
    }

    private static void WriteFields(Utf8JsonWriter writer, Frame frame, bool withType)
    {
        using var document = JsonDocument.Parse(FrameCodec.Encode(frame).AsMemory(ProtocolLimits.PrefixBytes));
        foreach (JsonProperty property in document.RootElement.EnumerateObject())
        {
            if (!property.NameEquals(ReplyTo) && (withType || !property.NameEquals(Type)))
            {
                property.WriteTo(writer);
            }
        }
    }
}
