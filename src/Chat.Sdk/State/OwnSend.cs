using Chat.Protocol;

namespace Chat.Sdk.State;

/// <summary>How far an own message is.</summary>
public enum SendStatus
{
    /// <summary>Queued or on its way; repeated until it is answered.</summary>
    Sending,

    /// <summary>On the server's disk; its event has not come yet.</summary>
    Acknowledged,

    /// <summary>Refused; not sent again.</summary>
    Failed,
}

/// <summary>An own message that does not stand in its room's messages yet.</summary>
/// <param name="Key">Its id, which the room's message will carry.</param>
/// <param name="Room">The room, or <c>@name</c>.</param>
/// <param name="Text">The text as written.</param>
/// <param name="Kind">As in <see cref="Protocol.Frames.MessageInfo.Kind"/>.</param>
/// <param name="QueuedAt">When it was handed to the client, UTC.</param>
public sealed record OwnSend(string Key, string Room, string Text, string? Kind, DateTimeOffset QueuedAt)
{
    /// <summary>How far it is.</summary>
    public SendStatus Status { get; init; }

    /// <summary>Its place in the room, once acknowledged; 0 before.</summary>
    public long Seq { get; init; }

    /// <summary>Why it failed: one of <see cref="ErrorCodes"/> or <see cref="SdkErrorCodes"/>.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>Why it failed, in English, for people.</summary>
    public string? ErrorMessage { get; init; }
}
