namespace Chat.Actors.Storage;

/// <content>A storage that must be mended by people.</content>
public partial interface IChatStore
{
    /// <summary>Why it takes no writes until someone mends it, as one line that says how; null while nothing is known to be wrong.</summary>
    string? Damage => null;
}
