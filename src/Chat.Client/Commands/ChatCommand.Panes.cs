namespace Chat.Client.Commands;

/// <summary>How rooms are sorted within their section of the list.</summary>
internal enum RoomSort
{
    /// <summary>By name.</summary>
    Name,

    /// <summary>Where something was said last comes first.</summary>
    Activity,

    /// <summary>As the user has put them.</summary>
    Hand,
}

/// <content>The lists at the sides, and the mouse.</content>
internal abstract partial record ChatCommand
{
    /// <summary><c>/sort</c>: the order of the rooms.</summary>
    public sealed record Sort(RoomSort By) : OnScreen;

    /// <summary><c>/pin</c> and <c>/unpin</c> a room; null for the current one.</summary>
    public sealed record Pin(string? Room, bool Pinned) : OnScreen;

    /// <summary><c>/mouse</c>.</summary>
    public sealed record UseMouse(bool On) : OnScreen;
}
