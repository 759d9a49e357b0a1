using System.Text.Json;
using Chat.Protocol.Frames;
using Chat.Sdk.State;

namespace Chat.Sdk.Connection;

/// <summary>A request whose answer has not come. Settled once, in the order in which answers and events come.</summary>
internal abstract class PendingReply
{
    /// <summary>When the request was made, in <see cref="Durations.Uptime"/>.</summary>
    public TimeSpan AskedAt { get; set; }

    /// <summary>True where the answer costs the server next to nothing, so that the time it takes is the way's.</summary>
    public bool IsQuick { get; set; }

    /// <summary>The request was done.</summary>
    /// <exception cref="JsonException">The answer is not of the form the protocol promises.</exception>
    public abstract void Succeed(RawOk ok);

    /// <summary>The request was refused, or there will be no answer.</summary>
    public abstract void Fail(ChatException error);
}

/// <summary>A request for which a caller waits.</summary>
/// <param name="store">Takes what the answer tells.</param>
/// <param name="toInput">What the answer means to the state; null where it means nothing.</param>
internal sealed class AwaitedReply<T>(StateStore store, Func<T, ChatInput>? toInput) : PendingReply
    where T : OkReply
{
    private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<T> Task => _done.Task;

    public override void Succeed(RawOk ok)
    {
        T reply = WireRules.Check(ok.Read<T>());
        if (toInput is not null)
        {
            store.Apply(toInput(reply));
        }

        _done.TrySetResult(reply);
    }

    public override void Fail(ChatException error) => _done.TrySetException(error);
}

/// <summary>A request that the client made of its own accord.</summary>
/// <param name="succeed">Takes the answer.</param>
/// <param name="fail">Takes the refusal.</param>
internal sealed class HandledReply<T>(Action<T> succeed, Action<ChatException> fail) : PendingReply
    where T : OkReply
{
    public override void Succeed(RawOk ok) => succeed(WireRules.Check(ok.Read<T>()));

    public override void Fail(ChatException error) => fail(error);
}
