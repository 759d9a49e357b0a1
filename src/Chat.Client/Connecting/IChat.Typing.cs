namespace Chat.Client.Connecting;

/// <content>Who is typing.</content>
internal partial interface IChat
{
    /// <summary>Tells the room's other members that one is typing, or has stopped.</summary>
    Task TypingAsync(string room, bool active, CancellationToken cancellationToken = default);
}
