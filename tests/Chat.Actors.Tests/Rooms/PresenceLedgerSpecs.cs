using Chat.Actors.Rooms;
using Chat.Actors.Tests.Support;
using Chat.Protocol.Frames;

namespace Chat.Actors.Tests.Rooms;

public class PresenceLedgerSpecs
{
    private const int Large = 4;

    private static readonly Presence Lunch = new(UserStatus.Away, "lunch");

    private readonly List<RelayItem> _items = [];
    private PresenceLedger _ledger = PresenceLedger.Empty;
    private RoomState _state = RoomState.From(Sample.Room(0, Sample.Alice, Sample.Bob)).With(Member(Sample.Bob));

    [Fact]
    public void Should_tell_at_once_who_comes_and_who_is_away()
    {
        Note(Sample.Alice, Presence.Online);
        Note(Sample.Bob, Lunch);

        Assert.Equal(
            [new RelayItem.PresenceChanged("alice", Presence.Online, Sample.Now), new RelayItem.PresenceChanged("bob", Lunch, Sample.Now)],
            _items);
        Assert.False(_ledger.Waits(_state));
    }

    [Fact]
    public void Should_cost_nobody_a_byte_when_someone_goes_and_comes_back_within_the_grace()
    {
        Note(Sample.Bob, Presence.Offline);
        Tick(PresenceLedger.Rounds - 1);
        Note(Sample.Bob, Presence.Online);
        Tick(PresenceLedger.Rounds);

        Assert.Empty(_items);
        Assert.Equal(Presence.Online, _state.Members[Sample.Bob.User].Presence);
        Assert.False(_ledger.Waits(_state));
    }

    [Fact]
    public void Should_tell_who_is_gone_for_longer_since_when_it_is_so()
    {
        Note(Sample.Bob, Presence.Offline);
        Assert.True(_ledger.Waits(_state));
        Tick(1);
        Note(Sample.Bob, Presence.Offline, Sample.Now.AddSeconds(1));
        Tick(PresenceLedger.Rounds - 2);
        Assert.Empty(_items);
        Assert.Equal(Presence.Online, _state.Members[Sample.Bob.User].Presence);
        Tick(1);

        Assert.Equal(new RelayItem.PresenceChanged("bob", Presence.Offline, Sample.Now), Assert.Single(_items));
        Assert.Equal((Presence.Offline, Sample.Now), (_state.Members[Sample.Bob.User].Presence, _state.Members[Sample.Bob.User].Since));
        Assert.False(_ledger.Waits(_state));
    }

    [Fact]
    public void Should_tell_only_the_difference_of_who_comes_back_in_another_way()
    {
        Note(Sample.Bob, Presence.Offline);
        Note(Sample.Bob, Lunch);
        Tick(PresenceLedger.Rounds);

        Assert.Equal(new RelayItem.PresenceChanged("bob", Lunch, Sample.Now), Assert.Single(_items));
    }

    [Fact]
    public void Should_hold_nothing_where_there_is_no_grace()
    {
        Take(_ledger.Note(_state, Sample.Bob.User, Presence.Offline, Sample.Now, holds: false));

        Assert.Equal(new RelayItem.PresenceChanged("bob", Presence.Offline, Sample.Now), Assert.Single(_items));
    }

    [Fact]
    public void Should_forget_who_left()
    {
        Note(Sample.Bob, Presence.Offline);
        _ledger = _ledger.Forget(Sample.Bob.User);
        _state = _state.Without(Sample.Bob.User).With(Member(Sample.Bob));
        Tick(PresenceLedger.Rounds);

        Assert.Empty(_items);
    }

    [Fact]
    public void Should_tell_numbers_and_no_names_in_a_large_room_and_only_where_they_are_others()
    {
        Note(Sample.Bob, Presence.Offline);
        Grow(Large + 1);
        Assert.Equal(new RelayItem.Counted(new RoomCounts(Large + 1, 3, 0, Sample.Now), Each: false), Assert.Single(_items));
        Assert.Equal(Presence.Offline, _state.Members[Sample.Bob.User].Presence);
        Assert.False(_ledger.Waits(_state));

        Note(Sample.Bob, Presence.Online);
        Assert.True(_ledger.Waits(_state));
        Note(Sample.Alice, Presence.Online);
        Note(Sample.Bob, Presence.Offline);
        Note(Sample.Bob, Presence.Online);
        Tick(1);
        Note(Sample.Bob, Presence.Offline);
        Note(Sample.Bob, Presence.Online);
        Assert.False(_ledger.Waits(_state));
        Tick(1);

        Assert.Equal(new RelayItem.Counted(new RoomCounts(Large + 1, 5, 0, Sample.Now), Each: false), Assert.Single(_items.Skip(1)));
    }

    [Fact]
    public void Should_tell_a_users_own_devices_in_a_large_room_that_it_is_away_or_back()
    {
        Grow(Large + 1);
        _items.Clear();
        Note(Sample.Bob, Lunch);
        Note(Sample.Bob, Presence.Online);
        Note(Sample.Bob, Presence.Offline);
        Note(Sample.Bob, Presence.Online);

        Assert.Equal(
            [
                new RelayItem.OwnPresence(Sample.Bob.User, "bob", Lunch, Sample.Now),
                new RelayItem.OwnPresence(Sample.Bob.User, "bob", Presence.Online, Sample.Now),
            ],
            _items);
    }

    [Fact]
    public void Should_stay_large_until_a_quarter_is_gone_and_then_tell_each_again()
    {
        Grow(Large + 1);
        _state = _state.Without(User(0));
        Take(_ledger.Resize(_state, Large, Sample.Now));
        Assert.True(_state.IsLarge);
        _items.Clear();
        _state = _state.Without(User(1));
        Take(_ledger.Resize(_state, Large, Sample.Now));

        Assert.False(_state.IsLarge);
        Assert.Equal(new RelayItem.Counted(new RoomCounts(3, 2, 0, Sample.Now), Each: true), Assert.Single(_items));
        Note(Sample.Alice, Presence.Online);
        Assert.IsType<RelayItem.PresenceChanged>(_items[^1]);
    }

    private static Member Member(RoomProtocol.Speaker who) => new(who.User, who.Name, RoomRole.Member, Presence.Online);

    private static UserId User(int number) => new($"user-{number}");

    private void Note(RoomProtocol.Speaker who, Presence presence, DateTimeOffset? at = null) =>
        Take(_ledger.Note(_state, who.User, presence, at ?? Sample.Now, holds: true));

    private void Tick(int times)
    {
        for (int i = 0; i < times; i++)
        {
            Take(_ledger.Tick(_state, Sample.Now));
        }
    }

    private void Grow(int members)
    {
        for (int i = 0; _state.Members.Count < members; i++)
        {
            _state = _state.With(new Member(User(i), $"user{i}", RoomRole.Member, Presence.Online));
            Take(_ledger.Resize(_state, Large, Sample.Now));
        }
    }

    private void Take(PresenceStep step)
    {
        (_ledger, _state) = (step.Ledger, step.State);
        _items.AddRange(step.Items);
    }
}
