using System.Collections.Immutable;
using Chat.Protocol.Frames;

namespace Chat.Sdk.State;

/// <summary>Seqs from <paramref name="From"/> to <paramref name="To"/>, both included.</summary>
public readonly record struct SeqRange(long From, long To);

/// <summary>What the client knows of one room.</summary>
/// <param name="Name">The room as the server writes it, or <c>@name</c> of the other person.</param>
public sealed record RoomView(string Name)
{
    /// <summary>The topic, empty when there is none.</summary>
    public string Topic { get; init; } = string.Empty;

    /// <summary>How the room is used; null where it is not known: <see cref="ChatClient.RoomSettingsAsync"/> asks. Always null in private rooms.</summary>
    public RoomSettingsInfo? Settings { get; init; }

    /// <summary>
    /// The own place in the room: role, and whether one is muted; null where nothing told of it yet. Until when a mute holds is known from the event only: a client that
    /// came later knows that it is muted.
    /// </summary>
    public OwnPlace? You { get; init; }

    /// <summary>The members by name.</summary>
    public ImmutableSortedDictionary<string, UserEntry> Members { get; init; } =
        ImmutableSortedDictionary.Create<string, UserEntry>(RoomNames.Users);

    /// <summary>False while some of <see cref="Members"/> are still to come, and in a large room.</summary>
    public bool MembersComplete { get; init; }

    /// <summary>
    /// There in a large room, where the server tells how many come and go and not who: how many there are. Then <see cref="Members"/> are only those of
    /// <see cref="Pages"/>, each as old as its page; <see cref="ChatClient.ReadMembersAsync"/> reads one anew. Null in other rooms.
    /// </summary>
    public CountsInfo? Counts { get; init; }

    /// <summary>The stretches of a large room's members that were read, in order and without overlap; empty in other rooms.</summary>
    public ImmutableList<MemberPage> Pages { get; init; } = [];

    /// <summary>The messages kept, ascending by seq, without a hole but for <see cref="Gap"/>.</summary>
    public ImmutableList<MessageInfo> Messages { get; init; } = [];

    /// <summary>Messages apart from <see cref="Messages"/>, which <see cref="ChatClient.OpenExcerptAsync"/> asked for; null where there are none.</summary>
    public Excerpt? Excerpt { get; init; }

    /// <summary>True where nothing older exists than the first of <see cref="Messages"/>.</summary>
    public bool ReachesStart { get; init; }

    /// <summary>Every message up to this seq has been seen or was passed over on purpose; 0 for none.</summary>
    public long Cursor { get; init; }

    /// <summary>The newest seq known to exist, 0 in an empty room.</summary>
    public long Newest { get; init; }

    /// <summary>The own read marker: the last seq read on any device.</summary>
    public long Read { get; init; }

    /// <summary>Messages after <see cref="Read"/>.</summary>
    public long Unread => Math.Max(0, Newest - Read);

    /// <summary>Messages that are missing and being fetched; null when none are.</summary>
    public SeqRange? Gap { get; init; }

    /// <summary>Who is typing, and when that was last heard, UTC. Ends by itself after a few seconds.</summary>
    public ImmutableSortedDictionary<string, DateTimeOffset> Typing { get; init; } =
        ImmutableSortedDictionary.Create<string, DateTimeOffset>(RoomNames.Users);

    /// <summary>True where this is a conversation between two.</summary>
    public bool IsPrivate => RoomNames.IsPrivate(Name);

    /// <summary>The other person in a private room; null in others.</summary>
    public string? Partner => IsPrivate ? Name[1..] : null;

    /// <summary>In a large room: as of when what is known of a member is true; null where nothing says.</summary>
    public DateTimeOffset? AsOf(string user) => Pages.Find(page => page.Covers(user))?.At;

    /// <summary>Where a message can be read now.</summary>
    public MessagePlace PlaceOf(long seq) =>
        RoomLog.Contains(Messages, seq) ? MessagePlace.Log
        : Excerpt is not null && RoomLog.Contains(Excerpt.Messages, seq) ? MessagePlace.Excerpt
        : MessagePlace.None;

    /// <summary>False until a reply or a message told where the room's log stands.</summary>
    internal bool Placed { get; init; }

    /// <summary>The last seq that the server said it would not replay.</summary>
    internal long GapTo { get; init; }

    /// <summary>When its messages or the read marker last changed, in <see cref="ChatState.Touches"/>.</summary>
    internal long Touched { get; init; }
}
