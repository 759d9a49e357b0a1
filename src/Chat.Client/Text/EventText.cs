using Chat.Client.Moderation;
using Chat.Protocol.Frames;
using Chat.Sdk.State;

namespace Chat.Client.Text;

/// <summary>What the server tells of people and rooms, in words. All results are clean and one line long.</summary>
internal static class EventText
{
    // Stands in no name that somebody chose.
    private const char RetiredMark = '~';

    /// <summary>Somebody came into a room.</summary>
    public static string Joined(JoinedEvent joined) => $"{CleanText.Line(joined.User)} joined {CleanText.Line(joined.Room)}";

    /// <summary>Somebody went, and why where that is not by wish.</summary>
    public static string Left(LeftEvent left)
    {
        if (ModerationText.SentOut(left) is { } sentOut)
        {
            return sentOut;
        }

        string reason = left.Reason switch
        {
            "left" or "" or null => string.Empty,
            "quit" => " (quit)",
            "expired" => " (gone for too long)",
            _ => $" ({CleanText.Line(left.Reason)})",
        };
        return $"{CleanText.Line(left.User)} left {CleanText.Line(left.Room)}{reason}";
    }

    /// <summary>A room's topic was set or taken away.</summary>
    public static string Topic(TopicEvent topic) => topic.Topic.Length == 0
        ? $"{CleanText.Line(topic.By)} took the topic of {CleanText.Line(topic.Room)} away"
        : $"{CleanText.Line(topic.By)} set the topic of {CleanText.Line(topic.Room)}: {CleanText.Line(topic.Topic)}";

    /// <summary>Somebody has another name; null where it is only the name of a guest who has gone, set aside by the server.</summary>
    public static string? Renamed(RenamedEvent renamed) =>
        renamed.To.Contains(RetiredMark, StringComparison.Ordinal) ? null : $"{CleanText.Line(renamed.User)} is now {CleanText.Line(renamed.To)}";

    /// <summary>Why something ended, fit for the middle of a sentence.</summary>
    public static string Reason(string reason) => CleanText.Line(reason).TrimEnd('.');

    /// <summary>Somebody came, went or is away, where that is news to the state before; null where it is not.</summary>
    public static string? Presence(PresenceEvent presence, ChatState before)
    {
        // Each room that is shared tells it: it is news until one of them shows it.
        UserEntry[] known = [.. before.Rooms.Values
            .Where(room => !room.IsPrivate && room.Counts is null)
            .Select(room => room.Members.GetValueOrDefault(presence.User))
            .OfType<UserEntry>()];
        if (known.Length == 0 || known.Any(entry => entry.Status == presence.Status && entry.Away == presence.Away))
        {
            return null;
        }

        string user = CleanText.Line(presence.User);
        return presence.Status switch
        {
            UserStatus.Away when !string.IsNullOrEmpty(presence.Away) => $"{user} is away: {CleanText.Line(presence.Away)}",
            UserStatus.Online when known[0].Status == UserStatus.Away => $"{user} is back",
            _ => $"{user} is {CleanText.Line(presence.Status)}",
        };
    }
}
