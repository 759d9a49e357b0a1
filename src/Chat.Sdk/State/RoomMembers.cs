using Chat.Protocol.Frames;

namespace Chat.Sdk.State;

/// <summary>Who is in a room, and who is typing there.</summary>
internal static class RoomMembers
{
    private const int MostTyping = 100;

    /// <summary>Takes a page of members; the first one replaces what was known, but in a large room only its own stretch.</summary>
    /// <param name="room">The room.</param>
    /// <param name="users">The page.</param>
    /// <param name="after">The name behind which it begins; null for the first page.</param>
    /// <param name="isLast">True where nobody comes behind it.</param>
    /// <param name="counts">There where the room is large.</param>
    public static RoomView TakePage(RoomView room, IReadOnlyList<UserEntry> users, string? after, bool isLast, CountsInfo? counts)
    {
        if (counts is not null)
        {
            return MemberPages.Take(room.Counts is null && after is null ? room with { Members = room.Members.Clear() } : room, users, after, isLast, counts);
        }

        bool isFirst = after is null;
        var members = (isFirst ? room.Members.Clear() : room.Members).ToBuilder();
        foreach (UserEntry user in users)
        {
            members[user.User] = user;
        }

        return room with { Members = members.ToImmutable(), MembersComplete = isLast, Counts = null, Pages = [] };
    }

    /// <summary>The server says how many there are, in place of who; or that it says who again, so that they are to be asked for.</summary>
    public static RoomView Count(RoomView room, CountsEvent said)
    {
        var counts = new CountsInfo(said.Members, said.Online, said.Away, said.At);
        return said.Each is true ? room with { Counts = null, Pages = [], MembersComplete = false }
            : room.Counts is null ? MemberPages.Begin(room, counts)
            : room with { Counts = counts };
    }

    /// <summary>Someone came in; known already, only status and role are taken.</summary>
    public static RoomView Add(RoomView room, JoinedEvent joined)
    {
        if (room.Counts is not null && !room.Members.ContainsKey(joined.User))
        {
            // The list is what was read of it.
            return room;
        }

        UserEntry? known = room.Members.GetValueOrDefault(joined.User);
        string? away = joined.Status == UserStatus.Away ? joined.Away ?? known?.Away : null;
        DateTimeOffset? since = known?.Status == joined.Status ? known.Since : null;
        return room with { Members = Put(room, new UserEntry(joined.User, joined.Status, joined.Role, away, since, known?.Muted)) };
    }

    /// <summary>Someone went.</summary>
    public static RoomView Remove(RoomView room, string user) =>
        room with { Members = room.Members.Remove(user), Typing = room.Typing.Remove(user) };

    /// <summary>Someone came online, went away or offline.</summary>
    public static RoomView SetPresence(RoomView room, PresenceEvent presence)
    {
        if (!room.Members.TryGetValue(presence.User, out UserEntry? member))
        {
            return room;
        }

        string? away = presence.Status == UserStatus.Away ? presence.Away : null;
        DateTimeOffset? since = member.Status == presence.Status ? member.Since : presence.At;
        return room with { Members = Put(room, member with { Status = presence.Status, Away = away, Since = since }) };
    }

    /// <summary>Someone has another name.</summary>
    public static RoomView Rename(RoomView room, string user, string to) =>
        room.Members.TryGetValue(user, out UserEntry? member)
            ? room with { Members = room.Members.Remove(user).SetItem(to, member with { User = to }), Typing = room.Typing.Remove(user) }
            : room;

    /// <summary>Someone is typing, or has stopped.</summary>
    public static RoomView SetTyping(RoomView room, TypingEvent typing, DateTimeOffset at) =>
        !typing.Active ? StopTyping(room, typing.User)
        : room.Typing.Count < MostTyping || room.Typing.ContainsKey(typing.User) ? room with { Typing = room.Typing.SetItem(typing.User, at) }
        : room;

    /// <summary>Someone has stopped typing.</summary>
    public static RoomView StopTyping(RoomView room, string user) =>
        room.Typing.ContainsKey(user) ? room with { Typing = room.Typing.Remove(user) } : room;

    /// <summary>Drops what was heard before a time.</summary>
    public static RoomView ExpireTyping(RoomView room, DateTimeOffset before)
    {
        string[] gone = [.. room.Typing.Where(typing => typing.Value < before).Select(typing => typing.Key)];
        return gone.Length == 0 ? room : room with { Typing = room.Typing.RemoveRange(gone) };
    }

    // Removed first, so that the key takes the spelling of the name.
    private static System.Collections.Immutable.ImmutableSortedDictionary<string, UserEntry> Put(RoomView room, UserEntry user) =>
        room.Members.Remove(user.User).Add(user.User, user);
}
