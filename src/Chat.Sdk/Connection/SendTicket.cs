using Chat.Protocol.Frames;
using Chat.Sdk.State;

namespace Chat.Sdk.Connection;

/// <summary>An own message in the queue, and the caller who waits for it. Guarded by the queue.</summary>
internal sealed class SendTicket(OwnSend send)
{
    private readonly TaskCompletionSource<SendOk> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public OwnSend Send { get; set; } = send;

    public Task<SendOk> Task => _done.Task;

    /// <summary>The attempt that is on its way; null where none is. An answer to an earlier one means nothing any more.</summary>
    public object? Attempt { get; set; }

    /// <summary>The room's name when it was last sent; null where it never was.</summary>
    public string? SentTo { get; set; }

    public int Failures { get; set; }

    /// <summary>Not to be sent before this, in <see cref="Durations.Uptime"/>.</summary>
    public TimeSpan NotBefore { get; set; } = TimeSpan.MinValue;

    public void Succeed(SendOk ok) => _done.TrySetResult(ok);

    public void Fail(ChatException error) => _done.TrySetException(error);
}
