using Chat.Protocol.Frames;

namespace Chat.Sdk;

/// <summary>How a room is to be used from now on; what is null stays.</summary>
public sealed record RoomChange
{
    /// <summary>One of <see cref="RoomAccess"/>.</summary>
    public string? Access { get; init; }

    /// <summary>True where only owners and moderators may send.</summary>
    public bool? ReadOnly { get; init; }

    /// <summary>Shortest time between two messages of one member, in whole seconds, at most six hours; zero for none.</summary>
    public TimeSpan? SlowMode { get; init; }

    /// <summary>True where only owners and moderators may set the topic.</summary>
    public bool? TopicLocked { get; init; }
}
