using Chat.Actors.Rooms;
using Chat.Actors.Tests.Support;
using Chat.Protocol.Frames;
using CsCheck;

namespace Chat.Actors.Tests.Rooms;

/// <summary>Whatever people do, what a client was told is what a list fetched now would say.</summary>
public class PresenceProperties
{
    private const int Large = 4;
    private const int People = 7;

    private static readonly Gen<(int What, int Who)[]> Script = Gen.Select(Gen.Int[0, 7], Gen.Int[0, People - 1]).Array[1, 80];

    [Fact]
    public void Should_have_told_each_client_what_a_list_fetched_now_would_say() => Script.Sample(steps =>
    {
        var room = new Simulation();
        foreach ((int what, int who) in steps)
        {
            room.Step(what, who);
            room.AssertTold();
        }

        room.Rest();
        room.AssertTold();
        room.AssertTrue();
    });

    /// <summary>A room, the truth about its people, and the view of one client that has read its list once and then only listens.</summary>
    private sealed class Simulation
    {
        private readonly Dictionary<UserId, Presence> _truth = [];
        private PresenceLedger _ledger = PresenceLedger.Empty;
        private RoomState _state = RoomState.Empty(Sample.Lobby, "Lobby");
        private Dictionary<string, Presence>? _view = [];
        private RoomCounts? _counts;
        private int _minute;

        private DateTimeOffset Now => Sample.Now.AddMinutes(_minute);

        public void Step(int what, int who)
        {
            _minute++;
            var user = new UserId($"user-{who}");
            switch (what)
            {
                case 0 or 1:
                    Come(user, Presence.Online);
                    break;
                case 2:
                    Come(user, new Presence(UserStatus.Away, $"away {_minute % 2}"));
                    break;
                case 3 or 4:
                    Come(user, Presence.Offline);
                    break;
                case 5 when !_state.Members.ContainsKey(user):
                    _truth[user] = Presence.Online;
                    _state = _state.With(new Member(user, $"user{who}", RoomRole.Member, Presence.Online));
                    Take(_ledger.Resize(_state, Large, Now));
                    if (!_state.IsLarge)
                    {
                        _view![$"user{who}"] = Presence.Online;
                    }

                    break;
                case 6 when _state.Members.ContainsKey(user):
                    _truth.Remove(user);
                    _state = _state.Without(user);
                    _ledger = _ledger.Forget(user);
                    Take(_ledger.Resize(_state, Large, Now));
                    _view?.Remove($"user{who}");
                    break;
                default:
                    Take(_ledger.Tick(_state, Now));
                    break;
            }
        }

        /// <summary>Lets time pass until nothing waits.</summary>
        public void Rest()
        {
            for (int i = 0; _ledger.Waits(_state); i++)
            {
                Assert.True(i <= PresenceLedger.Rounds, "something waits for ever");
                Take(_ledger.Tick(_state, Now));
            }
        }

        public void AssertTold()
        {
            Assert.Equal(_state.Members.Values.Count(m => m.Presence.Status == UserStatus.Online), _state.Online);
            Assert.Equal(_state.Members.Values.Count(m => m.Presence.Status == UserStatus.Away), _state.Away);
            if (_state.IsLarge)
            {
                Assert.Null(_view);
                Assert.True(_ledger.Held.IsEmpty);
                Assert.Equal(_ledger.Waits(_state), _counts != _state.CountsAt(Now));
            }
            else
            {
                Assert.Equal(Shown(), _view!.OrderBy(p => p.Key).ToDictionary());
            }
        }

        public void AssertTrue() => Assert.All(_state.Members.Values, m => Assert.Equal(_truth[m.User], m.Presence));

        private void Come(UserId user, Presence presence)
        {
            if (_truth.ContainsKey(user))
            {
                _truth[user] = presence;
            }

            Take(_ledger.Note(_state, user, presence, Now, holds: true));
        }

        private void Take(PresenceStep step)
        {
            (_ledger, _state) = (step.Ledger, step.State);
            foreach (RelayItem item in step.Items)
            {
                switch (item)
                {
                    case RelayItem.PresenceChanged changed:
                        _view![changed.Name] = changed.Presence;
                        break;
                    case RelayItem.Counted counted:
                        _counts = counted.Counts;
                        _view = counted.Each ? Shown() : null;
                        break;
                }
            }
        }

        private Dictionary<string, Presence> Shown() => _state.Members.Values.OrderBy(m => m.Name).ToDictionary(m => m.Name, m => m.Presence);
    }
}
