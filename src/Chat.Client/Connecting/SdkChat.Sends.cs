using Chat.Protocol.Frames;

namespace Chat.Client.Connecting;

/// <content>Own messages that failed or wait.</content>
internal sealed partial class SdkChat
{
    /// <inheritdoc/>
    public Task<SendOk> ResendAsync(string key, CancellationToken cancellationToken = default) => client.ResendAsync(key, cancellationToken);

    /// <inheritdoc/>
    public bool Dismiss(string key) => client.Dismiss(key);

    /// <inheritdoc/>
    public bool Withdraw(string key) => client.Withdraw(key);
}
