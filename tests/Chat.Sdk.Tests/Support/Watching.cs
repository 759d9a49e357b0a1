using Chat.Sdk.State;

namespace Chat.Sdk.Tests.Support;

/// <summary>Waits for what a client comes to know.</summary>
internal static class Watching
{
    /// <summary>The first state that is as wanted, from now on.</summary>
    public static async Task<ChatState> UntilAsync(this ChatClient client, Func<ChatState, bool> isWanted, CancellationToken patience)
    {
        IAsyncEnumerable<ChatUpdate> updates = client.UpdatesAsync(patience);
        if (isWanted(client.State))
        {
            return client.State;
        }

        await foreach (ChatUpdate update in updates)
        {
            if (isWanted(update.State))
            {
                return update.State;
            }
        }

        return isWanted(client.State) ? client.State : throw new InvalidOperationException($"the client ended as {client.State.Connection}");
    }

    public static Task<ChatState> UntilLiveAsync(this ChatClient client, CancellationToken patience) =>
        client.UntilAsync(state => state.Connection is ConnectionState.Live, patience);
}
