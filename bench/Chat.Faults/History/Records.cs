namespace Chat.Faults.History;

/// <summary>How a client speaks to the server.</summary>
internal enum ClientKind : byte
{
    /// <summary>Through Chat.Sdk, as bots and the terminal client do.</summary>
    Sdk,

    /// <summary>With frames of its own making.</summary>
    Wire,
}

/// <summary>A client.</summary>
/// <param name="Kind">How it speaks.</param>
/// <param name="User">Whose it is: an index of <see cref="RunHistory.Users"/>.</param>
internal sealed record ClientInfo(ClientKind Kind, int User);

/// <summary>A message that a client set out to post. The user's number for it is its identity; the text holds it, so no two texts are equal.</summary>
/// <param name="Number">Counts the user's messages.</param>
/// <param name="Room">An index of <see cref="RunHistory.Rooms"/>.</param>
/// <param name="Key">Fingerprint of the key; 0 where it is not known.</param>
/// <param name="Text">Fingerprint of the text.</param>
/// <param name="At">When it was first asked for, microseconds since the run began.</param>
internal readonly record struct Ask(int Number, int Room, ulong Key, ulong Text, long At);

/// <summary>What became of one attempt.</summary>
internal enum AnswerKind : byte
{
    /// <summary>The server said ok.</summary>
    Ok,

    /// <summary>The server said that it was not done.</summary>
    Refused,

    /// <summary>No answer came, or none that says whether it was done.</summary>
    Unknown,
}

/// <summary>What a client was told of one attempt to post a message.</summary>
/// <param name="Number">The message.</param>
/// <param name="Kind">What it was told.</param>
/// <param name="Seq">With <see cref="AnswerKind.Ok"/>.</param>
/// <param name="Stamp">With <see cref="AnswerKind.Ok"/>: the server's time, Unix milliseconds.</param>
/// <param name="At">When, microseconds since the run began.</param>
internal readonly record struct Answer(int Number, AnswerKind Kind, long Seq, long Stamp, long At);

/// <summary>What a client saw of a room.</summary>
internal enum SightKind : byte
{
    /// <summary>The answer to join; what comes after seq follows.</summary>
    Joined,

    /// <summary>A hello with seq as the cursor; what comes after it follows.</summary>
    Resumed,

    /// <summary>A message event.</summary>
    Live,

    /// <summary>A gap event: the messages from seq to <see cref="Sight.Print"/> do not come as events.</summary>
    Gap,

    /// <summary>A message out of a page of history, read because of a gap.</summary>
    Page,

    /// <summary>The library's state passed over the messages from seq to <see cref="Sight.Print"/>, as its bounds say.</summary>
    Passed,

    /// <summary>The library's subscriber was too slow and was told so; it knows that it saw nothing up to seq.</summary>
    Blind,

    /// <summary>At the end: a message in the library's state.</summary>
    View,

    /// <summary>At the end: the library's state has everything up to seq.</summary>
    ViewEnd,
}

/// <summary>One thing that a client saw, in the order in which it saw it.</summary>
/// <param name="Kind">What it was.</param>
/// <param name="Room">An index of <see cref="RunHistory.Rooms"/>.</param>
/// <param name="Seq">See <see cref="SightKind"/>.</param>
/// <param name="Print">Fingerprint of the message, or the end of a range.</param>
internal readonly record struct Sight(SightKind Kind, int Room, long Seq, ulong Print = 0);

/// <summary>A message of a room's log, read from the storage at the end.</summary>
/// <param name="Seq">Its place.</param>
/// <param name="Stamp">The server's time, Unix milliseconds.</param>
/// <param name="Author">An index of <see cref="RunHistory.Users"/>; -1 for nobody known.</param>
/// <param name="Key">Fingerprint of the key.</param>
/// <param name="Text">Fingerprint of the text.</param>
internal readonly record struct LogEntry(long Seq, long Stamp, int Author, ulong Key, ulong Text)
{
    /// <summary>Fingerprint of the message, as in <see cref="Sight.Print"/>.</summary>
    public ulong Print => Fingerprint.Of(Author, Key, Text, Stamp);
}

/// <summary>What must not happen and was found while it ran.</summary>
internal enum IncidentKind : byte
{
    /// <summary>The server no longer knew a session.</summary>
    SessionLost,

    /// <summary>The server no longer knew that a user is in a room.</summary>
    MembershipLost,

    /// <summary>A client's connection ended for good, or a request got an error that nothing explains.</summary>
    WrongRefusal,

    /// <summary>The server broke the wire contract.</summary>
    BadWire,

    /// <summary>The server process ended by itself.</summary>
    ServerDied,

    /// <summary>The server did not stop as it should when it was asked to.</summary>
    BadStop,

    /// <summary>Everything was healed, and still something was not done in time.</summary>
    Stuck,

    /// <summary>The storage says that it is damaged.</summary>
    Damaged,

    /// <summary>No server could be started again to read the logs, or it did not let them be read: what they hold is not known.</summary>
    LogsNotRead,
}

/// <summary>Something that must not happen.</summary>
internal sealed record Incident(IncidentKind Kind, string Text);
