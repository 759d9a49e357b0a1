using System.Buffers.Binary;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Chat.Server.Tests.EndToEnd.Support;

/// <summary>A frame as it came, read without the product's own code: what a third party's client sees.</summary>
internal sealed record WireFrame(JsonElement Json)
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public string Type => Text("type")!;

    public long? Re => Json.TryGetProperty("re", out JsonElement re) ? re.GetInt64() : null;

    public string? Code => Text("code");

    public long Seq => Json.GetProperty("seq").GetInt64();

    public static WireFrame Parse(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        return new WireFrame(document.RootElement.Clone());
    }

    /// <summary>A request of these fields; those that are null are left out.</summary>
    public static byte[] Request(string type, long id, params (string Name, object? Value)[] fields)
    {
        var all = new Dictionary<string, object> { ["type"] = type, ["id"] = id };
        foreach ((string name, object? value) in fields)
        {
            if (value is not null)
            {
                all[name] = value;
            }
        }

        return Prefixed(JsonSerializer.SerializeToUtf8Bytes(all, Plain));
    }

    public static byte[] Prefixed(string json) => Prefixed(Encoding.UTF8.GetBytes(json));

    public static byte[] Prefixed(byte[] json) => [.. Prefix((uint)json.Length), .. json];

    public static byte[] Prefix(uint length)
    {
        byte[] prefix = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(prefix, length);
        return prefix;
    }

    public string? Text(string field) => Json.TryGetProperty(field, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    public long Number(string field) => Json.GetProperty(field).GetInt64();

    public bool Flag(string field) => Json.TryGetProperty(field, out JsonElement value) && value.GetBoolean();

    /// <summary>An object within it.</summary>
    public WireFrame? Part(string field) => Json.TryGetProperty(field, out JsonElement value) ? new WireFrame(value) : null;

    public bool Has(string field) => Json.TryGetProperty(field, out _);

    public IReadOnlyList<WireFrame> List(string field) => [.. Json.GetProperty(field).EnumerateArray().Select(item => new WireFrame(item))];

    /// <summary>True for an event of that type with these texts.</summary>
    public bool Is(string type, params (string Field, string Text)[] texts) =>
        Type == type && Re is null && texts.All(t => Text(t.Field) == t.Text);

    public override string ToString() => Json.GetRawText();
}
