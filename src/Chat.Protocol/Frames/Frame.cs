using System.Text.Json.Serialization;

namespace Chat.Protocol.Frames;

/// <summary>One JSON object on the wire. Its <c>type</c> says which record it is.</summary>
public abstract record Frame
{
    /// <summary>The value of the <c>type</c> field, for example <c>send</c>.</summary>
    [JsonPropertyOrder(-3)]
    public string Type => WireType;

    /// <summary>The record's own type. Apart from <see cref="Type"/>, since an override would lose its place at the object's head.</summary>
    protected abstract string WireType { get; }
}

/// <summary>What a client sends. The server answers each request with exactly one reply that carries <see cref="Id"/> as <c>re</c>.</summary>
/// <param name="Id">A positive integer of the client's choosing, at most 2^53 - 1.</param>
public abstract record Request([property: JsonPropertyOrder(-2)] long Id) : Frame;

/// <summary>A request about one room. Replies to one connection's requests on one room come in the order of the requests.</summary>
public abstract record RoomRequest(long Id, [property: JsonPropertyOrder(-1)] string Room) : Request(Id);

/// <summary>What the server sends: a <see cref="Reply"/> or an <see cref="Event"/>.</summary>
public abstract record ServerFrame : Frame;

/// <summary>The answer to one request.</summary>
public abstract record Reply : ServerFrame
{
    /// <summary>The request's <c>id</c>; absent only in an error about bytes in which no id could be read.</summary>
    [JsonPropertyOrder(-2)]
    public long? Re { get; init; }
}

/// <summary>What the server says of its own accord.</summary>
public abstract record Event : ServerFrame;
