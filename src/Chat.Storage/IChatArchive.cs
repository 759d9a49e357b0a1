namespace Chat.Storage;

/// <summary>
/// All that is stored, as it was at one moment, for commands that read it as a whole. Not for a node: its calls block, and what it holds open keeps
/// the storage from tidying up. What is read as it is asked for is read to its end before the next question.
/// </summary>
public interface IChatArchive : IDisposable
{
    /// <summary>The room of that folded name; null where there is none.</summary>
    ArchivedRoom? FindRoom(string folded);

    /// <summary>The user of that folded name, before any who had it earlier; null where there is none.</summary>
    ArchivedUser? FindUser(string folded);

    /// <summary>A room's messages, ascending by seq, read as they are asked for.</summary>
    IEnumerable<ArchivedMessage> MessagesOf(ArchivedRoom room);

    /// <summary>The rooms and private conversations that a user is in or has written in, by name.</summary>
    IReadOnlyList<ArchivedPlace> PlacesOf(ArchivedUser user);

    /// <summary>What a user wrote in a room, ascending by seq, read as it is asked for.</summary>
    IEnumerable<ArchivedMessage> MessagesOf(ArchivedUser user, ArchivedPlace place);
}

/// <summary>A room.</summary>
/// <param name="No">Its number in the archive.</param>
/// <param name="Name">The name as its maker wrote it.</param>
/// <param name="Topic">Empty where there is none.</param>
/// <param name="LastSeq">The newest message's seq; 0 where there never was one.</param>
/// <param name="Messages">How many messages are kept.</param>
public sealed record ArchivedRoom(long No, string Name, string Topic, long LastSeq, long Messages);

/// <summary>A user.</summary>
/// <param name="Id">For good.</param>
/// <param name="Name">The name as shown.</param>
/// <param name="Guest">True where it has no account.</param>
/// <param name="SeenAt">When its last connection went, or it was made.</param>
/// <param name="Messages">How many messages of it are kept.</param>
public sealed record ArchivedUser(string Id, string Name, bool Guest, DateTimeOffset SeenAt, long Messages);

/// <summary>A room as one user has it.</summary>
/// <param name="No">Its number in the archive.</param>
/// <param name="Label">Its name as this user sees it: <c>@bob</c> for a private conversation.</param>
/// <param name="Role">The user's role; null where it is no member any more.</param>
/// <param name="Read">The user's read marker; null where it is no member any more.</param>
/// <param name="LastSeq">The newest message's seq.</param>
public sealed record ArchivedPlace(long No, string Label, string? Role, long? Read, long LastSeq);

/// <summary>A message, as it was written.</summary>
public sealed record ArchivedMessage(long Seq, DateTimeOffset At, string From, string Text, string Key, string? Kind);
