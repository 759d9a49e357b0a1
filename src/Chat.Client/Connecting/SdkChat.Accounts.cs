using Chat.Protocol.Frames;

namespace Chat.Client.Connecting;

/// <content>The user's account.</content>
internal sealed partial class SdkChat
{
    /// <inheritdoc/>
    public Task RegisterAsync(string password, string? invite, CancellationToken cancellationToken = default) =>
        client.RegisterAsync(password, invite, cancellationToken);

    /// <inheritdoc/>
    public Task ChangePasswordAsync(string oldPassword, string newPassword, CancellationToken cancellationToken = default) =>
        client.ChangePasswordAsync(oldPassword, newPassword, cancellationToken);

    /// <inheritdoc/>
    public Task<SessionsOk> SessionsAsync(CancellationToken cancellationToken = default) => client.SessionsAsync(cancellationToken);

    /// <inheritdoc/>
    public Task RevokeAsync(string session, CancellationToken cancellationToken = default) => client.RevokeAsync(session, cancellationToken);

    /// <inheritdoc/>
    public Task UnregisterAsync(string password, CancellationToken cancellationToken = default) => client.UnregisterAsync(password, cancellationToken);
}
