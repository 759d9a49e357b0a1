using Chat.Actors.Edge;
using Chat.Actors.Storage;

namespace Chat.Actors.Rooms;

/// <summary>What a room does about a command.</summary>
public abstract record RoomDecision
{
    /// <summary>No.</summary>
    /// <param name="Why">What is told.</param>
    /// <param name="Hides">True where the room is there and must look like none, also by the time that the answer takes.</param>
    public sealed record Refuse(Refusal Why, bool Hides = false) : RoomDecision;

    /// <summary>A message is refused, unless it repeats one that was posted before: then the first answer holds.</summary>
    /// <param name="Find">Looks for the first one.</param>
    /// <param name="Otherwise">What is told where there is none.</param>
    public sealed record Doubt(Write.FindMessage Find, Refuse Otherwise) : RoomDecision;

    /// <summary>The answer is known.</summary>
    public sealed record Answer(RoomReply Reply) : RoomDecision;

    /// <summary>Store this; the rest follows from the commit. <paramref name="Next"/> holds for later commands from now on.</summary>
    public sealed record Store(Write Write, RoomState Next) : RoomDecision
    {
        /// <summary>A second write that belongs to the first, behind it.</summary>
        public Write? Then { get; init; }

        /// <summary>Members that are sent out.</summary>
        public IReadOnlyList<Member> SentOut { get; init; } = [];
    }

    /// <summary>Read this part of the log.</summary>
    public sealed record Read(HistoryQuery Query) : RoomDecision;

    /// <summary>Read open reports.</summary>
    public sealed record ReadReports(long After, int Limit) : RoomDecision;

    /// <summary>Read the room's audit log.</summary>
    /// <param name="Before">Only acts with a smaller number.</param>
    /// <param name="Limit">At most so many.</param>
    /// <param name="WithAddresses">False where addresses are not to be shown.</param>
    public sealed record ReadActs(long? Before, int Limit, bool WithAddresses) : RoomDecision;

    /// <summary>Tell the room, and answer.</summary>
    public sealed record Announce(RelayItem Item, RoomReply Reply) : RoomDecision;
}
