using Chat.Protocol.Frames;
using Chat.Sdk.Connection;
using Chat.Sdk.State;

namespace Chat.Sdk;

/// <content>The user's account. Each method fails with <see cref="ChatException"/> where the server refuses, is silent, or not there.</content>
public sealed partial class ChatClient
{
    /// <summary>
    /// Makes an account for <see cref="ChatClientOptions.User"/> with <see cref="ChatClientOptions.Password"/>, as which <see cref="ConnectAsync"/> can
    /// connect then. For a server without guests; a guest keeps what it has with <see cref="RegisterAsync(string, string?, CancellationToken)"/>.
    /// </summary>
    /// <param name="options">Where, as whom; the password must be there.</param>
    /// <param name="invite">The invite's code, where the server wants one. Secret.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task RegisterAsync(ChatClientOptions options, string? invite = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        string password = options.Password ?? throw new ChatException(SdkErrorCodes.BadOptions, "Registering takes a password.");
        var store = new StateStore(ChatState.Start(options.User), options.UpdateBuffer);
        var talk = new Conversation(
            await LinkOpener.OpenAsync(options, mayAsk: true, cancellationToken).ConfigureAwait(false), store, new SendQueue(store, options), options);
        using var stop = new CancellationTokenSource();
        Task<LinkEnd> run = talk.RunAsync(stop.Token);
        try
        {
            await talk.AskAsync<OkReply>(id => new RegisterRequest(id, options.User, password, invite), null, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await run.ConfigureAwait(false);
        }
    }

    /// <summary>Makes the guest that this is a registered user, under the name it has: with its rooms, private talks and keys.</summary>
    /// <param name="password">The password, 8 characters to 256 bytes. Secret.</param>
    /// <param name="invite">The invite's code, where the server wants one. Secret.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task RegisterAsync(string password, string? invite = null, CancellationToken cancellationToken = default)
    {
        await AskAsync<OkReply>(id => new RegisterRequest(id, State.Self, password, invite), _ => new ChatInput.Registered(), cancellationToken).ConfigureAwait(false);
        _supervisor.KnowPassword(password);
    }

    /// <summary>Changes the password. The user's other sessions end.</summary>
    public async Task ChangePasswordAsync(string oldPassword, string newPassword, CancellationToken cancellationToken = default)
    {
        await AskAsync<OkReply>(id => new PasswordRequest(id, oldPassword, newPassword), null, cancellationToken).ConfigureAwait(false);
        _supervisor.KnowPassword(newPassword);
    }

    /// <summary>Lists the user's sessions, the one used last first.</summary>
    public Task<SessionsOk> SessionsAsync(CancellationToken cancellationToken = default) =>
        AskAsync<SessionsOk>(id => new SessionsRequest(id), null, cancellationToken);

    /// <summary>Ends a session.</summary>
    /// <param name="session">Its id from <see cref="SessionsAsync"/>, or <see cref="RevokeRequest.Others"/> for all but this one.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task RevokeAsync(string session, CancellationToken cancellationToken = default) =>
        AskAsync<OkReply>(id => new RevokeRequest(id, session), null, cancellationToken);

    /// <summary>Deletes the account for good and closes. Nobody can have the name again.</summary>
    public async Task UnregisterAsync(string password, CancellationToken cancellationToken = default)
    {
        await AskAsync<OkReply>(id => new UnregisterRequest(id, password), null, cancellationToken).ConfigureAwait(false);
        await _supervisor.CloseAsync(LinkEnd.Unregistered).ConfigureAwait(false);
    }
}
