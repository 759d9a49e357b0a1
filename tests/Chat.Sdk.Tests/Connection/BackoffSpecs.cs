using Chat.Sdk.Connection;
using CsCheck;
using Xunit;

namespace Chat.Sdk.Tests.Connection;

public class BackoffSpecs
{
    private static readonly ChatClientOptions Options = new() { Server = new Uri("chat://localhost"), User = "alice" };

    [Theory]
    [InlineData(1, 0.25)]
    [InlineData(2, 0.5)]
    [InlineData(5, 4)]
    [InlineData(8, 30)]
    [InlineData(int.MaxValue, 30)]
    public void Should_double_the_bound_with_each_failure_up_to_a_limit(int failures, double seconds)
    {
        Assert.Equal(TimeSpan.FromSeconds(seconds), Backoff.Wait(Options, failures, atLeast: null, random: 1));
    }

    [Fact]
    public void Should_spread_over_the_whole_bound_and_add_what_the_server_asked_for()
    {
        Gen.Select(Gen.Int[1, 100], Gen.Double[0, 1], Gen.Int[0, 60]).Sample((failures, random, asked) =>
        {
            TimeSpan wait = Backoff.Wait(Options, failures, TimeSpan.FromSeconds(asked), random) - TimeSpan.FromSeconds(asked);
            Assert.InRange(wait, TimeSpan.Zero, Backoff.Wait(Options, failures, atLeast: null, random: 1));
        });
        Assert.Equal(TimeSpan.Zero, Backoff.Wait(Options, 3, atLeast: null, random: 0));
    }
}
