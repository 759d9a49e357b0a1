using System.Collections.Immutable;
using Chat.Protocol.Frames;

namespace Chat.Actors.Rooms;

/// <summary>What follows from a change of presence.</summary>
/// <param name="Ledger">What waits now.</param>
/// <param name="State">The room: its members are shown as they were told.</param>
/// <param name="Items">What the room's stream gets.</param>
internal sealed record PresenceStep(PresenceLedger Ledger, RoomState State, IReadOnlyList<RelayItem> Items);

/// <summary>That a member is gone, which nobody was told yet.</summary>
/// <param name="At">Since when.</param>
/// <param name="Rounds">How many ticks it still waits.</param>
internal sealed record HeldAbsence(DateTimeOffset At, int Rounds);

/// <summary>
/// What a room has to tell of its members' presence and has not told yet. Pure: it knows no clock, it is told that time passes.
/// <list type="bullet">
/// <item>In other rooms each change is told at once, but that someone is gone waits some ticks: who is back by then costs nobody a byte.
/// The room's state shows what was told, so that a list fetched at any time is what a list fetched before and the events since then make.</item>
/// <item>In a large room the state changes at once and only the numbers are told, once a tick and where they are others than before.</item>
/// </list>
/// At most one entry a member, and none in a large room.
/// </summary>
/// <param name="Held">Who is gone without being told so.</param>
/// <param name="Told">In a large room: the numbers that were told last.</param>
internal sealed record PresenceLedger(ImmutableDictionary<UserId, HeldAbsence> Held, RoomCounts? Told)
{
    /// <summary>Ticks that an absence waits. The first may come at once, so one less of them is the grace.</summary>
    public const int Rounds = 5;

    /// <summary>Nothing waits, in a room that is not large.</summary>
    public static PresenceLedger Empty { get; } = new(ImmutableDictionary<UserId, HeldAbsence>.Empty, null);

    /// <summary>True where a tick is needed.</summary>
    public bool Waits(RoomState state) => state.IsLarge ? state.CountsAt(default) != Told : !Held.IsEmpty;

    /// <summary>A member came, went, or is away. About anyone else it changes nothing.</summary>
    /// <param name="state">The room.</param>
    /// <param name="user">Who.</param>
    /// <param name="presence">Whether it is there.</param>
    /// <param name="at">Since when, where the status is another.</param>
    /// <param name="holds">False to tell at once that someone is gone, too.</param>
    public PresenceStep Note(RoomState state, UserId user, Presence presence, DateTimeOffset at, bool holds)
    {
        if (!state.Members.TryGetValue(user, out Member? member))
        {
            return new PresenceStep(this, state, []);
        }

        bool gone = presence.Status == UserStatus.Offline;
        if (member.Presence == presence)
        {
            return new PresenceStep(Forget(user), state, []);
        }

        if (state.IsLarge)
        {
            // A user's other devices know by this event alone that it is away.
            bool own = !gone && (presence.Away ?? member.Presence.Away) is not null;
            return new PresenceStep(this, Show(state, member, presence, at), own ? [new RelayItem.OwnPresence(user, member.Name, presence, at)] : []);
        }

        if (gone && holds)
        {
            return new PresenceStep(Held.ContainsKey(user) ? this : this with { Held = Held.Add(user, new HeldAbsence(at, Rounds)) }, state, []);
        }

        return new PresenceStep(Forget(user), Show(state, member, presence, at), [new RelayItem.PresenceChanged(member.Name, presence, at)]);
    }

    /// <summary>Some time has passed.</summary>
    /// <param name="state">The room.</param>
    /// <param name="now">The room's time.</param>
    public PresenceStep Tick(RoomState state, DateTimeOffset now)
    {
        if (state.IsLarge)
        {
            RoomCounts counts = state.CountsAt(now);
            return counts == Told ? new PresenceStep(this, state, []) : new PresenceStep(this with { Told = counts }, state, [new RelayItem.Counted(counts, Each: false)]);
        }

        var items = new List<RelayItem>();
        var held = Held.ToBuilder();
        foreach ((UserId user, HeldAbsence absence) in Held)
        {
            if (absence.Rounds > 1)
            {
                held[user] = absence with { Rounds = absence.Rounds - 1 };
                continue;
            }

            held.Remove(user);
            if (state.Members.TryGetValue(user, out Member? member))
            {
                state = Show(state, member, Presence.Offline, absence.At);
                items.Add(new RelayItem.PresenceChanged(member.Name, Presence.Offline, absence.At));
            }
        }

        return new PresenceStep(this with { Held = held.ToImmutable() }, state, items);
    }

    /// <summary>Members came or went: the room may be large now, or large no more. Either is told, and from there on things are told in the other manner.</summary>
    /// <param name="state">The room.</param>
    /// <param name="largeRoom">With more members a room is large.</param>
    /// <param name="now">The room's time.</param>
    public PresenceStep Resize(RoomState state, int largeRoom, DateTimeOffset now)
    {
        RoomState sized = state.Sized(largeRoom);
        if (sized.IsLarge == state.IsLarge)
        {
            return new PresenceStep(this, state, []);
        }

        foreach ((UserId user, HeldAbsence absence) in Held)
        {
            sized = sized.Members.TryGetValue(user, out Member? member) ? Show(sized, member, Presence.Offline, absence.At) : sized;
        }

        RoomCounts counts = sized.CountsAt(now);
        return new PresenceStep(Empty with { Told = sized.IsLarge ? counts : null }, sized, [new RelayItem.Counted(counts, Each: !sized.IsLarge)]);
    }

    /// <summary>Drops what waits about someone.</summary>
    public PresenceLedger Forget(UserId user) => Held.ContainsKey(user) ? this with { Held = Held.Remove(user) } : this;

    private static RoomState Show(RoomState state, Member member, Presence presence, DateTimeOffset at) =>
        state.With(member with { Presence = presence, Since = member.Presence.Status == presence.Status ? member.Since : at });
}
