using Chat.Bench.Compare;
using Xunit;

namespace Chat.Bench.Tests.Compare;

public sealed class SpreadSpecs
{
    [Fact]
    public void Should_compare_pair_by_pair()
    {
        // Of the sums it would be 1.5; each round tells for itself.
        Spread? ratios = Spread.OfRatios([300, 100, 800], [100, 100, 400]);
        Assert.Equal(new Spread(1, 2, 3), ratios);
    }

    [Fact]
    public void Should_leave_out_a_round_in_which_one_is_missing() => Assert.Equal(new Spread(2, 2, 2), Spread.OfRatios([300, 100, null], [null, 50, 10]));

    [Fact]
    public void Should_have_no_ratio_without_a_pair()
    {
        Assert.Null(Spread.OfRatios([300, null], [null, 10]));
        Assert.Null(Spread.OfRatios([300], [0]));
    }

    [Fact]
    public void Should_take_the_middle_of_an_even_number() => Assert.Equal(new Spread(1, 2.5, 4), Spread.Of([4, 1, 3, 2]));

    [Theory]
    [InlineData(1, 2, 3, "2.0 (1.0 to 3.0)")]
    [InlineData(2, 2, 2, "2.0")]
    public void Should_tell_its_range_where_it_has_one(double min, double median, double max, string text) => Assert.Equal(text, new Spread(min, median, max).Text("N1"));
}
