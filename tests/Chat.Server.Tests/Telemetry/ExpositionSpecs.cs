using Xunit;

namespace Chat.Server.Tests.Telemetry;

public sealed class ExpositionSpecs
{
    [Fact]
    public void Should_read_the_example_of_the_format_s_own_page()
    {
        // From https://prometheus.io/docs/instrumenting/exposition_formats/, without the metrics that have no type.
        Exposition read = Exposition.Parse(
            "# HELP http_requests_total The total number of HTTP requests.\n# TYPE http_requests_total counter\n"
            + "http_requests_total{method=\"post\",code=\"200\"} 1027 1395066363000\nhttp_requests_total{method=\"post\",code=\"400\"}    3 1395066363000\n".Replace("    3", " 3", StringComparison.Ordinal)
            + "# TYPE msdos_file_access_time_seconds gauge\nmsdos_file_access_time_seconds{path=\"C:\\\\DIR\\\\FILE.TXT\",error=\"Cannot find file:\\n\\\"FILE.TXT\\\"\"} 1.458255915e9\n"
            + "# HELP http_request_duration_seconds A histogram of the request duration.\n# TYPE http_request_duration_seconds histogram\n"
            + "http_request_duration_seconds_bucket{le=\"0.05\"} 24054\nhttp_request_duration_seconds_bucket{le=\"0.1\"} 33444\nhttp_request_duration_seconds_bucket{le=\"+Inf\"} 144320\n"
            + "http_request_duration_seconds_sum 53423\nhttp_request_duration_seconds_count 144320\n");

        Assert.Equal(3, read.Families.Count);
        Assert.Equal(("counter", "The total number of HTTP requests."), (read.Families["http_requests_total"].Type, read.Families["http_requests_total"].Help));
        Assert.Equal(1030, read.Sum("http_requests_total"));
        Assert.Equal(3, read.Sum("http_requests_total", ("code", "400")));
    }

    [Theory]
    [InlineData("a 1\n")]
    [InlineData("# TYPE a counter\na 1")]
    [InlineData("# TYPE a counter\r\na 1\r\n")]
    [InlineData("# TYPE a counter\na one\n")]
    [InlineData("# TYPE a counter\na{b=c} 1\n")]
    [InlineData("# TYPE a counter\na{b=\"\\x\"} 1\n")]
    [InlineData("# TYPE a counter\na{b=\"c\" d=\"e\"} 1\n")]
    [InlineData("# TYPE a counter\n1a 1\n")]
    [InlineData("# TYPE a counter\na 1\na 2\n")]
    [InlineData("# TYPE a counter\na 1\n# TYPE a counter\na{b=\"c\"} 2\n")]
    [InlineData("# TYPE a counter\na 1\n# TYPE b counter\nb 1\na{b=\"c\"} 2\n")]
    [InlineData("# TYPE a thing\na 1\n")]
    [InlineData("# TYPE a histogram\na_bucket{le=\"1\"} 2\na_bucket{le=\"+Inf\"} 1\na_sum 1\na_count 1\n")]
    [InlineData("# TYPE a histogram\na_bucket{le=\"1\"} 1\na_sum 1\na_count 1\n")]
    [InlineData("# TYPE a histogram\na_bucket{le=\"+Inf\"} 1\na_sum 1\na_count 2\n")]
    public void Should_refuse_what_the_format_does_not_allow(string text) => Assert.ThrowsAny<Exception>(() => Exposition.Parse(text));
}
