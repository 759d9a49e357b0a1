using Chat.Actors.Rooms;
using Chat.Actors.Sessions;
using Chat.Actors.Storage;
using Chat.Protocol;
using Chat.Protocol.Frames;
using Chat.Protocol.Names;

namespace Chat.Actors.Edge;

/// <summary>Turns the contract's room requests into actor messages.</summary>
internal static class RequestMapping
{
    /// <summary>Reads a room's name.</summary>
    /// <returns>Why it is none; null when it is one.</returns>
    public static Refusal? ParseTarget(string room, NamePolicy policy, out RoomTarget target, out ChatName name)
    {
        target = new RoomTarget.Named(default);
        name = default;
        if (room.StartsWith('@'))
        {
            Refusal? refusal = ParseUser(room[1..], policy, out string folded);
            target = new RoomTarget.Peer(room[1..], folded);
            return refusal is null ? null : refusal with { Field = "room" };
        }

        if (!NameRules.TryParse(room, NameKind.Room, policy, out name, out string? problem))
        {
            return new Refusal(ErrorCodes.BadName, problem, "room");
        }

        target = new RoomTarget.Named(RoomId.OfName(name.Folded));
        return null;
    }

    /// <summary>Reads the name of someone who may exist, retired guests included.</summary>
    public static Refusal? ParseUser(string user, NamePolicy policy, out string folded)
    {
        folded = user;
        if (user.Contains(RetiredName.Mark) && user.Length <= 2 * ProtocolLimits.MaxUserChars)
        {
            return null;
        }

        if (!NameRules.TryParse(user, NameKind.User, policy, out ChatName name, out string? problem))
        {
            return new Refusal(ErrorCodes.BadName, problem, "user");
        }

        folded = name.Folded;
        return null;
    }

    /// <summary>What is asked of the room; null for a request that is not the room's to answer.</summary>
    public static RoomAction? ToAction(RoomRequest request, ChatName name) => request switch
    {
        JoinRequest => new RoomAction.Join(name.Display ?? "", name.Skeleton ?? "", Presence.Online),
        LeaveRequest => new RoomAction.Leave("left"),
        SendRequest r => new RoomAction.Send(r.Text, r.Key, r.Kind),
        HistoryRequest r => new RoomAction.History(new HistoryQuery(r.Before, r.After, r.Around, PageLimit(r.Limit))),
        UsersRequest r => new RoomAction.Members(r.After, PageLimit(r.Limit)),
        TypingRequest r => new RoomAction.Typing(r.Active),
        TopicRequest r => new RoomAction.Topic(r.Topic),
        _ => null,
    };

    /// <summary>How many entries a page shall have.</summary>
    public static int PageLimit(int? asked) => Math.Min(asked ?? ProtocolLimits.DefaultPage, ProtocolLimits.MaxPage);
}
