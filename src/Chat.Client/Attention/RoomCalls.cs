namespace Chat.Client.Attention;

/// <summary>What was said last.</summary>
/// <param name="Seq">Its place in the room.</param>
/// <param name="From">Who said it.</param>
/// <param name="Text">What was said. Hostile until shown harmless.</param>
internal sealed record SaidLast(long Seq, string From, string Text);

/// <summary>What came in a room and was not told yet.</summary>
/// <param name="Room">The room.</param>
/// <param name="Messages">How many messages of others.</param>
/// <param name="Mentions">How many of them call the user.</param>
/// <param name="Last">The newest.</param>
/// <param name="LastMention">The newest that calls the user.</param>
internal sealed record RoomCalls(string Room, int Messages, int Mentions, SaidLast Last, SaidLast? LastMention)
{
    /// <summary>How many count at a level.</summary>
    public int At(NotifyLevel level) => level switch
    {
        NotifyLevel.All => Messages,
        NotifyLevel.Mentions => Mentions,
        _ => 0,
    };

    /// <summary>The newest that counts at a level.</summary>
    public SaidLast LastAt(NotifyLevel level) => level == NotifyLevel.Mentions ? LastMention ?? Last : Last;

    /// <summary>This and what came after.</summary>
    public RoomCalls With(RoomCalls later) => new(Room, Messages + later.Messages, Mentions + later.Mentions, later.Last, later.LastMention ?? LastMention);
}
