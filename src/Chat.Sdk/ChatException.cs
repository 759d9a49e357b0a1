using Chat.Protocol;
using Chat.Protocol.Frames;
using Chat.Sdk.Trust;

namespace Chat.Sdk;

/// <summary>A request was refused, or could not be carried out. <see cref="Exception.Message"/> is English for people.</summary>
public sealed class ChatException : Exception
{
    /// <summary>A failure with its code.</summary>
    /// <param name="code">One of <see cref="ErrorCodes"/> or <see cref="SdkErrorCodes"/>.</param>
    /// <param name="message">What is wrong and what to do, in English.</param>
    /// <param name="inner">What caused it, where something did.</param>
    public ChatException(string code, string message, Exception? inner = null)
        : base(message, inner) => Code = code;

    /// <summary>One of <see cref="ErrorCodes"/>, as the server said it, or of <see cref="SdkErrorCodes"/>.</summary>
    public string Code { get; }

    /// <summary>The request's field at fault, where the server named one.</summary>
    public string? Field { get; internal init; }

    /// <summary>After how long the same request may succeed, where the server said so.</summary>
    public TimeSpan? RetryAfter { get; internal init; }

    /// <summary>The certificate at fault, for <see cref="SdkErrorCodes.Untrusted"/>.</summary>
    public TrustRefusal? Refusal { get; internal init; }

    internal static ChatException From(ErrorReply error) => new(error.Code, error.Message)
    {
        Field = error.Field,
        RetryAfter = Durations.FromServer(error.RetryAfterMs),
    };
}
