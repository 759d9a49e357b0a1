using Chat.Protocol.Frames;
using Chat.Sdk.Connection;
using Chat.Sdk.State;

namespace Chat.Sdk;

/// <content>Own messages, from the queue to the server's disk. <see cref="ChatState.Sends"/> shows how far each is.</content>
public sealed partial class ChatClient
{
    /// <summary>
    /// Posts a message exactly once; done when it is on the server's disk. It is sent again after a loss of the connection, and when the server has no
    /// room for it now. Messages to one room arrive in the order of the calls. Cancelling withdraws it while it has not been sent; later it only ends the wait.
    /// </summary>
    /// <param name="room">The room, or <c>@name</c> for one person.</param>
    /// <param name="text">The text, at most <see cref="LimitsInfo.MaxTextBytes"/> bytes of UTF-8.</param>
    /// <param name="kind"><see cref="MessageKind.Action"/> or null.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ChatException">The server refused it, it was withdrawn, the queue is full, or the client closed.</exception>
    public Task<SendOk> SendAsync(string room, string text, string? kind = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(room);
        ArgumentNullException.ThrowIfNull(text);
        return AwaitAsync(() => _sends.Add(room, text, kind), cancellationToken);
    }

    /// <summary>
    /// Sends a failed message once more: the same text with the same key, so that it is posted once even where the server had taken it, behind what waits now.
    /// Only after a guest came back as a new user could it stand twice: the server counts keys by user.
    /// </summary>
    /// <param name="key">Its <see cref="OwnSend.Key"/>.</param>
    /// <param name="cancellationToken">As in <see cref="SendAsync"/>.</param>
    /// <exception cref="ChatException">As in <see cref="SendAsync"/>; <see cref="SdkErrorCodes.NoSuchSend"/> where no message with this key has failed.</exception>
    public Task<SendOk> ResendAsync(string key, CancellationToken cancellationToken = default) => AwaitAsync(() => _sends.Resend(key), cancellationToken);

    /// <summary>Takes a failed message off <see cref="ChatState.Sends"/>.</summary>
    /// <returns>False where no message with this key has failed.</returns>
    public bool Dismiss(string key) => _sends.Dismiss(key);

    /// <summary>
    /// Takes a message back that has not left yet, as while offline or behind others of its room. Its <see cref="SendAsync"/> fails with <see cref="SdkErrorCodes.Withdrawn"/>.
    /// </summary>
    /// <returns>False where it is too late: it went out once, and may be posted.</returns>
    public bool Withdraw(string key) => _sends.Withdraw(key);

    private async Task<SendOk> AwaitAsync(Func<SendTicket> queue, CancellationToken cancellationToken)
    {
        SendTicket ticket = queue();
        try
        {
            return await ticket.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            _sends.Withdraw(ticket);
            throw;
        }
    }
}
