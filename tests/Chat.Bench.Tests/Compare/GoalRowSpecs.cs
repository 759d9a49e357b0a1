using Chat.Bench.Compare;
using Chat.Bench.Compare.Parts;
using Xunit;

namespace Chat.Bench.Tests.Compare;

public sealed class GoalRowSpecs
{
    [Theory]
    [InlineData(1.5, true, 1.5, "Met")]
    [InlineData(1.49, true, 1.5, "NotMet")]
    [InlineData(8, false, 8, "Met")]
    [InlineData(8.1, false, 8, "NotMet")]
    public void Should_judge_a_figure_by_its_limit(double value, bool isLeast, double limit, string verdict) =>
        Assert.Equal(verdict, new Figure("x", "N1", Spread.Of([value]), new Limit(limit, isLeast)).Verdict.ToString());

    [Fact]
    public void Should_judge_by_the_median() =>
        Assert.Equal(Verdict.Met, new Figure("x", "N1", Spread.Of([0.1, 2, 9]), Limit.AtLeast(1.5)).Verdict);

    [Fact]
    public void Should_be_met_only_when_every_figure_is()
    {
        Assert.Equal(Verdict.Met, Row([Good, Good, Told]).Verdict);
        Assert.Equal(Verdict.NotMet, Row([Good, Bad]).Verdict);
        Assert.Equal(Verdict.NotMeasured, Row([Good, Missing]).Verdict);
        Assert.Equal(Verdict.NotMet, Row([Missing, Bad]).Verdict);
        Assert.Equal(Verdict.NotMeasured, Row([]).Verdict);
    }

    [Fact]
    public void Should_stand_in_the_table_with_its_figures()
    {
        string[] lines = [.. GoalRow.Table([Row([Good, Missing], "it ended"), Row([Bad])])];
        Assert.Equal("| what | goal | measured | |", lines[0]);
        Assert.Equal("| a thing | ≥ 1 | good 2.0; missing -; it ended | not measured |", lines[2]);
        Assert.Equal("| a thing | ≥ 1 | bad 0.5 | **not met** |", lines[3]);
    }

    [Fact]
    public void Should_have_a_row_for_each_goal()
    {
        Assert.Equal(12, AllParts.List.Count);
        Assert.Equal(12, AllParts.List.Select(part => part.Name).Distinct().Count());
        Assert.Equal("≥ 1.5 × InspIRCd's deliveries a second", AllParts.List[0].Wanted);
        Assert.Equal("fan-out, 1,000 members, 16 × 8", AllParts.List[1].What);
    }

    private static Figure Good => new("good", "N1", Spread.Of([2]), Limit.AtLeast(1));

    private static Figure Bad => new("bad", "N1", Spread.Of([0.5]), Limit.AtLeast(1));

    private static Figure Missing => new("missing", "N1", null, Limit.AtLeast(1));

    private static Figure Told => new("told", "N1", Spread.Of([0]));

    private static GoalRow Row(IReadOnlyList<Figure> figures, string? why = null) => new("thing", "a thing", "≥ 1", figures, why);
}
