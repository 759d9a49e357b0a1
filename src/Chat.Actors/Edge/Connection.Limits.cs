using Chat.Actors.Limits;
using Chat.Protocol.Frames;
using Chat.Protocol.Framing;

namespace Chat.Actors.Edge;

/// <content>What it may do, and when it was heard last.</content>
public sealed partial class Connection
{
    private readonly RequestGate _requests;
    private UserBudget? _budget;
    private TokenBucket _frames;
    private TokenBucket _refusals;
    private long _heardAt;
    private volatile bool _answersPings;

    /// <summary>True where its client has said that it answers the event <c>ping</c>.</summary>
    public bool AnswersPings
    {
        get => _answersPings;
        set => _answersPings = value;
    }

    /// <summary>The user it has proved to be; null before.</summary>
    internal UserId? User { get; set; }

    /// <summary>What its user may do; null before that is known.</summary>
    internal UserBudget? Budget
    {
        get => Volatile.Read(ref _budget);
        set => Volatile.Write(ref _budget, value);
    }

    /// <summary>When the last whole frame came, in ticks of the limits' clock.</summary>
    internal long HeardAt
    {
        get => Volatile.Read(ref _heardAt);
        set => Volatile.Write(ref _heardAt, value);
    }

    /// <summary>When it was last asked for a sign of life, in the same ticks; only the sweep looks at it.</summary>
    internal long PingedAt { get; set; }

    /// <summary>Its frames. Only the one reader touches it.</summary>
    internal ref TokenBucket Frames => ref _frames;

    /// <summary>The refusals it has got. Only the one reader touches it.</summary>
    internal ref TokenBucket Refusals => ref _refusals;

    /// <summary>Judges what was read from the client: for each frame, in order, before it is done. Only the one reader calls it.</summary>
    /// <param name="decoded">A request, or what is wrong with the bytes.</param>
    /// <returns>The error to answer with; null where the request is to be done.</returns>
    public ErrorReply? Judge(in DecodedRequest decoded) => _requests.Judge(this, decoded);
}
