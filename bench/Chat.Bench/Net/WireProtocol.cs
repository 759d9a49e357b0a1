namespace Chat.Bench.Net;

/// <summary>
/// What clients and the server under test speak. Everything that is called for each message neither parses nor allocates; what belongs to
/// coming and going may. One object serves all connections: it holds nothing of theirs.
/// </summary>
internal abstract class WireProtocol
{
    /// <summary>AkkaChat's own: JSON objects behind a length.</summary>
    public static WireProtocol Chat { get; } = new ChatProtocol(isEncrypted: false);

    /// <summary>The same over TLS.</summary>
    public static WireProtocol EncryptedChat { get; } = new ChatProtocol(isEncrypted: true);

    /// <summary>IRC, as RFC 2812 has it: lines.</summary>
    public static WireProtocol Irc { get; } = new IrcProtocol();

    /// <summary>The one of a name; the chat protocol where there is none.</summary>
    public static WireProtocol Named(string? name) => name == Irc.Name ? Irc : name == EncryptedChat.Name ? EncryptedChat : Chat;

    /// <summary>As the command line names it.</summary>
    public abstract string Name { get; }

    /// <summary>Whether it is spoken over TLS.</summary>
    public virtual bool IsEncrypted => false;

    /// <summary>Whether a sender gets its own messages too.</summary>
    public abstract bool EchoesOwn { get; }

    /// <summary>How many clients say hello or join at once.</summary>
    public virtual int AtOnce => 64;

    /// <summary>Whether a user outlives its connection, and comes back into its rooms by <see cref="Return"/>.</summary>
    public abstract bool KeepsUsers { get; }

    /// <summary>The shortest text that a <see cref="Template"/> can carry, bytes.</summary>
    public abstract int MinTextBytes { get; }

    /// <summary>The longest, bytes.</summary>
    public abstract int MaxTextBytes { get; }

    /// <summary>Cuts off the first frame.</summary>
    /// <param name="received">What has come and was not cut off yet.</param>
    /// <param name="frame">The frame without what delimits it.</param>
    /// <param name="wanted">Where it is not complete: how many bytes it will have with its delimiters; 0 where that can't be told.</param>
    /// <returns>Its bytes with its delimiters; 0 where it is not complete.</returns>
    /// <exception cref="Common.BenchException">This is not the protocol.</exception>
    public abstract int Cut(ReadOnlySpan<byte> received, out ReadOnlySpan<byte> frame, out int wanted);

    /// <summary>What a frame is, as far as its first bytes tell.</summary>
    public abstract FrameKind KindOf(ReadOnlySpan<byte> frame);

    /// <summary>What an <see cref="FrameKind.Ok"/> answers: a message's id, from <see cref="SendTemplate.NumberBase"/> up, or less for any other request.</summary>
    public abstract long AckOf(ReadOnlySpan<byte> frame);

    /// <summary>Reads a <see cref="FrameKind.Message"/>, for the few members that check each.</summary>
    public abstract MessageFacts FactsOf(ReadOnlySpan<byte> frame);

    /// <summary>Reads any other frame whole.</summary>
    public abstract WireEvent Parse(ReadOnlySpan<byte> frame);

    /// <summary>What makes a connection a user; answered by <see cref="WireEvent.Done"/> or <see cref="WireEvent.Refused"/>.</summary>
    /// <param name="id">Of the request, counted up by each connection.</param>
    /// <param name="user">The name.</param>
    public abstract byte[] Hello(long id, string user);

    /// <summary>What makes a connection the user of an earlier one; answered in the same way.</summary>
    /// <param name="id">Of the request.</param>
    /// <param name="user">The name.</param>
    /// <param name="token">What the earlier hello was answered with.</param>
    /// <param name="seen">The last seq seen in each room; null where nothing is to be sent again.</param>
    public virtual byte[] Return(long id, string user, string token, IReadOnlyDictionary<string, long>? seen) => Hello(id, user);

    /// <summary>What brings a user into a room; answered in the same way.</summary>
    public abstract byte[] Join(long id, string room);

    /// <summary>What ends a user; answered in the same way.</summary>
    public abstract byte[] Quit(long id);

    /// <summary>Makes what a sender posts.</summary>
    /// <param name="room">A room, or <c>@</c> and a user's name.</param>
    /// <param name="textBytes">Length of the text, within <see cref="MinTextBytes"/> and <see cref="MaxTextBytes"/>.</param>
    public abstract IMessageTemplate Template(string room, int textBytes);
}

/// <summary>A message's bytes, of which only numbers change.</summary>
internal interface IMessageTemplate
{
    /// <summary>Bytes of a message, always as many.</summary>
    int Bytes { get; }

    /// <summary>Writes a message.</summary>
    /// <param name="target">Has room for <see cref="Bytes"/>.</param>
    /// <param name="id">Its id, counted up by each sender from <see cref="SendTemplate.NumberBase"/>.</param>
    /// <param name="sentAt">Now, in ticks of the stopwatch.</param>
    void Write(Span<byte> target, long id, long sentAt);
}

/// <summary>What a message says about itself.</summary>
/// <param name="Stream">Within what its number counts: 0 for the room, else a sender.</param>
/// <param name="Number">Numbers of a stream follow one another, from 1.</param>
/// <param name="SentAt">Ticks of the stopwatch when it was sent; 0 where the text does not tell.</param>
internal readonly record struct MessageFacts(long Stream, long Number, long SentAt);
