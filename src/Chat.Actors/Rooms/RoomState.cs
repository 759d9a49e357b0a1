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
/// <param name="ByName">The members by name, in the order in which lists show them.</param>
public sealed record RoomState(
    RoomId Id,
    string Name,
    string Topic,
    long Head,
    ImmutableDictionary<UserId, Member> Members,
    ImmutableSortedSet<NamedMember> ByName)
{
    private static readonly ImmutableSortedSet<NamedMember> Nobody = ImmutableSortedSet.Create<NamedMember>(NamedMember.Order);

    /// <summary>True where there are so many members that what each does is not told to all.</summary>
    public bool IsLarge { get; init; }

    /// <summary>How it is used and moderated.</summary>
    public ModerationState Moderation { get; init; } = ModerationState.None;

    /// <summary>The owners and moderators.</summary>
    public ImmutableHashSet<UserId> Staff { get; private init; } = [];

    /// <summary>How many members are online.</summary>
    public int Online { get; private init; }

    /// <summary>How many members are away.</summary>
    public int Away { get; private init; }

    /// <summary>The room as stored, with everybody offline.</summary>
    public static RoomState From(StoredRoom stored)
    {
        ArgumentNullException.ThrowIfNull(stored);
        ImmutableSortedSet<NamedMember>.Builder byName = Nobody.ToBuilder();
        foreach (StoredMember member in stored.Members)
        {
            // A guest that is about to be retired and its name's new holder may both be here for a moment.
            var named = new NamedMember(member.Name, member.User);
            byName.Remove(named);
            byName.Add(named);
        }

        return Empty(stored.Id, stored.Name) with
        {
            Topic = stored.Topic,
            Head = stored.LastSeq,
            Members = stored.Members.ToImmutableDictionary(m => m.User, m => new Member(m.User, m.Name, m.Role, Presence.Offline)),
            ByName = byName.ToImmutable(),
            Moderation = ModerationState.From(stored.Moderation),
            Staff = [.. stored.Members.Where(m => m.Role != RoomRole.Member).Select(m => m.User)],
        };
    }

    /// <summary>A room without members and messages.</summary>
    public static RoomState Empty(RoomId id, string name) =>
        new(id, name, "", 0, ImmutableDictionary<UserId, Member>.Empty, Nobody);

    /// <summary>Adds a member, or replaces what is known of it.</summary>
    public RoomState With(Member member)
    {
        ArgumentNullException.ThrowIfNull(member);
        var named = new NamedMember(member.Name, member.User);
        bool isThere = Members.TryGetValue(member.User, out Member? old) && old.Name == member.Name && Holds(named);
        return this with
        {
            Members = Members.SetItem(member.User, member),
            ByName = isThere ? ByName : (old is null ? ByName : WithoutName(old)).Remove(named).Add(named),
            Online = Online + One(member, UserStatus.Online) - One(old, UserStatus.Online),
            Away = Away + One(member, UserStatus.Away) - One(old, UserStatus.Away),
            Staff = member.Role == RoomRole.Member ? Staff.Remove(member.User) : Staff.Add(member.User),
        };
    }

    /// <summary>Removes a member.</summary>
    public RoomState Without(UserId user) =>
        Members.TryGetValue(user, out Member? member)
            ? this with
            {
                Members = Members.Remove(user),
                ByName = WithoutName(member),
                Online = Online - One(member, UserStatus.Online),
                Away = Away - One(member, UserStatus.Away),
                Staff = Staff.Remove(user),
            }
            : this;

    /// <summary>The same room, large where it has more members than that. One that is large stays so until a quarter of them is gone.</summary>
    public RoomState Sized(int largeRoom) => Members.Count > (IsLarge ? LeastLarge(largeRoom) : largeRoom) is var large && large != IsLarge ? this with { IsLarge = large } : this;

    /// <summary>With so many members or fewer no room is large, whatever it was.</summary>
    public static int LeastLarge(int largeRoom) => largeRoom - (largeRoom / 4);

    /// <summary>How many are here.</summary>
    public RoomCounts CountsAt(DateTimeOffset now) => new(Members.Count, Online, Away, now);

    /// <summary>The room's name as this user sees it: its own, or <c>@</c> and the other's name.</summary>
    public string LabelFor(UserId user) =>
        Id.IsPair ? "@" + (Members.Values.FirstOrDefault(m => m.User != user) ?? Members.GetValueOrDefault(user))?.Name : Name;

    /// <summary>Members by name behind <paramref name="after"/>.</summary>
    /// <returns>At most <paramref name="limit"/> of them, and whether there are more.</returns>
    public (IReadOnlyList<Member> Page, bool More) Page(string? after, int limit)
    {
        var page = new List<Member>(Math.Min(limit, ByName.Count));
        int at = 0;
        if (after is not null)
        {
            // Where nobody has that name, this is the complement of the next one's place.
            at = ByName.IndexOf(new NamedMember(after, default));
            at = at < 0 ? ~at : at + 1;
        }

        for (; at < ByName.Count && page.Count < limit; at++)
        {
            page.Add(Members[ByName[at].User]);
        }

        return (page, at < ByName.Count);
    }

    /// <summary>The role that a user gets who joins now: an empty room that is open to all gets an owner, where rooms have owners.</summary>
    public string RoleForNewcomer(bool founds) =>
        founds && Members.IsEmpty && Moderation.Settings.Access == RoomAccess.Public ? RoomRole.Owner : RoomRole.Member;

    /// <summary>True for a member without whom the room has no owner.</summary>
    public bool IsLastOwner(UserId user) => IsOwner(user) && !Staff.Any(s => s != user && IsOwner(s));

    private bool IsOwner(UserId user) => Members.GetValueOrDefault(user)?.Role == RoomRole.Owner;

    private static int One(Member? member, string status) => member?.Presence.Status == status ? 1 : 0;

    private bool Holds(NamedMember named) => ByName.TryGetValue(named, out NamedMember holder) && holder.User == named.User;

    private ImmutableSortedSet<NamedMember> WithoutName(Member member) =>
        new NamedMember(member.Name, member.User) is var named && Holds(named) ? ByName.Remove(named) : ByName;
}

/// <summary>A member in the order of names: two of the same name are one there.</summary>
/// <param name="Name">The name.</param>
/// <param name="User">Whose it is.</param>
public readonly record struct NamedMember(string Name, UserId User)
{
    /// <summary>By name, in the order of UTF-16 units.</summary>
    public static IComparer<NamedMember> Order { get; } = Comparer<NamedMember>.Create((a, b) => string.CompareOrdinal(a.Name, b.Name));
}
