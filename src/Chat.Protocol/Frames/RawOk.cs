using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Chat.Protocol.Frames;

/// <summary>An <c>ok</c> as it came: the asker reads it as the record it expects.</summary>
/// <param name="Json">The whole object.</param>
public sealed record RawOk(ReadOnlyMemory<byte> Json) : Reply
{
    /// <inheritdoc/>
    protected override string WireType => FrameTypes.Ok;

    /// <summary>Reads the result.</summary>
    /// <exception cref="JsonException">It is not of that kind.</exception>
    public T Read<T>()
        where T : OkReply => JsonSerializer.Deserialize(Json.Span, (JsonTypeInfo<T>)FrameJson.Wire.GetTypeInfo(typeof(T))!)
            ?? throw new JsonException("the reply is null");
}
