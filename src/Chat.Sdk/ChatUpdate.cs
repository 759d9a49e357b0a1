using Chat.Protocol.Frames;
using Chat.Sdk.State;

namespace Chat.Sdk;

/// <summary>Something happened, and this is what the client knows after it.</summary>
/// <param name="State">The state with this update in it.</param>
public abstract record ChatUpdate(ChatState State)
{
    /// <summary>The server said something of its own accord. A message comes once, however often it was sent again.</summary>
    /// <param name="State">The state after it.</param>
    /// <param name="Event">What the server said. Its texts are hostile until shown harmless.</param>
    public sealed record EventReceived(ChatState State, Event Event) : ChatUpdate(State);

    /// <summary>The connection came, went or caught up.</summary>
    /// <param name="State">The state after it.</param>
    /// <param name="Connection">What it is now.</param>
    public sealed record ConnectionChanged(ChatState State, ConnectionState Connection) : ChatUpdate(State);

    /// <summary>An own message was taken into the queue.</summary>
    public sealed record SendQueued(ChatState State, OwnSend Send) : ChatUpdate(State);

    /// <summary>An own message is on the server's disk.</summary>
    public sealed record SendAcknowledged(ChatState State, OwnSend Send) : ChatUpdate(State);

    /// <summary>An own message was refused and will not be sent again.</summary>
    public sealed record SendFailed(ChatState State, OwnSend Send) : ChatUpdate(State);

    /// <summary>A page of history came. What lies beside the kept messages is in the state now.</summary>
    /// <param name="State">The state after it.</param>
    /// <param name="Room">The room.</param>
    /// <param name="Messages">Those messages of the page that the state did not have yet, ascending by seq.</param>
    /// <param name="FilledGap">True where they are newer than what the client had: missed while it was away, and told by no event.</param>
    public sealed record HistoryMerged(ChatState State, string Room, IReadOnlyList<MessageInfo> Messages, bool FilledGap) : ChatUpdate(State);

    /// <summary>A room's excerpt was opened, grew, was closed, or joined the kept messages.</summary>
    /// <param name="State">The state after it.</param>
    /// <param name="Room">The room.</param>
    public sealed record ExcerptChanged(ChatState State, string Room) : ChatUpdate(State);

    /// <summary>
    /// A room changed otherwise: by the answer to a request (joined, left, members, topic, read marker), because a typing notice ran out, or because its oldest
    /// messages had to go for <see cref="ChatClientOptions.MessagesInAll"/>.
    /// </summary>
    public sealed record RoomChanged(ChatState State, string Room) : ChatUpdate(State);

    /// <summary>The own name or away text changed by the answer to a request, or a failed message was dismissed.</summary>
    public sealed record SelfChanged(ChatState State) : ChatUpdate(State);

    /// <summary>This subscriber was too slow and missed updates: show the state anew.</summary>
    public sealed record Resynced(ChatState State) : ChatUpdate(State);
}
