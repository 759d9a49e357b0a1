namespace Chat.Sdk;

/// <summary>Codes of failures that the client library finds itself, beside those a server sends.</summary>
public static class SdkErrorCodes
{
    /// <summary>The options make no sense, for example a server address of another scheme.</summary>
    public const string BadOptions = "bad-options";

    /// <summary>The server could not be reached.</summary>
    public const string Unreachable = "unreachable";

    /// <summary>The server's certificate is not trusted, or not the one that is pinned. Nothing was sent. It is not tried again.</summary>
    public const string Untrusted = "untrusted";

    /// <summary>There is no connection now; the client is connecting again by itself.</summary>
    public const string Offline = "offline";

    /// <summary>The server did not answer in time.</summary>
    public const string Timeout = "timeout";

    /// <summary>More messages or requests wait for an answer than the options allow.</summary>
    public const string QueueFull = "queue-full";

    /// <summary>The answer was not of the form the protocol promises.</summary>
    public const string BadReply = "bad-reply";

    /// <summary>The message was withdrawn before it was sent.</summary>
    public const string Withdrawn = "withdrawn";

    /// <summary>No own message with this key is there to be sent again.</summary>
    public const string NoSuchSend = "no-such-send";

    /// <summary>The client was closed or disposed.</summary>
    public const string Closed = "closed";
}
