using Chat.Protocol.Frames;
using Chat.Sdk.State;

namespace Chat.Client.Tui.Scrollback;

/// <summary>Something that happened in a room and is no message: it is told once and lives as long as the program runs.</summary>
/// <param name="Room">The room.</param>
/// <param name="AfterSeq">The newest message when it happened: it stands below that.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Text">A clean line.</param>
/// <param name="Details">Clean lines below it.</param>
/// <param name="IsError">True where something went wrong.</param>
/// <param name="Move">Who came, went or took another name, where it tells of that: such notices are folded.</param>
internal sealed record Notice(string Room, long AfterSeq, DateTimeOffset At, string Text, IReadOnlyList<string> Details, bool IsError = false, Move? Move = null);

/// <summary>Lines about the timeline itself.</summary>
internal enum MarkKind
{
    /// <summary>What lies above the first message.</summary>
    Top,

    /// <summary>The same, where it could not be loaded.</summary>
    TopError,

    /// <summary>A day begins.</summary>
    Day,

    /// <summary>The user had read up to here.</summary>
    Read,

    /// <summary>Messages are missing.</summary>
    Gap,
}

/// <summary>One entry of what a room shows, from the top down. Entries that look the same are equal.</summary>
internal abstract record TimelineItem
{
    private TimelineItem()
    {
    }

    /// <summary>What one can hold on to while things around it change; null for marks, which come and go.</summary>
    public abstract TimelineKey? Key { get; }

    /// <summary>A message.</summary>
    /// <param name="Message">The message.</param>
    /// <param name="IsOwn">True where the user wrote it.</param>
    /// <param name="IsRaw">True where it is shown as it came.</param>
    public sealed record Said(MessageInfo Message, bool IsOwn, bool IsRaw = false) : TimelineItem
    {
        /// <inheritdoc/>
        public override TimelineKey? Key => new TimelineKey.Message(Message.Seq);
    }

    /// <summary>An own message that is on its way, or was refused.</summary>
    /// <param name="Send">The message.</param>
    /// <param name="Self">The own name.</param>
    /// <param name="State">How far it is, in words, clean.</param>
    public sealed record Sending(OwnSend Send, string Self, string State) : TimelineItem
    {
        /// <inheritdoc/>
        public override TimelineKey? Key => new TimelineKey.Send(Send.Key);
    }

    /// <summary>Something else that happened.</summary>
    public sealed record Told(Notice Notice) : TimelineItem
    {
        /// <inheritdoc/>
        public override TimelineKey? Key => new TimelineKey.Told(Notice);
    }

    /// <summary>Several who came, went or took other names, in one line.</summary>
    /// <param name="First">The first of them.</param>
    /// <param name="Last">The last of them.</param>
    /// <param name="Text">The line, clean.</param>
    public sealed record Folded(Notice First, Notice Last, string Text) : TimelineItem
    {
        /// <inheritdoc/>
        public override TimelineKey? Key => new TimelineKey.Told(First);
    }

    /// <summary>A line about the timeline itself.</summary>
    public sealed record Mark(MarkKind Kind, string Text) : TimelineItem
    {
        /// <inheritdoc/>
        public override TimelineKey? Key => null;
    }
}

/// <summary>Names an entry of a timeline, also when it has come to stand elsewhere.</summary>
internal abstract record TimelineKey
{
    private TimelineKey()
    {
    }

    /// <summary>The message of that seq, or the next one where it is gone.</summary>
    public sealed record Message(long Seq) : TimelineKey;

    /// <summary>The own message of that key.</summary>
    public sealed record Send(string Key) : TimelineKey;

    /// <summary>A notice, alone or as the first of those folded with it.</summary>
    public sealed record Told(Notice Notice) : TimelineKey;
}
