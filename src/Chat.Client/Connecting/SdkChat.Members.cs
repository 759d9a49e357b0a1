using Chat.Protocol.Frames;

namespace Chat.Client.Connecting;

/// <content>The members of large rooms.</content>
internal sealed partial class SdkChat
{
    /// <inheritdoc/>
    public Task<UsersOk> ReadMembersAsync(string room, string? after, int limit, CancellationToken cancellationToken = default) =>
        client.ReadMembersAsync(room, after, limit, cancellationToken);
}
