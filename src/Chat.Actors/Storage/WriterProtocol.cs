using Akka.Actor;

namespace Chat.Actors.Storage;

/// <summary>What one says to the <see cref="MessageWriter"/> and hears from it.</summary>
public static class WriterProtocol
{
    /// <summary>Asks for a write. Writes of one sender are committed in the order sent.</summary>
    /// <param name="Write">The change.</param>
    /// <param name="Context">Comes back with the result.</param>
    /// <param name="Urgent">True for changes that must not be refused for load, such as membership: they are few.</param>
    public sealed record Submit(Write Write, object? Context, bool Urgent = false);

    /// <summary>A write and what became of it.</summary>
    public sealed record Outcome(Write Write, object? Context, WriteResult Result);

    /// <summary>A write that was not stored.</summary>
    public sealed record Refusal(Write Write, object? Context);

    /// <summary>The sender's writes of one commit, in order.</summary>
    public sealed record Committed(IReadOnlyList<Outcome> Outcomes);

    /// <summary>The sender's writes of a commit that failed, in order: none of them is stored.</summary>
    public sealed record Failed(IReadOnlyList<Refusal> Refusals);

    /// <summary>Too many writes wait; this one was not taken.</summary>
    public sealed record Overloaded(Refusal Refusal);

    internal sealed record CommitDone(IReadOnlyList<WriteResult> Results);

    internal sealed record CommitFailed(Exception Cause);

    internal sealed record Pending(Submit Submit, IActorRef ReplyTo);
}
