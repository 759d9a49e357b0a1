using System.Collections.Immutable;
using System.Net;
using Chat.Actors.Moderation;
using Chat.Actors.Storage;
using Chat.Protocol.Names;

namespace Chat.Actors.Rooms;

/// <summary>How a room is used and moderated: immutable, without clock or actor. What has ended by itself stays until it is pruned and counts for nothing.</summary>
/// <param name="Settings">How it is used.</param>
/// <param name="Bans">Who is kept out.</param>
/// <param name="Mutes">Who may say nothing.</param>
/// <param name="Invitations">Who may join though the room is not open to all.</param>
public sealed record ModerationState(
    RoomSettings Settings,
    ImmutableDictionary<SanctionTarget, Sanction> Bans,
    ImmutableDictionary<UserId, Sanction> Mutes,
    ImmutableDictionary<UserId, RoomInvitation> Invitations)
{
    /// <summary>A new room's.</summary>
    public static ModerationState None { get; } = new(
        RoomSettings.Open,
        ImmutableDictionary<SanctionTarget, Sanction>.Empty,
        ImmutableDictionary<UserId, Sanction>.Empty,
        ImmutableDictionary<UserId, RoomInvitation>.Empty);

    /// <summary>Most reports that are remembered, to take none twice.</summary>
    private const int MostReported = 1000;

    /// <summary>The numbers of open reports, by who reported which message; 0 while one is being stored. Those of before the room was loaded are not in it.</summary>
    internal ImmutableDictionary<(UserId User, long Seq), long> Reported { get; init; } = ImmutableDictionary<(UserId User, long Seq), long>.Empty;

    /// <summary>When members said something last, while that counts.</summary>
    internal SendTimes Sends { get; init; } = SendTimes.None;

    /// <summary>As stored.</summary>
    public static ModerationState From(RoomModeration stored)
    {
        ArgumentNullException.ThrowIfNull(stored);
        return stored == RoomModeration.None
            ? None
            : stored.Sanctions.Aggregate(None with { Settings = stored.Settings }, (state, sanction) => state.With(sanction)) with
            {
                Invitations = stored.Invitations.ToImmutableDictionary(i => i.User),
            };
    }

    /// <summary>The target of a user.</summary>
    public static SanctionTarget TargetOf(UserId user) => new(TargetKind.User, user.Value);

    /// <summary>The ban that keeps someone out; null where none does.</summary>
    /// <param name="user">Who.</param>
    /// <param name="name">The name it has; null for one that is no name anyone can choose.</param>
    /// <param name="address">Where it comes from; null where that does not count.</param>
    /// <param name="now">Bans that have ended by then do not count.</param>
    public Sanction? BanOf(UserId user, ChatName? name, string? address, DateTimeOffset now)
    {
        if (Bans.IsEmpty)
        {
            return null;
        }

        if (Bans.TryGetValue(TargetOf(user), out Sanction? ban) && Holds(ban, now))
        {
            return ban;
        }

        IPAddress? from = address is null ? null : IPAddress.Parse(address);
        return Bans.Values.FirstOrDefault(b => Holds(b, now) && b.Target.Kind switch
        {
            TargetKind.Pattern => name is { } given && NamePattern.Matches(b.Target.Value, given),
            TargetKind.Address => from is not null && AddressRange.TryParse(b.Target.Value, out AddressRange? range) && range.Contains(from),
            _ => false,
        });
    }

    /// <summary>The mute of someone; null where it may speak.</summary>
    public Sanction? MuteOf(UserId user, DateTimeOffset now) => Mutes.TryGetValue(user, out Sanction? mute) && Holds(mute, now) ? mute : null;

    /// <summary>The invitation of someone; null where there is none that holds.</summary>
    public RoomInvitation? InvitationOf(UserId user, DateTimeOffset now) =>
        Invitations.TryGetValue(user, out RoomInvitation? invitation) && invitation.Expires > now ? invitation : null;

    /// <summary>The sanctions of a kind that hold, in the order in which lists show them.</summary>
    /// <param name="kind">Which.</param>
    /// <param name="now">Those that have ended by then are left out.</param>
    public IReadOnlyList<SanctionLine> Lines(SanctionKind kind, DateTimeOffset now) =>
        SanctionLine.Of((kind == SanctionKind.Ban ? Bans.Values : Mutes.Values).Where(s => Holds(s, now)));

    /// <summary>Adds a ban or a mute, in place of the same target's.</summary>
    public ModerationState With(Sanction sanction)
    {
        ArgumentNullException.ThrowIfNull(sanction);
        return sanction.Kind == SanctionKind.Ban
            ? this with { Bans = Bans.SetItem(sanction.Target, sanction) }
            : this with { Mutes = Mutes.SetItem(new UserId(sanction.Target.Value), sanction) };
    }

    /// <summary>Ends a ban or a mute.</summary>
    public ModerationState Without(SanctionKind kind, SanctionTarget target) => kind == SanctionKind.Ban
        ? this with { Bans = Bans.Remove(target) }
        : this with { Mutes = Mutes.Remove(new UserId(target.Value)) };

    /// <summary>Remembers a report.</summary>
    internal ModerationState WithReport(UserId user, long seq, long no) =>
        this with { Reported = (Reported.Count < MostReported ? Reported : Reported.Clear()).SetItem((user, seq), no) };

    /// <summary>Forgets a report that was not stored.</summary>
    internal ModerationState WithoutReport(UserId user, long seq) => this with { Reported = Reported.Remove((user, seq)) };

    /// <summary>Forgets a report that is closed.</summary>
    internal ModerationState WithoutReport(long no) => this with { Reported = Reported.RemoveRange(Reported.Where(r => r.Value == no).Select(r => r.Key)) };

    /// <summary>Drops what has ended by then.</summary>
    public ModerationState Pruned(DateTimeOffset now) => this with
    {
        Bans = Bans.RemoveRange(Bans.Where(b => !Holds(b.Value, now)).Select(b => b.Key)),
        Mutes = Mutes.RemoveRange(Mutes.Where(m => !Holds(m.Value, now)).Select(m => m.Key)),
        Invitations = Invitations.RemoveRange(Invitations.Where(i => i.Value.Expires <= now).Select(i => i.Key)),
    };

    private static bool Holds(Sanction sanction, DateTimeOffset now) => !(sanction.Until <= now);
}
