using Chat.Sdk.State;

namespace Chat.Client.Connecting;

/// <content>Messages far from the newest.</content>
internal sealed partial class SdkChat
{
    /// <inheritdoc/>
    public Task<MessagePlace> OpenExcerptAsync(string room, long seq, int? limit = null, CancellationToken cancellationToken = default) =>
        client.OpenExcerptAsync(room, seq, limit, cancellationToken);

    /// <inheritdoc/>
    public Task<MessagePlace> ExtendExcerptAsync(string room, bool older, int? limit = null, CancellationToken cancellationToken = default) =>
        client.ExtendExcerptAsync(room, older, limit, cancellationToken);

    /// <inheritdoc/>
    public void CloseExcerpt(string room) => client.CloseExcerpt(room);

    /// <inheritdoc/>
    public Task<long?> FindDateAsync(string room, DateTimeOffset at, CancellationToken cancellationToken = default) =>
        client.FindDateAsync(room, at, cancellationToken);
}
