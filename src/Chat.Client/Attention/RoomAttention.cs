namespace Chat.Client.Attention;

/// <summary>What of a room calls for attention.</summary>
internal enum NotifyLevel
{
    /// <summary>Every message.</summary>
    All,

    /// <summary>Mentions, highlighted words and private messages.</summary>
    Mentions,

    /// <summary>Nothing: the room is muted.</summary>
    None,
}

/// <summary>How much a room calls for attention.</summary>
/// <param name="Mentions">Unread messages that mention the user or a highlighted word.</param>
/// <param name="Level">What is set for the room.</param>
internal readonly record struct RoomAttention(int Mentions, NotifyLevel Level)
{
    /// <summary>True where nothing of the room calls for attention.</summary>
    public bool IsMuted => Level == NotifyLevel.None;
}

/// <summary>Knows how much each room calls for attention. Used on the interface's thread.</summary>
internal interface IRoomAttention
{
    /// <summary>While nothing rings or notifies: what a status line says of it, such as <c>dnd until 14:00</c>; null otherwise.</summary>
    string? DoNotDisturb => null;

    /// <summary>How much a room does.</summary>
    RoomAttention Of(string room);
}
