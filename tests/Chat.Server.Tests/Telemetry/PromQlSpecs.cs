using Xunit;

namespace Chat.Server.Tests.Telemetry;

public sealed class PromQlSpecs
{
    [Theory]
    [InlineData("up", "up")]
    [InlineData("up{job=\"akkachat\"} == 0", "up")]
    [InlineData("sum by (le, instance) (rate(a_bucket{x=\"y}z\"}[5m])) > 0.25", "a_bucket")]
    [InlineData("sum(rate(a_sum{instance=~\"$instance\"}[$__rate_interval])) / on (b) group_left (c) d offset 5m", "a_sum d")]
    [InlineData("histogram_quantile(0.99, sum without (x) (a)) < 14 * 86400 or b > 2e9 unless c", "a b c")]
    [InlineData("label_replace(a, \"b\", \"$1\", \"c\", \"(.*)\")", "a")]
    public void Should_find_the_metrics_of_a_query(string query, string metrics) => Assert.Equal(metrics.Split(' ').Order(), PromQl.MetricsOf(query).Order());
}
