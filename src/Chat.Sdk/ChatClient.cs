using Chat.Sdk.State;

namespace Chat.Sdk;

/// <summary>A user's connection to a server, kept up across losses, and what is known through it. Safe for use from any thread.</summary>
public sealed partial class ChatClient : IAsyncDisposable
{
    /// <summary>What the client knows now. To miss nothing, call <see cref="UpdatesAsync"/> first and read this after.</summary>
    public ChatState State => throw new NotImplementedException();

    /// <summary>The token that brings this user back, for <see cref="ChatClientOptions.Session"/>. Secret.</summary>
    public string? SessionToken => throw new NotImplementedException();

    /// <summary>Connects and says hello. After that the client keeps the connection up by itself.</summary>
    /// <exception cref="ChatException">The server could not be reached or refused.</exception>
    public static Task<ChatClient> ConnectAsync(ChatClientOptions options, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Everything that happens from the moment of the call on, in order, each with the state after it. Ends when the client is closed.</summary>
    public IAsyncEnumerable<ChatUpdate> UpdatesAsync(CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Ends the wait before the next attempt to connect, where there is one.</summary>
    public void RetryNow() => throw new NotImplementedException();

    /// <summary>Closes the connection without a goodbye: the user can come back with <see cref="SessionToken"/>.</summary>
    public ValueTask DisposeAsync() => throw new NotImplementedException();
}
