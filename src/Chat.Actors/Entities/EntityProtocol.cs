namespace Chat.Actors.Entities;

/// <summary>How an entity (a room, a session, a relay) leaves memory without losing a message that is on its way to it.</summary>
public static class EntityProtocol
{
    /// <summary>Entity to parent: I have nothing to do. From here on the parent holds back what comes for it.</summary>
    public sealed record Passivate
    {
        /// <summary>The one there is.</summary>
        public static Passivate Instance { get; } = new();
    }

    /// <summary>Parent to entity, behind everything it was sent before: stop, unless there is work after all.</summary>
    public sealed record Stop
    {
        /// <summary>The one there is.</summary>
        public static Stop Instance { get; } = new();
    }

    /// <summary>Entity to parent, in answer to <see cref="Stop"/>: there is work after all.</summary>
    public sealed record StillBusy
    {
        /// <summary>The one there is.</summary>
        public static StillBusy Instance { get; } = new();
    }
}
