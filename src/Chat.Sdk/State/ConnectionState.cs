using Chat.Protocol;
using Chat.Sdk.Trust;

namespace Chat.Sdk.State;

/// <summary>How the client stands to the server.</summary>
public abstract record ConnectionState
{
    /// <summary>Reaching the server and saying hello.</summary>
    public sealed record Connecting : ConnectionState;

    /// <summary>Connected; what was missed is still coming.</summary>
    /// <param name="Done">Messages that have come since, or were given up because they can't be had.</param>
    /// <param name="Total">Messages that were missing in all rooms when the server answered hello, without those passed over for <see cref="ChatClientOptions.MaxGap"/>.</param>
    public sealed record CatchingUp(long Done, long Total) : ConnectionState;

    /// <summary>Connected, with nothing missing.</summary>
    public sealed record Live : ConnectionState;

    /// <summary>The connection is lost; the client tries again by itself.</summary>
    /// <param name="Since">When it was lost, UTC.</param>
    /// <param name="RetryAt">When the next attempt is made, UTC.</param>
    /// <param name="Reason">Why, in English, for people.</param>
    public sealed record Offline(DateTimeOffset Since, DateTimeOffset RetryAt, string Reason) : ConnectionState;

    /// <summary>
    /// The connection is lost, and the certificate that the server shows now is refused. Nothing was sent to it, and it is not tried again before
    /// <see cref="ChatClient.RetryNow"/>; what is to be sent waits. Only with <see cref="ChatTlsOptions.WaitsWhenRefused"/>.
    /// </summary>
    /// <param name="Since">When the connection was lost, UTC.</param>
    /// <param name="Message">What is wrong, in English, for people, in lines.</param>
    /// <param name="Refusal">The certificate and why it is refused.</param>
    public sealed record Untrusted(DateTimeOffset Since, string Message, TrustRefusal Refusal) : ConnectionState;

    /// <summary>The end: the client does not connect again.</summary>
    /// <param name="Code">One of <see cref="ErrorCodes"/> or <see cref="SdkErrorCodes"/>.</param>
    /// <param name="Message">Why, in English, for people.</param>
    public sealed record Closed(string Code, string Message) : ConnectionState;

    /// <summary>True where requests can be made.</summary>
    public bool IsConnected => this is CatchingUp or Live;
}
