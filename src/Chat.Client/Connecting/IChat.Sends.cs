using Chat.Protocol.Frames;

namespace Chat.Client.Connecting;

/// <content>Own messages that failed or wait.</content>
internal partial interface IChat
{
    /// <summary>Sends a failed message once more.</summary>
    Task<SendOk> ResendAsync(string key, CancellationToken cancellationToken = default);

    /// <summary>Takes a failed message off the state; false where it has not failed.</summary>
    bool Dismiss(string key);

    /// <summary>Takes a message back that has not left yet; false where it has.</summary>
    bool Withdraw(string key);
}
