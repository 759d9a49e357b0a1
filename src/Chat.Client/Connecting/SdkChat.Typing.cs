namespace Chat.Client.Connecting;

/// <content>Who is typing.</content>
internal sealed partial class SdkChat
{
    /// <inheritdoc/>
    public Task TypingAsync(string room, bool active, CancellationToken cancellationToken = default) => client.TypingAsync(room, active, cancellationToken);
}
