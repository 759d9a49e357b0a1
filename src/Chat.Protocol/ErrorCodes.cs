namespace Chat.Protocol;

/// <summary>Values of <c>code</c> in <c>error</c> and <c>bye</c>. <c>docs/protocol.md</c> says what to do about each.</summary>
public static class ErrorCodes
{
    /// <summary>The bytes are not a JSON object of the contract's form.</summary>
    public const string BadFrame = "bad-frame";

    /// <summary>The frame or text is longer than the limit.</summary>
    public const string TooLarge = "too-large";

    /// <summary>The server does not know this <c>type</c>.</summary>
    public const string UnknownType = "unknown-type";

    /// <summary>A field is missing or has a value that makes no sense; <c>field</c> names it.</summary>
    public const string BadRequest = "bad-request";

    /// <summary>The name has characters or a length that are not allowed.</summary>
    public const string BadName = "bad-name";

    /// <summary>Say hello first; in hello's answer: with a password; in a goodbye: the session was ended.</summary>
    public const string NotAuthenticated = "not-authenticated";

    /// <summary>Wrong user, password or session.</summary>
    public const string AuthFailed = "auth-failed";

    /// <summary>Someone has this name, or one that looks like it.</summary>
    public const string NameTaken = "name-taken";

    /// <summary>There is no such room, or one may not see it.</summary>
    public const string NoSuchRoom = "no-such-room";

    /// <summary>There is no such user.</summary>
    public const string NoSuchUser = "no-such-user";

    /// <summary>Join the room first.</summary>
    public const string NotMember = "not-member";

    /// <summary>One may not do this.</summary>
    public const string Forbidden = "forbidden";

    /// <summary>One is banned here.</summary>
    public const string Banned = "banned";

    /// <summary>One may say nothing here.</summary>
    public const string Muted = "muted";

    /// <summary>Too often; <c>retryAfterMs</c> says when again.</summary>
    public const string RateLimited = "rate-limited";

    /// <summary>Too much work is waiting; it was not done.</summary>
    public const string Overloaded = "overloaded";

    /// <summary>The server can't do it now; it was not done.</summary>
    public const string Unavailable = "unavailable";

    /// <summary>The server is stopping.</summary>
    public const string ShuttingDown = "shutting-down";

    /// <summary>The client read too slowly; it resumes from its cursors.</summary>
    public const string SlowConsumer = "slow-consumer";

    /// <summary>A newer connection uses this session token.</summary>
    public const string Replaced = "replaced";

    /// <summary>A fault of the server's; the operator's log has it.</summary>
    public const string Internal = "internal";

    /// <summary>The client gave no sign of life, or did not finish a frame.</summary>
    public const string Idle = "idle";

    /// <summary>The client said <c>quit</c>, or the account was deleted.</summary>
    public const string Quit = "quit";
}
