using System.Collections.Immutable;
using Chat.Protocol.Frames;

namespace Chat.Sdk.State;

/// <summary>A large room's members: not told one by one, but read a page at a time, each as old as it is.</summary>
internal static class MemberPages
{
    /// <summary>The room is large from here on: what is known of its members was true until then.</summary>
    public static RoomView Begin(RoomView room, CountsInfo counts)
    {
        string? last = room.MembersComplete ? null : room.Members.Keys.Max(StringComparer.Ordinal);
        return room with
        {
            Counts = counts,
            MembersComplete = false,
            Pages = room.MembersComplete || last is not null ? [new MemberPage(null, last, counts.At)] : [],
        };
    }

    /// <summary>Takes a page, which says all there is to say of its stretch.</summary>
    public static RoomView Take(RoomView room, IReadOnlyList<UserEntry> users, string? after, bool isLast, CountsInfo counts)
    {
        var page = new MemberPage(after, isLast || users.Count == 0 ? null : users[^1].User, counts.At);
        var members = room.Members.ToBuilder();
        members.RemoveRange(room.Members.Keys.Where(page.Covers));
        foreach (UserEntry user in users)
        {
            members[user.User] = user;
        }

        IEnumerable<MemberPage?> before = after is null ? [] : room.Pages.Select(old => old.UpTo(after));
        IEnumerable<MemberPage?> behind = page.To is null ? [] : room.Pages.Select(old => old.From(page.To));
        return room with
        {
            Members = members.ToImmutable(),
            MembersComplete = false,
            Counts = counts,
            Pages = [.. before.OfType<MemberPage>(), page, .. behind.OfType<MemberPage>()],
        };
    }

    /// <summary>Someone said something: it was there then, whatever an older page says.</summary>
    public static RoomView Speak(RoomView room, string user, DateTimeOffset at) =>
        room.Counts is not null
        && room.Members.TryGetValue(user, out UserEntry? member) && member.Status == UserStatus.Offline
        && room.AsOf(member.User) < at
            ? room with { Members = room.Members.SetItem(user, member with { Status = UserStatus.Online, Since = null }) }
            : room;
}
