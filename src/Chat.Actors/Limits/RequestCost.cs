using Chat.Protocol.Frames;

namespace Chat.Actors.Limits;

/// <summary>Which of a user's budgets a request is paid from.</summary>
public enum Budget
{
    /// <summary>None: it is always taken.</summary>
    None,

    /// <summary><see cref="LimitOptions.Sends"/>.</summary>
    Sends,

    /// <summary><see cref="LimitOptions.Joins"/>.</summary>
    Joins,

    /// <summary><see cref="LimitOptions.Reads"/>.</summary>
    Reads,

    /// <summary><see cref="LimitOptions.Others"/>.</summary>
    Others,
}

/// <summary>What a request costs.</summary>
/// <param name="From">The budget.</param>
/// <param name="Tokens">How much of it.</param>
public readonly record struct RequestCost(Budget From, int Tokens)
{
    /// <summary>What a search costs more than a page of a log, and what all rooms hear more than what one hears.</summary>
    private const int Dear = 10;

    /// <summary>What a frame that is none of the contract's costs of a connection's frames.</summary>
    public const int Rubbish = 10;

    /// <summary>
    /// Whether that request is answered with a page, so with much more than was asked, and most often out of the storage: of one connection, one at a time is read. A search is none: it may take
    /// long, and has bounds of its own.
    /// </summary>
    public static bool IsPage(Request request) =>
        request is HistoryRequest or UsersRequest or RoomsRequest or BansRequest or MutesRequest or ReportsRequest or AuditRequest;

    /// <summary>What that request costs of its user's budgets.</summary>
    public static RequestCost Of(Request request) => request switch
    {
        PingRequest or QuitRequest or HelloRequest or RegisterRequest => new(Budget.None, 0),
        SendRequest => new(Budget.Sends, 1),
        JoinRequest or LeaveRequest => new(Budget.Joins, 1),
        SearchRequest => new(Budget.Reads, Dear),
        HistoryRequest or UsersRequest or RoomsRequest or TopicRequest { Topic: null } => new(Budget.Reads, 1),
        TopicRequest or NickRequest or AwayRequest or PasswordRequest or UnregisterRequest or ReportRequest or InviteRequest => new(Budget.Others, Dear),
        _ => new(Budget.Others, 1),
    };
}
