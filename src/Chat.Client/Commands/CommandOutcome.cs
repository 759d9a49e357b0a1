using Chat.Protocol.Frames;

namespace Chat.Client.Commands;

/// <summary>What a command did, for an interface to show in its own way. Texts in it are clean.</summary>
internal abstract record CommandOutcome
{
    private CommandOutcome()
    {
    }

    /// <summary>It is done, and the server's events tell of it.</summary>
    public sealed record Done : CommandOutcome;

    /// <summary>There is something to read: a line, and lines below it.</summary>
    public sealed record Told(string Headline, IReadOnlyList<string> Details) : CommandOutcome
    {
        /// <summary>One line only.</summary>
        public Told(string headline)
            : this(headline, [])
        {
        }

        /// <summary>
        /// What this tells in words, for programs: the server's answer (<see cref="Reply"/>), or fields by their names where the client knows it already; null where
        /// there is none. Its texts are hostile until shown harmless.
        /// </summary>
        public object? Data { get; init; }

        /// <summary>True where it is long and for reading in peace, over the chat rather than in it.</summary>
        public bool IsPage { get; init; }
    }

    /// <summary>The server has let the user into the room, which is to be the current one.</summary>
    public sealed record Joined(string Room) : CommandOutcome;

    /// <summary>The user was in the room already, or it is a private one: it is to be the current one.</summary>
    public sealed record Entered(string Room) : CommandOutcome;

    /// <summary>The user is out of the room.</summary>
    public sealed record Left(string Room) : CommandOutcome;

    /// <summary>A message is on its way.</summary>
    /// <param name="Room">Where to.</param>
    /// <param name="Acknowledged">Ends when it is on the server's disk, or with a <see cref="Sdk.ChatException"/>.</param>
    public sealed record Sending(string Room, Task<SendOk> Acknowledged) : CommandOutcome;

    /// <summary>It is for the screen to do.</summary>
    public sealed record ForScreen(ChatCommand.OnScreen Command) : CommandOutcome;

    /// <summary>It could not be done.</summary>
    /// <param name="Problem">Why, and what to do.</param>
    /// <param name="Code">One of <see cref="Protocol.ErrorCodes"/> or <see cref="Sdk.SdkErrorCodes"/>, where the server or the connection refused it.</param>
    public sealed record Refused(string Problem, string? Code = null) : CommandOutcome;

    /// <summary>The user wants to go.</summary>
    public sealed record Quit : CommandOutcome;
}
