using System.Net;
using Chat.Actors.Limits;
using CsCheck;

namespace Chat.Actors.Tests.Limits;

public class LoginThrottleSpecs
{
    private const string Alice = "alice";

    private static readonly LoginOrigin Home = At("192.0.2.1");
    private static readonly LimitOptions Limits = new();

    private readonly LoginThrottle _throttle = new();
    private long _now = 1;

    [Fact]
    public void Should_double_the_wait_of_one_address_at_one_account_with_each_wrong_password()
    {
        long[] waits = [.. Enumerable.Range(0, 8).Select(_ => TryOnce(Alice, Home))];

        Assert.Equal([0, 0, 0, 1, 2, 4, 8, 16], waits.Select(ticks => ticks / TimeSpan.TicksPerSecond));
    }

    [Fact]
    public void Should_wait_no_longer_than_the_longest_and_forget_in_time()
    {
        long longest = Enumerable.Range(0, 60).Max(_ => TryOnce(Alice, Home));
        Assert.InRange(longest, TimeSpan.FromMinutes(8).Ticks, Limits.WrongPasswordDelayMost.Ticks);

        _now += TimeSpan.FromHours(24).Ticks;
        Assert.Equal([0, 0, 0], Enumerable.Range(0, 3).Select(_ => TryOnce(Alice, Home)));
    }

    [Fact]
    public void Should_let_nobody_else_wait_for_a_strangers_wrong_passwords()
    {
        for (int i = 0; i < 10; i++)
        {
            Assert.Equal(0, Admit(i < 3 ? Alice : $"user {i}", Home));
        }

        Assert.NotEqual(0, Admit(Alice, Home));
        Assert.Equal(0, Admit(Alice, At("192.0.2.9")));
        Assert.NotEqual(0, Admit("bob", Home));
        Assert.Equal(0, Admit("bob", Home, isKnown: true));
    }

    [Fact]
    public void Should_count_checks_that_are_under_way()
    {
        Assert.Equal([0, 0, 0], Enumerable.Range(0, 3).Select(_ => Admit(Alice, Home)));
        Assert.NotEqual(0, Admit(Alice, Home));
    }

    [Fact]
    public void Should_forget_what_was_right_and_what_was_not_checked()
    {
        for (int i = 0; i < 20; i++)
        {
            Assert.Equal(0, Admit(Alice, Home));
            if (i % 2 == 0)
            {
                _throttle.Right(Alice, Home);
            }
            else
            {
                _throttle.NotChecked(Alice, Home);
            }
        }
    }

    [Fact]
    public void Should_not_let_an_account_of_ones_own_wash_an_address_clean()
    {
        bool waits = false;
        for (int i = 0; i < 20 && !waits; i++)
        {
            waits = Admit($"victim {i}", Home) > 0;
            if (!waits && Admit("mallory", Home) == 0)
            {
                _throttle.Right("mallory", Home);
            }
        }

        Assert.True(waits);
    }

    [Fact]
    public void Should_let_strangers_at_one_account_stand_in_a_line_and_those_that_are_known_not()
    {
        LoginOrigin[] strangers = [.. Enumerable.Range(0, 500).Select(i => At($"10.0.{i / 250}.{i % 250}"))];
        long[] waits = [.. strangers.Select(from => Admit(Alice, from))];

        Assert.Equal(Limits.StrangerLogins.Most, waits.Count(wait => wait == 0));
        Assert.InRange(waits.Max(), TimeSpan.TicksPerSecond, TimeSpan.FromSeconds(30).Ticks);
        Assert.Equal(0, Admit(Alice, Home, isKnown: true));
        Assert.Equal(0, Admit("bob", strangers[^1]));
    }

    [Fact]
    public void Should_let_through_whoever_has_waited_as_told() =>
        Gen.Select(Gen.Int[0, 40], Gen.Int[0, 3], Gen.Long[0, TimeSpan.TicksPerSecond]).Array[1, 200].Sample(steps =>
        {
            var throttle = new LoginThrottle();
            LimitOptions few = new() { StrangerLogins = new Rate(3, TimeSpan.FromSeconds(30)) };
            long now = 1;
            foreach ((int from, int name, long pause) in steps)
            {
                now += pause;
                LoginOrigin origin = At($"10.0.0.{from}");
                if (throttle.Admit($"user {name}", origin, isKnown: false, few, now) is > 0 and var wait)
                {
                    now += wait;
                    Assert.Equal(0, throttle.Admit($"user {name}", origin, isKnown: false, few, now));
                }
            }
        });

    [Fact]
    public void Should_keep_no_more_than_it_may()
    {
        for (int i = 0; i < LoginThrottle.MostKept + 1000; i++)
        {
            Admit($"user {i}", new LoginOrigin(new AddressNet((ulong)i, true)));
        }

        Assert.InRange(_throttle.Count, 1, 3 * LoginThrottle.MostKept);
        _now += TimeSpan.FromDays(1).Ticks;
        Admit(Alice, Home);
        Assert.InRange(_throttle.Count, 1, 3);
    }

    private static LoginOrigin At(string address) => new(AddressNet.Of(IPAddress.Parse(address)));

    private long Admit(string name, LoginOrigin from, bool isKnown = false) => _throttle.Admit(name, from, isKnown, Limits, _now);

    /// <summary>Tries as soon as it may, and tells how long it had to wait.</summary>
    private long TryOnce(string name, LoginOrigin from)
    {
        long wait = Admit(name, from);
        if (wait > 0)
        {
            _now += wait;
            Assert.Equal(0, Admit(name, from));
        }

        return wait;
    }
}
