using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Akka.Actor;
using Akka.Serialization;

namespace Chat.Actors.Serialization;

/// <summary>
/// How <see cref="IChatMessage"/>s cross nodes: System.Text.Json, source-generated, one manifest a type.
/// A manifest is the type's name and the version of its form, such as <c>RoomProtocol.Command:1</c>, so that nodes of
/// two versions can talk while one replaces the other.
/// </summary>
public sealed class ChatMessageSerializer : SerializerWithStringManifest
{
    private const string Version = ":1";

    private static readonly Dictionary<string, Type> TypeOf = typeof(IChatMessage).Assembly.GetTypes()
        .Where(t => t is { IsAbstract: false, IsInterface: false } && typeof(IChatMessage).IsAssignableFrom(t))
        .ToDictionary(ManifestOf);

    private readonly ChatMessageJson _json;

    /// <summary>Made by Akka.</summary>
    public ChatMessageSerializer(ExtendedActorSystem system)
        : base(system)
    {
        _json = new ChatMessageJson(new JsonSerializerOptions
        {
            Converters = { new ActorRefConverter(system) },
            DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
        });
    }

    /// <summary>Akka keeps 0-40 for itself.</summary>
    public override int Identifier => 7321;

    /// <summary>Every type that this serializer carries.</summary>
    public static IReadOnlyCollection<Type> Types => TypeOf.Values;

    /// <inheritdoc/>
    public override string Manifest(object o)
    {
        ArgumentNullException.ThrowIfNull(o);
        return ManifestOf(o.GetType());
    }

    /// <inheritdoc/>
    public override byte[] ToBinary(object obj)
    {
        ArgumentNullException.ThrowIfNull(obj);
        return JsonSerializer.SerializeToUtf8Bytes(obj, InfoFor(obj.GetType()));
    }

    /// <inheritdoc/>
    public override object FromBinary(byte[] bytes, string manifest) =>
        TypeOf.TryGetValue(manifest, out Type? type)
            ? JsonSerializer.Deserialize(bytes, InfoFor(type)) ?? throw new JsonException($"{manifest} is null")
            : throw new ArgumentException($"No chat message has the manifest '{manifest}'; is the other node of a newer version?", nameof(manifest));

    private static string ManifestOf(Type type) => (type.DeclaringType is { } outer ? outer.Name + "." : "") + type.Name + Version;

    private JsonTypeInfo InfoFor(Type type) =>
        _json.GetTypeInfo(type) ?? throw new NotSupportedException($"{type.Name} is not in {nameof(ChatMessageJson)}");
}
