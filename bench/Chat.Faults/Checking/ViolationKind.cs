namespace Chat.Faults.Checking;

/// <summary>How the delivery contract can be broken.</summary>
internal enum ViolationKind
{
    /// <summary>Acknowledged, and not in the log.</summary>
    AcknowledgedMissing,

    /// <summary>Posted once, twice in the log.</summary>
    StoredTwice,

    /// <summary>The log's seqs are not 1, 2, 3 …</summary>
    SeqHole,

    /// <summary>The ok gave another seq or time than the log, or two oks for one key differ.</summary>
    AnswerDiffers,

    /// <summary>Every attempt was refused, and it is in the log.</summary>
    RefusedYetStored,

    /// <summary>The log has something else than what its author sent: text, key, room or author.</summary>
    ContentChanged,

    /// <summary>The log has a message that nobody sent.</summary>
    NeverSent,

    /// <summary>Someone saw a message that is not in the log, or not so.</summary>
    SeenNotStored,

    /// <summary>A client did not get a message between two that it got.</summary>
    StreamHole,

    /// <summary>A client got a message twice.</summary>
    StreamDouble,

    /// <summary>A client got messages in another order than the log's.</summary>
    StreamOrder,

    /// <summary>A gap event does not begin where the client stood, or ends beyond the log.</summary>
    DishonestGap,

    /// <summary>What a gap left out could not be had by history.</summary>
    GapNotFilled,

    /// <summary>In the end a client had not got all that its rooms have.</summary>
    Behind,

    /// <summary>The library's state is not what the log says.</summary>
    ViewDiffers,

    /// <summary>A message was asked for after another was acknowledged, and stands before it.</summary>
    OrderReversed,

    /// <summary>The library posted messages in another order than that of the calls.</summary>
    SenderOrder,

    /// <summary>What was found while it ran: see <see cref="History.IncidentKind"/>.</summary>
    Incident,
}
