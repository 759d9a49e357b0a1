using Akka.Actor;

namespace Chat.Actors.Accounts;

/// <summary>What one says to the <see cref="PasswordWorkers"/> and hears from them. All of it stays on one node.</summary>
public static class PasswordProtocol
{
    /// <summary>Asks for a new hash. Answered with <see cref="Hashed"/>, <see cref="Overloaded"/> or <see cref="Failed"/>.</summary>
    /// <param name="Password">The password.</param>
    /// <param name="Context">Comes back with the answer.</param>
    /// <param name="Turn">Whose turn it takes; null for the operator's.</param>
    public sealed record Hash(string Password, object Context, PasswordTurn? Turn = null)
    {
        /// <summary>Prints it without its secrets.</summary>
        public override string ToString() => "Hash";
    }

    /// <summary>Asks for a check. Answered with <see cref="Verified"/>, <see cref="Overloaded"/> or <see cref="Failed"/>.</summary>
    /// <param name="Password">What was given.</param>
    /// <param name="PasswordHash">What is stored; null where there is nobody.</param>
    /// <param name="Context">Comes back with the answer.</param>
    /// <param name="Turn">Whose turn it takes; null for the operator's.</param>
    public sealed record Verify(string Password, string? PasswordHash, object Context, PasswordTurn? Turn = null)
    {
        /// <summary>Prints it without its secrets.</summary>
        public override string ToString() => "Verify";
    }

    /// <summary>The new hash.</summary>
    public sealed record Hashed(string PasswordHash, object Context)
    {
        /// <summary>Prints it without its secrets.</summary>
        public override string ToString() => "Hashed";
    }

    /// <summary>The check's answer.</summary>
    /// <param name="IsRight">Whether the password is the one.</param>
    /// <param name="NewHash">The same password hashed with today's parameters, where the stored hash has weaker ones.</param>
    /// <param name="Context">From the question.</param>
    public sealed record Verified(bool IsRight, string? NewHash, object Context)
    {
        /// <summary>Prints it without its secrets.</summary>
        public override string ToString() => $"Verified {{ IsRight = {IsRight} }}";
    }

    /// <summary>Too much waits; this was not done.</summary>
    /// <param name="Context">From the question.</param>
    public sealed record Overloaded(object Context);

    /// <summary>The hasher failed; this was not done.</summary>
    /// <param name="Context">From the question.</param>
    public sealed record Failed(object Context);

    /// <param name="Began">When it was taken, by <see cref="System.Diagnostics.Stopwatch.GetTimestamp"/>.</param>
    internal sealed record Job(object Request, IActorRef ReplyTo, long Began);

    internal sealed record JobDone(object Answer, Job Job);

    internal sealed record JobFailed(Job Job, Exception Cause);
}
