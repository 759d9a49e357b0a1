using Chat.Protocol.Frames;

namespace Chat.Bench.Net;

/// <summary>What a frame means to a client, apart from the messages it counts.</summary>
internal abstract record WireEvent
{
    /// <summary>A request outside the stream of messages was done.</summary>
    /// <param name="Frame">The reply with its fields, in the chat protocol.</param>
    public sealed record Done(RawOk? Frame = null) : WireEvent;

    /// <summary>The server did not do something.</summary>
    public sealed record Refused(string Why) : WireEvent;

    /// <summary>The server ends the connection.</summary>
    public sealed record SentAway(string Why) : WireEvent;

    /// <summary>Messages of the room will not be sent again, but can be asked for.</summary>
    /// <param name="From">The first seq.</param>
    /// <param name="To">The last.</param>
    public sealed record Gap(long From, long To) : WireEvent;

    /// <summary>A message in one of the bench's rooms, though its first bytes did not tell.</summary>
    public sealed record Message : WireEvent;

    /// <summary>A message was acknowledged, though the first bytes did not tell.</summary>
    public sealed record Acknowledged(long Id) : WireEvent;

    /// <summary>The server asks whether the client is there.</summary>
    public sealed record AreYouThere(byte[] Answer) : WireEvent;

    /// <summary>Nothing that matters here.</summary>
    public sealed record Nothing : WireEvent;
}
