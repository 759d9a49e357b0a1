namespace Chat.Faults.Workload;

/// <summary>A client that talks while things break.</summary>
internal interface IParticipant : IAsyncDisposable
{
    /// <summary>For messages to people.</summary>
    string Name { get; }

    /// <summary>Comes in and joins its rooms. Nothing is broken yet.</summary>
    Task EnterAsync(CancellationToken cancel);

    /// <summary>Begins to talk, and goes on until <see cref="World.StopProducing"/>.</summary>
    void Talk();

    /// <summary>What is still to be done once nobody begins anything new; null when all is done and all messages have come.</summary>
    string? Unfinished();

    /// <summary>Notes what the client knows in the end.</summary>
    void NoteView();
}
