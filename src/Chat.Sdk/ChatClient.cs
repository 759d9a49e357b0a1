using Chat.Sdk.Connection;
using Chat.Sdk.State;

namespace Chat.Sdk;

/// <summary>
/// A user's connection to a server, kept up across losses, and what is known through it. Safe for use from any thread.
/// A bot that answers, whole:
/// <code>
/// await using var client = await ChatClient.ConnectAsync(new ChatClientOptions { Server = new Uri("chat://localhost:12345"), User = "echo" });
/// await foreach (var update in client.UpdatesAsync())
/// {
///     if (update is ChatUpdate.EventReceived { Event: MessageEvent message } &amp;&amp; message.Text.StartsWith("!echo "))
///     {
///         await client.SendAsync(message.Room, message.Text["!echo ".Length..]);
///     }
/// }
/// </code>
/// </summary>
public sealed partial class ChatClient : IAsyncDisposable
{
    private readonly ChatClientOptions _options;
    private readonly StateStore _store;
    private readonly SendQueue _sends;
    private readonly Supervisor _supervisor;

    private ChatClient(ChatClientOptions options)
    {
        _options = options;
        _store = new StateStore(
            ChatState.Start(options.User, options.MessagesPerRoom, options.Cursors, options.MaxGap, options.MessagesInAll), options.UpdateBuffer);
        _sends = new SendQueue(_store, options);
        _supervisor = new Supervisor(options, _store, _sends);
    }

    /// <summary>What the client knows now. To miss nothing, call <see cref="UpdatesAsync"/> first and read this after.</summary>
    public ChatState State => _store.State;

    /// <summary>The token that brings this user back, for <see cref="ChatClientOptions.Session"/>. Secret.</summary>
    public string? SessionToken => _supervisor.Token;

    /// <summary>Connects and says hello. After that the client keeps the connection up by itself.</summary>
    /// <exception cref="ChatException">The server could not be reached or refused.</exception>
    public static async Task<ChatClient> ConnectAsync(ChatClientOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        var client = new ChatClient(options);
        try
        {
            await client._supervisor.StartAsync(cancellationToken).ConfigureAwait(false);
            return client;
        }
        catch
        {
            await client.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>
    /// Everything that happens from the moment of the call on, in order, each with the state after it. Ends when the client is closed. Read it to the end or
    /// cancel it; one that is not read keeps <see cref="ChatClientOptions.UpdateBuffer"/> updates.
    /// </summary>
    public IAsyncEnumerable<ChatUpdate> UpdatesAsync(CancellationToken cancellationToken = default) => _store.Subscribe(cancellationToken);

    /// <summary>Ends the wait before the next attempt to connect, where there is one.</summary>
    public void RetryNow() => _supervisor.RetryNow();

    /// <summary>Closes the connection without a goodbye: the user can come back with <see cref="SessionToken"/>. Messages not yet acknowledged fail.</summary>
    public ValueTask DisposeAsync() => _supervisor.DisposeAsync();
}
