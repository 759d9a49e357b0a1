using Chat.Sdk.State;

namespace Chat.Sdk.Connection;

/// <content>What the user decides about messages that wait or have failed.</content>
internal sealed partial class SendQueue
{
    /// <summary>Takes a failed message in again, with its key, behind what waits now. One that waits already is left where it is.</summary>
    /// <exception cref="ChatException">There is no such message, the queue is full, or the client closed.</exception>
    public SendTicket Resend(string key)
    {
        lock (_gate)
        {
            return Find(key) ?? Add(Failed(key) is { } send
                ? new OwnSend(key, send.Room, send.Text, send.Kind, options.Time.GetUtcNow())
                : throw new ChatException(SdkErrorCodes.NoSuchSend, "There is no such message that failed; it may have been sent or dismissed."));
        }
    }

    /// <summary>Takes a failed message off the state.</summary>
    /// <returns>False where there is none.</returns>
    public bool Dismiss(string key)
    {
        lock (_gate)
        {
            if (Failed(key) is null)
            {
                return false;
            }

            store.Apply(new ChatInput.SendDismissed(key));
            return true;
        }
    }

    /// <summary>Takes a message out again, if it was never sent. Whoever waits for it is told.</summary>
    /// <returns>False where it was sent, or is not there.</returns>
    public bool Withdraw(string key)
    {
        lock (_gate)
        {
            if (Find(key) is not { } ticket || !Withdraw(ticket))
            {
                return false;
            }

            ticket.Fail(new ChatException(SdkErrorCodes.Withdrawn, "The message was withdrawn before it was sent."));
            return true;
        }
    }

    /// <summary>Takes a message out again, if it was never sent, for the one who waited for it.</summary>
    /// <returns>False where it was sent, or is not there.</returns>
    public bool Withdraw(SendTicket ticket)
    {
        lock (_gate)
        {
            if (ticket.SentTo is not null || !Remove(ticket))
            {
                return false;
            }

            store.Apply(new ChatInput.SendDismissed(ticket.Send.Key));
            return true;
        }
    }

    private SendTicket? Find(string key) => _lanes.Values.SelectMany(lane => lane).FirstOrDefault(ticket => ticket.Send.Key == key);

    private OwnSend? Failed(string key) => store.State.Sends.Find(send => send.Key == key && send.Status == SendStatus.Failed);
}
