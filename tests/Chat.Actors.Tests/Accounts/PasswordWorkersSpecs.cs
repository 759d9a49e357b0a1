using Akka.Actor;
using Chat.Actors.Accounts;
using Chat.Actors.Tests.Support;

namespace Chat.Actors.Tests.Accounts;

public sealed class PasswordWorkersSpecs : ChatTestKit
{
    private readonly GatedHasher _hasher = new();

    [Fact]
    public void Should_hash_a_few_at_a_time_let_a_few_wait_and_refuse_the_rest()
    {
        IActorRef workers = Start(workers: 2, pending: 3);
        for (int n = 1; n <= 7; n++)
        {
            workers.Tell(new PasswordProtocol.Hash($"password {n}", n));
        }

        Assert.Equal([6, 7], new[] { ExpectMsg<PasswordProtocol.Overloaded>().Context, ExpectMsg<PasswordProtocol.Overloaded>().Context });
        AwaitAssert(() => Assert.Equal(2, _hasher.MostAtOnce));
        _hasher.Release(5);
        int[] hashed = [.. Enumerable.Range(0, 5).Select(_ => (int)ExpectMsg<PasswordProtocol.Hashed>().Context)];

        Assert.Equal([1, 2, 3, 4, 5], hashed.Order());
        Assert.Equal(2, _hasher.MostAtOnce);
        workers.Tell(new PasswordProtocol.Hash("password 8", 8));
        _hasher.Release(1);
        Assert.Equal(8, ExpectMsg<PasswordProtocol.Hashed>().Context);
    }

    [Fact]
    public void Should_go_on_after_a_hash_that_makes_no_sense()
    {
        IActorRef workers = Start(workers: 1, pending: 1);
        _hasher.Release(2);
        workers.Tell(new PasswordProtocol.Verify("password", "garbage", 1));
        Assert.Equal(1, ExpectMsg<PasswordProtocol.Failed>().Context);
        workers.Tell(new PasswordProtocol.Verify("password", "hash of password", 2));

        Assert.True(ExpectMsg<PasswordProtocol.Verified>().IsRight);
    }

    [Fact]
    public void Should_hash_anew_what_is_right_and_outdated()
    {
        IActorRef workers = Start(workers: 1, pending: 9);
        _hasher.Release(9);
        workers.Tell(new PasswordProtocol.Verify("password", "old hash of password", 1));
        workers.Tell(new PasswordProtocol.Verify("password", "hash of password", 2));
        workers.Tell(new PasswordProtocol.Verify("password", null, 3));

        Assert.Equal(new PasswordProtocol.Verified(true, "hash of password", 1), ExpectMsg<PasswordProtocol.Verified>());
        Assert.Equal(new PasswordProtocol.Verified(true, null, 2), ExpectMsg<PasswordProtocol.Verified>());
        Assert.Equal(new PasswordProtocol.Verified(false, null, 3), ExpectMsg<PasswordProtocol.Verified>());
    }

    [Fact]
    public void Should_take_two_spellings_of_one_password_for_the_same()
    {
        IActorRef workers = Start(workers: 1, pending: 9);
        _hasher.Release(1);
        workers.Tell(new PasswordProtocol.Verify("cafe\u0301 noir", "hash of caf\u00e9 noir", 1));

        Assert.True(ExpectMsg<PasswordProtocol.Verified>().IsRight);
    }

    [Fact]
    public void Should_hash_more_at_a_time_and_let_fewer_wait_once_the_options_say_so()
    {
        var options = new LiveOptions(Options with { PasswordWorkers = 1, PasswordsPending = 9 });
        IActorRef workers = Sys.ActorOf(PasswordWorkers.Props(_hasher, options));
        for (int n = 1; n <= 3; n++)
        {
            workers.Tell(new PasswordProtocol.Hash($"password {n}", n));
        }

        AwaitAssert(() => Assert.Equal(1, _hasher.MostAtOnce));
        options.Exchange(options.Current with { PasswordWorkers = 2, PasswordsPending = 0 });
        _hasher.Release(1);
        ExpectMsg<PasswordProtocol.Hashed>();
        AwaitAssert(() => Assert.Equal(2, _hasher.MostAtOnce));
        workers.Tell(new PasswordProtocol.Hash("password 4", 4));

        Assert.Equal(4, ExpectMsg<PasswordProtocol.Overloaded>().Context);
    }

    protected override void AfterAll()
    {
        _hasher.Release(100);
        base.AfterAll();
    }

    private IActorRef Start(int workers, int pending) =>
        Sys.ActorOf(PasswordWorkers.Props(_hasher, Options with { PasswordWorkers = workers, PasswordsPending = pending }));

    /// <summary>Hashes when it is let, and notes how many hash at once.</summary>
    private sealed class GatedHasher : IPasswordHasher
    {
        private readonly object _gate = new();
        private int _tickets;
        private int _running;

        public int MostAtOnce { get; private set; }

        public void Release(int count)
        {
            lock (_gate)
            {
                _tickets += count;
                Monitor.PulseAll(_gate);
            }
        }

        public string Hash(string password) => Pass(() => "hash of " + password);

        public PasswordCheck Verify(string password, string? hash) => Pass(() => hash switch
        {
            "garbage" => throw new FormatException("garbage"),
            not null when hash == "hash of " + password => PasswordCheck.Right,
            not null when hash == "old hash of " + password => PasswordCheck.Outdated,
            _ => PasswordCheck.Wrong,
        });

        private T Pass<T>(Func<T> work)
        {
            lock (_gate)
            {
                MostAtOnce = Math.Max(MostAtOnce, ++_running);
                while (_tickets == 0)
                {
                    Monitor.Wait(_gate);
                }

                _tickets--;
                _running--;
                return work();
            }
        }
    }
}
