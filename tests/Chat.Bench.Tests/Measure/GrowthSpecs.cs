using Chat.Bench.Measure;
using Xunit;

namespace Chat.Bench.Tests.Measure;

public sealed class GrowthSpecs
{
    [Theory]
    [InlineData(1)]
    [InlineData(1.5)]
    [InlineData(2)]
    public void Should_find_the_exponent(double exponent)
    {
        (double X, double Y)[] points = [.. new double[] { 1250, 2500, 5000 }.Select(x => (x, 17 * Math.Pow(x, exponent)))];
        Assert.Equal(exponent, Growth.Exponent(points)!.Value, tolerance: 1e-9);
    }

    [Fact]
    public void Should_find_none_for_a_single_size()
    {
        Assert.Null(Growth.Exponent([(5000, 1)]));
        Assert.Null(Growth.Exponent([(5000, 1), (5000, 2)]));
    }
}
