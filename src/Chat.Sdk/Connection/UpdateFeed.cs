using System.Threading.Channels;
using Chat.Sdk.State;

namespace Chat.Sdk.Connection;

/// <summary>
/// Hands each update to each subscriber. A subscriber that is too slow gets one <see cref="ChatUpdate.Resynced"/> for all that it missed. Guarded by its owner.
/// </summary>
/// <param name="capacity">Updates kept for one subscriber.</param>
internal sealed class UpdateFeed(int capacity)
{
    private readonly List<Channel<ChatUpdate>> _subscribers = [];
    private bool _isComplete;

    public Channel<ChatUpdate> Subscribe()
    {
        var channel = Channel.CreateBounded<ChatUpdate>(capacity);
        if (_isComplete)
        {
            channel.Writer.Complete();
        }
        else
        {
            _subscribers.Add(channel);
        }

        return channel;
    }

    public void Unsubscribe(Channel<ChatUpdate> channel) => _subscribers.Remove(channel);

    public void Publish(ChatUpdate update)
    {
        foreach (Channel<ChatUpdate> channel in _subscribers)
        {
            if (!channel.Writer.TryWrite(update))
            {
                Resync(channel, update.State);
            }
        }
    }

    public void Complete()
    {
        _isComplete = true;
        foreach (Channel<ChatUpdate> channel in _subscribers)
        {
            channel.Writer.TryComplete();
        }

        _subscribers.Clear();
    }

    private static void Resync(Channel<ChatUpdate> channel, ChatState state)
    {
        while (channel.Reader.TryRead(out _))
        {
        }

        channel.Writer.TryWrite(new ChatUpdate.Resynced(state));
    }
}
