using System.Buffers.Text;
using System.Security.Cryptography;

namespace Chat.Actors;

/// <summary>A user, for good: names change hands, this never does.</summary>
/// <param name="Value">22 characters of base64url (128 random bits).</param>
public readonly record struct UserId(string Value)
{
    /// <summary>A fresh id.</summary>
    public static UserId New() => new(RandomText.Create(16));

    /// <inheritdoc/>
    public override string ToString() => Value;
}

/// <summary>A room or a private pair, for good.</summary>
/// <param name="Value"><c>r:</c> and the room's folded name, or <c>p:</c> and the pair's two user ids in order.</param>
public readonly record struct RoomId(string Value)
{
    private const string RoomPrefix = "r:";
    private const string PairPrefix = "p:";

    /// <summary>True where this is two people's private room.</summary>
    public bool IsPair => Value.StartsWith(PairPrefix, StringComparison.Ordinal);

    /// <summary>The folded name of a room that has one.</summary>
    public string Folded => Value[RoomPrefix.Length..];

    /// <summary>The room of that folded name.</summary>
    public static RoomId OfName(string folded) => new(RoomPrefix + folded);

    /// <summary>The private room of two users, the same whoever asks.</summary>
    public static RoomId OfPair(UserId one, UserId other) =>
        string.CompareOrdinal(one.Value, other.Value) <= 0
            ? new($"{PairPrefix}{one}:{other}")
            : new($"{PairPrefix}{other}:{one}");

    /// <inheritdoc/>
    public override string ToString() => Value;
}

/// <summary>A connection, unique within its node's life.</summary>
public readonly record struct ConnectionId(long Value);

/// <summary>Random text for ids and tokens.</summary>
public static class RandomText
{
    /// <summary>Bytes from the system's secure source, as base64url without padding.</summary>
    public static string Create(int bytes) =>
        Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(bytes));

    /// <summary>Bytes from the system's secure source in hexadecimal, for what people pass on by hand.</summary>
    public static string CreateHex(int bytes) =>
        Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(bytes));
}
