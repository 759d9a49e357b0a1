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
internal sealed record Notice(string Room, long AfterSeq, DateTimeOffset At, string Text, IReadOnlyList<string> Details, bool IsError = false);

/// <summary>One entry of what a room shows, from the top down.</summary>
/// <param name="Source">The same object as long as the entry is the same: what was worked out for it can be kept.</param>
internal abstract record TimelineItem(object Source)
{
    /// <summary>A message.</summary>
    public sealed record Said(MessageInfo Message, bool IsOwn) : TimelineItem(Message);

    /// <summary>An own message that is on its way, or was refused.</summary>
    public sealed record Sending(OwnSend Send, string Self) : TimelineItem(Send);

    /// <summary>Something else that happened.</summary>
    public sealed record Told(Notice Notice) : TimelineItem(Notice);

    /// <summary>A line about the timeline itself: its beginning, a gap, a day.</summary>
    public sealed record Mark(string Text) : TimelineItem(Text);
}
