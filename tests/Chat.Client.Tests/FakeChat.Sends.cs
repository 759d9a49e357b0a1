using Chat.Protocol.Frames;
using Chat.Sdk;
using Chat.Sdk.State;

namespace Chat.Client.Tests;

/// <content>Own messages.</content>
internal sealed partial class FakeChat
{
    private readonly HashSet<string> _withdrawn = [];
    private int _keys;

    /// <summary>While set, a send is answered only when this is done; until then it can be withdrawn.</summary>
    public Task Acknowledging { get; set; } = Task.CompletedTask;

    public Task<SendOk> SendAsync(string room, string text, string? kind = null, CancellationToken cancellationToken = default) =>
        PostAsync(new OwnSend($"own{Interlocked.Increment(ref _keys)}", room, text, kind, Now), "send");

    public Task<SendOk> ResendAsync(string key, CancellationToken cancellationToken = default) => Failed(key) is { } send
        ? PostAsync(new OwnSend(key, send.Room, send.Text, send.Kind, Now), "resend")
        : throw Error(SdkErrorCodes.NoSuchSend, "There is no such message that failed.");

    public bool Dismiss(string key)
    {
        Note($"dismiss {key}");
        return Failed(key) is not null && Drop(key);
    }

    public bool Withdraw(string key)
    {
        Note($"withdraw {key}");
        return State.Sends.Exists(send => send.Key == key && send.Status == SendStatus.Sending) && _withdrawn.Add(key) && Drop(key);
    }

    private OwnSend? Failed(string key) => State.Sends.Find(send => send.Key == key && send.Status == SendStatus.Failed);

    private bool Drop(string key)
    {
        lock (_gate)
        {
            Apply(new ChatInput.SendDismissed(key));
            Tell(new ChatUpdate.SelfChanged(State));
            return true;
        }
    }

    private async Task<SendOk> PostAsync(OwnSend send, string verb)
    {
        lock (_gate)
        {
            Apply(new ChatInput.SendQueued(send));
            Tell(new ChatUpdate.SendQueued(State, send));
        }

        try
        {
            Note($"{verb} {send.Room} {send.Text}{(send.Kind is null ? "" : " " + send.Kind)}");
        }
        catch (ChatException e)
        {
            lock (_gate)
            {
                Apply(new ChatInput.SendFailed(send.Key, e.Code, e.Message));
                Tell(new ChatUpdate.SendFailed(State, send));
            }

            throw;
        }

        await Acknowledging;
        lock (_gate)
        {
            if (_withdrawn.Contains(send.Key))
            {
                throw Error(SdkErrorCodes.Withdrawn, "The message was withdrawn before it was sent.");
            }

            long seq = _seqs.GetValueOrDefault(send.Room) + 1;
            var ok = new SendOk(send.Room, seq, Now);
            Apply(new ChatInput.SendAcknowledged(send, ok));
            Tell(new ChatUpdate.SendAcknowledged(State, send));
            Says(send.Room, State.Self, send.Text, send.Kind, send.Key);
            return ok;
        }
    }
}
