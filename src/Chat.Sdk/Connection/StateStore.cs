using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Chat.Sdk.State;

namespace Chat.Sdk.Connection;

/// <summary>Holds the state, applies inputs to it one at a time, and tells subscribers in the same order.</summary>
internal sealed class StateStore(ChatState initial, int updateBuffer)
{
    private readonly Lock _gate = new();
    private readonly UpdateFeed _feed = new(updateBuffer);
    private ChatState _state = initial;

    public ChatState State => Volatile.Read(ref _state);

    /// <summary>Takes an input.</summary>
    /// <returns>The state after it.</returns>
    public ChatState Apply(ChatInput input)
    {
        lock (_gate)
        {
            ChatState before = _state;
            ChatState after = ChatReducer.Apply(before, input);
            Volatile.Write(ref _state, after);
            foreach (ChatUpdate update in Updates.Of(input, before, after))
            {
                _feed.Publish(update);
            }

            return after;
        }
    }

    /// <summary>Updates from now on.</summary>
    public IAsyncEnumerable<ChatUpdate> Subscribe(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return ReadAsync(_feed.Subscribe(), cancellationToken);
        }
    }

    /// <summary>Ends every subscription after what it still has to read.</summary>
    public void Complete()
    {
        lock (_gate)
        {
            _feed.Complete();
        }
    }

    private async IAsyncEnumerable<ChatUpdate> ReadAsync(
        Channel<ChatUpdate> channel,
        CancellationToken outer,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(outer, cancellationToken);
        try
        {
            await foreach (ChatUpdate update in channel.Reader.ReadAllAsync(either.Token).ConfigureAwait(false))
            {
                yield return update;
            }
        }
        finally
        {
            lock (_gate)
            {
                _feed.Unsubscribe(channel);
            }
        }
    }
}
