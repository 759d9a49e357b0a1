using Chat.Protocol;
using Chat.Sdk.Trust;

namespace Chat.Sdk;

/// <summary>Where to connect, as whom, and how patient to be.</summary>
public sealed record ChatClientOptions
{
    /// <summary>
    /// The server: <c>chats://host:port</c> over TLS, <c>chat://host:port</c> in plain text, which is for this machine itself unless <see cref="AllowPlaintext"/>
    /// is set. The port is <see cref="ProtocolLimits.DefaultTlsPort"/> or <see cref="ProtocolLimits.DefaultPort"/> when absent.
    /// <see cref="ChatUri.TryParse"/> reads what people write.
    /// </summary>
    public required Uri Server { get; init; }

    /// <summary>By what a server reached over TLS is trusted.</summary>
    public ChatTlsOptions Tls { get; init; } = new();

    /// <summary>True to talk in plain text to another machine, where whoever carries it may read and change what is said, passwords too.</summary>
    public bool AllowPlaintext { get; init; }

    /// <summary>The name to be known by.</summary>
    public required string User { get; init; }

    /// <summary>
    /// A registered user's password; null for a guest. Used for the first hello, and again where the server knows the session token no more. Secret.
    /// </summary>
    public string? Password { get; init; }

    /// <summary>A token from an earlier <see cref="ChatClient.SessionToken"/>: the same user comes back. Secret.</summary>
    public string? Session { get; init; }

    /// <summary>
    /// Room → last seq that an earlier run has dealt with, its <see cref="State.RoomView.Cursor"/>: what came after is got once more, in order, as after a loss
    /// of the connection. Rooms that the user is not in any more are passed over. What has come by the time of the first <see cref="ChatClient.UpdatesAsync"/>
    /// is in <see cref="State.RoomView.Messages"/>.
    /// </summary>
    public IReadOnlyDictionary<string, long>? Cursors { get; init; }

    /// <summary>The client's name and version, for the server operator's eyes.</summary>
    public string ClientName { get; init; } = "Chat.Sdk";

    /// <summary>
    /// Called with each new session token, the first one before <see cref="ChatClient.ConnectAsync"/> returns, so that it can be stored. Must be quick and
    /// not throw: what it throws ends the client.
    /// </summary>
    public Action<string>? SessionChanged { get; init; }

    /// <summary>The clock and the source of timers.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Shortest upper bound of a random wait before trying again. It doubles with each failure.</summary>
    public TimeSpan BackoffMin { get; init; } = TimeSpan.FromSeconds(0.25);

    /// <summary>Longest random wait before trying again.</summary>
    public TimeSpan BackoffMax { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long connecting may take.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long the server may take to answer a request. A message is not given up after it but sent again.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>After so long without a byte from the server it is asked for a sign of life.</summary>
    public TimeSpan PingInterval { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Without that sign for so long, the connection counts as lost.</summary>
    public TimeSpan PingTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Most messages that wait for their acknowledgement; one more is refused with <see cref="SdkErrorCodes.QueueFull"/>.</summary>
    public int MaxPendingSends { get; init; } = 1000;

    /// <summary>Most other requests that wait for their answer; one more is refused with <see cref="SdkErrorCodes.QueueFull"/>.</summary>
    public int MaxPendingRequests { get; init; } = 1000;

    /// <summary>Most messages kept in <see cref="State.RoomView.Messages"/>; the oldest go first.</summary>
    public int MessagesPerRoom { get; init; } = 1000;

    /// <summary>
    /// Most messages that are fetched to close a <see cref="State.RoomView.Gap"/>, and never more than <see cref="MessagesPerRoom"/>. What is older is passed
    /// over, and can be read like other history before the kept messages.
    /// </summary>
    public int MaxGap { get; init; } = 1000;

    /// <summary>
    /// Most messages kept in all rooms together, but for one in each. Over it, the rooms in which nothing happened for longest keep their newest 1,000, or an
    /// equal share where that is less.
    /// </summary>
    public int MessagesInAll { get; init; } = 200_000;

    /// <summary>
    /// True to fetch, after hello, the newest page of each room that has unread messages and of which none is kept, as at a first start without
    /// <see cref="Cursors"/>: for a client that wants to show what is unread, or look for mentions in it. Being live does not wait for it.
    /// </summary>
    public bool FetchUnread { get; init; }

    /// <summary>Updates kept for a subscriber that is behind; one more and they become a single <see cref="ChatUpdate.Resynced"/>.</summary>
    public int UpdateBuffer { get; init; } = 1024;

    /// <summary>Prints the options without their secrets.</summary>
    public override string ToString() => $"ChatClientOptions {{ Server = {Server}, User = {User} }}";

    /// <summary>Refuses what makes no sense, before anything is opened.</summary>
    /// <exception cref="ChatException"><see cref="SdkErrorCodes.BadOptions"/>.</exception>
    internal void Check()
    {
        string? problem = ChatUri.Problem(Server)
            ?? (!AllowPlaintext && !ChatUri.IsEncrypted(Server) && !ChatUri.IsLoopback(Server) ? $"{Server.Host} is another machine, and {ChatUri.Scheme}:// is plain text: use {ChatUri.TlsScheme}://, or set AllowPlaintext." : null)
            ?? (string.IsNullOrEmpty(User) ? "The user's name is missing." : null)
            ?? (Cursors is not null && Cursors.Values.Any(seq => seq < 0) ? "A cursor is not negative." : null)
            ?? (BackoffMin <= TimeSpan.Zero || BackoffMax < BackoffMin ? "BackoffMin is more than zero and at most BackoffMax." : null)
            ?? (ConnectTimeout <= TimeSpan.Zero || RequestTimeout <= TimeSpan.Zero ? "A timeout is more than zero." : null)
            ?? (PingInterval <= TimeSpan.Zero || PingTimeout <= TimeSpan.Zero ? "PingInterval and PingTimeout are more than zero." : null)
            ?? (MaxPendingSends < 1 || MaxPendingRequests < 1 || MessagesPerRoom < 1 || MaxGap < 1 || MessagesInAll < 1 || UpdateBuffer < 1 ? "A bound is at least 1." : null);
        if (problem is not null)
        {
            throw new ChatException(SdkErrorCodes.BadOptions, problem);
        }
    }
}
