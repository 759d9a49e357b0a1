namespace Chat.Actors.Storage;

/// <content>What limits need to know.</content>
public partial interface IChatStore
{
    /// <summary>How many rooms there are, private ones not counted.</summary>
    Task<long> CountRoomsAsync(CancellationToken cancel);
}
