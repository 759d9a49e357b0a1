using System.Net;
using Chat.Actors.Limits;
using Microsoft.Extensions.Time.Testing;

namespace Chat.Actors.Tests.Limits;

public class AddressGateSpecs
{
    private static readonly IPAddress Here = IPAddress.Parse("192.0.2.1");
    private static readonly IPAddress There = IPAddress.Parse("192.0.2.2");

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Should_take_so_many_connections_of_an_address_at_once()
    {
        AddressGate gate = Gate(new LimitOptions { PerAddress = 2 });

        Assert.Equal([AddressGate.Entry.Taken, AddressGate.Entry.Taken, AddressGate.Entry.TooMany], new[] { Here, Here, Here }.Select(a => gate.Enter(a, out _)));
        Assert.Equal(AddressGate.Entry.Taken, gate.Enter(There, out _));
        gate.Leave(Here);
        Assert.Equal(AddressGate.Entry.Taken, gate.Enter(Here, out _));
    }

    [Fact]
    public void Should_say_when_an_address_that_connects_too_often_may_come()
    {
        AddressGate gate = Gate(new LimitOptions { NewConnections = new Rate(2, TimeSpan.FromSeconds(10)) });
        gate.Enter(Here, out _);
        gate.Enter(Here, out _);

        Assert.Equal(AddressGate.Entry.TooFast, gate.Enter(Here, out long wait));
        Assert.Equal(TimeSpan.FromSeconds(5).Ticks, wait);
        _time.Advance(TimeSpan.FromTicks(wait));
        Assert.Equal(AddressGate.Entry.Taken, gate.Enter(Here, out _));
    }

    [Theory]
    [InlineData("127.0.0.1", 2)]
    [InlineData("127.9.9.9", 2)]
    [InlineData("::1", 2)]
    [InlineData("198.51.100.7", 100)]
    [InlineData("::ffff:198.51.100.7", 100)]
    [InlineData("2001:db8::7", 100)]
    [InlineData("203.0.113.5", 1)]
    public void Should_let_the_machine_itself_do_more_and_exempt_ones_all(string address, int most)
    {
        AddressGate gate = Gate(new LimitOptions
        {
            PerAddress = 1,
            Logins = new Rate(1, TimeSpan.FromMinutes(1)),
            LoopbackFactor = 2,
            Exempt = [IPNetwork.Parse("198.51.100.0/24"), IPNetwork.Parse("2001:db8::/32")],
        });
        int taken = Enumerable.Range(0, 100).Count(_ => gate.Enter(IPAddress.Parse(address), out long _) == AddressGate.Entry.Taken);

        Assert.Equal(most, taken);
        Assert.Equal(most, Enumerable.Range(0, 100).Count(_ => gate.TryLogIn(IPAddress.Parse(address)) == 0));
    }

    private AddressGate Gate(LimitOptions limits) => new(new ChatOptions { Limits = limits }, _time);
}
