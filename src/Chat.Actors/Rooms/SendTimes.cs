using System.Collections.Immutable;

namespace Chat.Actors.Rooms;

/// <summary>When members of a room in slow mode said something last. Immutable; about as many entries as there are members at most.</summary>
/// <param name="Last">By user.</param>
internal sealed record SendTimes(ImmutableDictionary<UserId, DateTimeOffset> Last)
{
    /// <summary>How many entries beyond twice the members there may be: of those who have left.</summary>
    private const int Spare = 128;

    public static SendTimes None { get; } = new(ImmutableDictionary<UserId, DateTimeOffset>.Empty);

    /// <summary>How long someone still has to wait; zero or less where it may speak.</summary>
    public TimeSpan Left(UserId user, TimeSpan pause, DateTimeOffset now) =>
        Last.TryGetValue(user, out DateTimeOffset at) ? at + pause - now : TimeSpan.Zero;

    /// <summary>Someone says something.</summary>
    /// <param name="user">Who.</param>
    /// <param name="now">When.</param>
    /// <param name="pause">What is older counts no more.</param>
    /// <param name="members">How many members the room has.</param>
    public SendTimes Note(UserId user, DateTimeOffset now, TimeSpan pause, int members)
    {
        ImmutableDictionary<UserId, DateTimeOffset> last = Last.SetItem(user, now);
        if (last.Count > (2 * members) + Spare)
        {
            last = last.Where(l => l.Value + pause > now).OrderByDescending(l => l.Value).Take(members + (Spare / 2)).ToImmutableDictionary();
        }

        return new SendTimes(last);
    }

    /// <summary>What someone said then was not posted.</summary>
    public SendTimes Forget(UserId user, DateTimeOffset at) => Last.TryGetValue(user, out DateTimeOffset last) && last == at ? new SendTimes(Last.Remove(user)) : this;
}
