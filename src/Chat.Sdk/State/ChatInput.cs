using Chat.Protocol.Frames;
using Chat.Sdk.Trust;

namespace Chat.Sdk.State;

/// <summary>One thing that changes a <see cref="ChatState"/>. Clocks and sockets are outside: what they tell comes in here.</summary>
public abstract record ChatInput
{
    /// <summary>The server said something of its own accord.</summary>
    /// <param name="Event">What it said.</param>
    /// <param name="At">When it came, UTC.</param>
    public sealed record EventArrived(Event Event, DateTimeOffset At) : ChatInput;

    /// <summary>The connection changed. <see cref="ConnectionState.Live"/> is not said from outside: the state finds it by itself.</summary>
    public sealed record ConnectionMoved(ConnectionState Connection) : ChatInput;

    /// <summary>An answer of the server's took so long.</summary>
    public sealed record RoundTripMeasured(TimeSpan RoundTrip) : ChatInput;

    /// <summary>Hello was answered.</summary>
    /// <param name="Ok">The answer.</param>
    /// <param name="Cursors">The cursors that hello brought: these rooms are replayed.</param>
    public sealed record HelloAccepted(HelloOk Ok, IReadOnlyDictionary<string, long> Cursors) : ChatInput
    {
        /// <summary>How the connection is protected.</summary>
        public LinkSecurity Security { get; init; } = LinkSecurity.Plain;
    }

    /// <summary>Join was answered.</summary>
    public sealed record RoomJoined(JoinOk Ok) : ChatInput;

    /// <summary>Leave was answered.</summary>
    public sealed record RoomLeft(string Room) : ChatInput;

    /// <summary>A page of members came.</summary>
    /// <param name="Ok">The page.</param>
    /// <param name="After">What was asked for: null for the first page.</param>
    public sealed record MembersPage(UsersOk Ok, string? After) : ChatInput;

    /// <summary>A page of history came.</summary>
    /// <param name="Ok">The page.</param>
    /// <param name="After">The seq after which it was asked for, where it was.</param>
    /// <param name="Before">The seq before which it was asked for, where it was.</param>
    public sealed record HistoryPage(HistoryOk Ok, long? After = null, long? Before = null) : ChatInput;

    /// <summary>A page of history came that is to be the room's excerpt.</summary>
    public sealed record ExcerptOpened(HistoryOk Ok) : ChatInput;

    /// <summary>A page of history came that goes on with the room's excerpt.</summary>
    /// <param name="Ok">The page.</param>
    /// <param name="Older">True for the page before it, false for the one after.</param>
    public sealed record ExcerptExtended(HistoryOk Ok, bool Older) : ChatInput;

    /// <summary>The room's excerpt is wanted no longer.</summary>
    public sealed record ExcerptClosed(string Room) : ChatInput;

    /// <summary>How a room is used was set or asked for.</summary>
    public sealed record SettingsTold(RoomSettingsOk Ok) : ChatInput;

    /// <summary>The topic was set or asked for.</summary>
    public sealed record TopicTold(TopicOk Ok) : ChatInput;

    /// <summary>The read marker was set.</summary>
    public sealed record ReadMoved(ReadOk Ok) : ChatInput;

    /// <summary>The own name was changed.</summary>
    public sealed record NickAccepted(string User) : ChatInput;

    /// <summary>The own user is a guest no more.</summary>
    public sealed record Registered : ChatInput;

    /// <summary>The own away text was set, or taken back with null.</summary>
    public sealed record AwaySet(string? Text) : ChatInput;

    /// <summary>An own message entered the queue.</summary>
    public sealed record SendQueued(OwnSend Send) : ChatInput;

    /// <summary>An own message is on the server's disk.</summary>
    public sealed record SendAcknowledged(OwnSend Send, SendOk Ok) : ChatInput;

    /// <summary>An own message was refused.</summary>
    public sealed record SendFailed(string Key, string Code, string Message) : ChatInput;

    /// <summary>A failed message, or one withdrawn before it was sent, is to be shown no longer.</summary>
    public sealed record SendDismissed(string Key) : ChatInput;

    /// <summary>Typing notices heard before this time have run out.</summary>
    public sealed record TypingExpired(DateTimeOffset Before) : ChatInput;

    /// <summary>What was missing can't be had.</summary>
    internal sealed record FetchFailed(Fetch Fetch) : ChatInput;
}
