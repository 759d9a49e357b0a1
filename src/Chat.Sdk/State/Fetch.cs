namespace Chat.Sdk.State;

/// <summary>Something that a state lacks and a request can bring.</summary>
/// <param name="Room">The room it is about.</param>
internal abstract record Fetch(string Room)
{
    /// <summary>A page of members.</summary>
    /// <param name="Room">The room.</param>
    /// <param name="After">The last name of the page before; null for the first page.</param>
    public sealed record Members(string Room, string? After) : Fetch(Room);

    /// <summary>The messages of a gap.</summary>
    /// <param name="Room">The room.</param>
    /// <param name="After">The last seq before the gap.</param>
    public sealed record Messages(string Room, long After) : Fetch(Room);

    /// <summary>The latest messages of a room that another device of the user's has joined, or of one with unread messages of which none is kept.</summary>
    public sealed record Latest(string Room) : Fetch(Room);

    /// <summary>The topic of a room that another device of the user's has joined.</summary>
    public sealed record Topic(string Room) : Fetch(Room);
}
