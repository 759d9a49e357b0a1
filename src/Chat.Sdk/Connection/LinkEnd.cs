using Chat.Protocol;
using Chat.Protocol.Frames;
using Chat.Sdk.Trust;

namespace Chat.Sdk.Connection;

/// <summary>Why a connection ended, or could not be made.</summary>
/// <param name="Code">One of <see cref="ErrorCodes"/> or <see cref="SdkErrorCodes"/>.</param>
/// <param name="Message">Why, in English, for people.</param>
/// <param name="RetryAfter">How long the server asked to wait, where it did.</param>
internal sealed record LinkEnd(string Code, string Message, TimeSpan? RetryAfter = null)
{
    /// <summary>The certificate that was refused, where one was.</summary>
    public TrustRefusal? Refusal { get; init; }

    public static LinkEnd Lost { get; } = new(SdkErrorCodes.Offline, "The connection to the server was lost.");

    public static LinkEnd Garbled { get; } = new(SdkErrorCodes.BadReply, "The server sent something that is not of the chat protocol.");

    public static LinkEnd Silent { get; } = new(SdkErrorCodes.Timeout, "The server gave no sign of life.");

    public static LinkEnd Disposed { get; } = new(SdkErrorCodes.Closed, "The client was closed.");

    public static LinkEnd Quit { get; } = new(ErrorCodes.Quit, "You have left the chat.");

    public static LinkEnd Unregistered { get; } = new(ErrorCodes.Quit, "Your account was deleted.");

    /// <summary>True where connecting again may help: the fault is of the moment, not of who asks for what.</summary>
    public bool IsPassing => Code is SdkErrorCodes.Offline or SdkErrorCodes.Unreachable or SdkErrorCodes.Timeout or SdkErrorCodes.BadReply
        or ErrorCodes.SlowConsumer or ErrorCodes.Idle or ErrorCodes.ShuttingDown or ErrorCodes.Internal || IsRefusalForNow(Code);

    public static LinkEnd From(ByeEvent bye) => new(bye.Code, bye.Message, Durations.FromServer(bye.RetryAfterMs));

    public static LinkEnd From(ChatException refusal) => new(refusal.Code, refusal.Message, refusal.RetryAfter) { Refusal = refusal.Refusal };

    /// <summary>True for a refusal after which the same request may be made again.</summary>
    public static bool IsRefusalForNow(string code) =>
        code is ErrorCodes.Overloaded or ErrorCodes.Unavailable or ErrorCodes.RateLimited or ErrorCodes.ShuttingDown;

    public ChatException ToException() => new(Code, Message) { RetryAfter = RetryAfter, Refusal = Refusal };
}
