using Chat.Bench.Compare;
using Xunit;

namespace Chat.Bench.Tests.Compare;

public sealed class ScenarioRunSpecs
{
    private static readonly ScenarioRun Run = new(
        "AkkaChat",
        "Chat.Bench latency",
        ScenarioProcess.Read("""{"command":"x","runs":[{"rate":10,"atHalf":{"last":{"p50Ms":1.5},"none":null}},{"rate":20}]}"""),
        null);

    [Fact]
    public void Should_find_numbers_in_a_report()
    {
        Assert.Equal(1.5, Run.Number("atHalf.last.p50Ms"));
        Assert.Equal([10, 20], Run.Numbers("rate"));
    }

    [Theory]
    [InlineData("atHalf.last.p99Ms")]
    [InlineData("atHalf.none.p50Ms")]
    [InlineData("rate.p50Ms")]
    [InlineData("atHalf")]
    public void Should_have_no_number_where_there_is_none(string path) => Assert.Null(Run.Number(path));

    [Fact]
    public void Should_have_no_number_of_a_scenario_that_failed()
    {
        var failed = new ScenarioRun("AkkaChat", "Chat.Bench fanout", [], "it broke");
        Assert.Null(failed.Number("rate"));
        Assert.Empty(failed.Numbers("rate"));
    }

    [Theory]
    [InlineData("warn: x\nFAILED: bench-1 lost its connection.\n", 1, "bench-1 lost its connection.")]
    [InlineData("'burst' was not matched. See --help.\n", 2, "'burst' was not matched. See --help.")]
    [InlineData("", 139, "it ended with exit code 139")]
    public void Should_say_why_a_program_failed(string error, int exitCode, string reason) => Assert.Equal(reason, ScenarioProcess.Reason(error, exitCode));
}
