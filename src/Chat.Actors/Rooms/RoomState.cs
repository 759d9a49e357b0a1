using System.Collections.Immutable;
using Chat.Actors.Storage;
using Chat.Protocol.Frames;

namespace Chat.Actors.Rooms;

/// <summary>A room as it is: immutable, without clock or actor.</summary>
/// <param name="Id">The room.</param>
/// <param name="Name">The name as its maker wrote it; empty for a private pair.</param>
/// <param name="Topic">Empty when there is none.</param>
/// <param name="Head">The newest committed message's seq.</param>
/// <param name="Members">The members by user.</param>
/// <param name="ByName">The members' users by name, in the order in which lists show them.</param>
public sealed record RoomState(
    RoomId Id,
    string Name,
    string Topic,
    long Head,
    ImmutableDictionary<UserId, Member> Members,
    ImmutableSortedDictionary<string, UserId> ByName)
{
    /// <summary>The room as stored, with everybody offline.</summary>
    public static RoomState From(StoredRoom stored)
    {
        ArgumentNullException.ThrowIfNull(stored);
        var byName = ImmutableSortedDictionary.CreateBuilder<string, UserId>(StringComparer.Ordinal);
        foreach (StoredMember member in stored.Members)
        {
            // A guest that is about to be retired and its name's new holder may both be here for a moment.
            byName[member.Name] = member.User;
        }

        return Empty(stored.Id, stored.Name) with
        {
            Topic = stored.Topic,
            Head = stored.LastSeq,
            Members = stored.Members.ToImmutableDictionary(m => m.User, m => new Member(m.User, m.Name, m.Role, Presence.Offline)),
            ByName = byName.ToImmutable(),
        };
    }

    /// <summary>A room without members and messages.</summary>
    public static RoomState Empty(RoomId id, string name) =>
        new(id, name, "", 0, ImmutableDictionary<UserId, Member>.Empty, ImmutableSortedDictionary.Create<string, UserId>(StringComparer.Ordinal));

    /// <summary>Adds a member, or replaces what is known of it.</summary>
    public RoomState With(Member member)
    {
        ArgumentNullException.ThrowIfNull(member);
        ImmutableSortedDictionary<string, UserId> byName = Members.TryGetValue(member.User, out Member? old) ? WithoutName(old) : ByName;
        return this with { Members = Members.SetItem(member.User, member), ByName = byName.SetItem(member.Name, member.User) };
    }

    /// <summary>Removes a member.</summary>
    public RoomState Without(UserId user) =>
        Members.TryGetValue(user, out Member? member)
            ? this with { Members = Members.Remove(user), ByName = WithoutName(member) }
            : this;

    /// <summary>The room's name as this user sees it: its own, or <c>@</c> and the other's name.</summary>
    public string LabelFor(UserId user) =>
        Id.IsPair ? "@" + (Members.Values.FirstOrDefault(m => m.User != user) ?? Members.GetValueOrDefault(user))?.Name : Name;

    /// <summary>Members by name behind <paramref name="after"/>.</summary>
    /// <returns>At most <paramref name="limit"/> of them, and whether there are more.</returns>
    public (IReadOnlyList<Member> Page, bool More) Page(string? after, int limit)
    {
        var page = new List<Member>(Math.Min(limit, ByName.Count));
        foreach (UserId user in after is null ? ByName.Values : ByName.SkipWhile(m => string.CompareOrdinal(m.Key, after) <= 0).Select(m => m.Value))
        {
            if (page.Count == limit)
            {
                return (page, true);
            }

            page.Add(Members[user]);
        }

        return (page, false);
    }

    /// <summary>The role that a user gets who joins now: a room without owner gets one, where rooms have owners.</summary>
    public string RoleForNewcomer(bool founds) => founds && Members.IsEmpty ? RoomRole.Owner : RoomRole.Member;

    private ImmutableSortedDictionary<string, UserId> WithoutName(Member member) =>
        ByName.TryGetValue(member.Name, out UserId holder) && holder == member.User ? ByName.Remove(member.Name) : ByName;
}
