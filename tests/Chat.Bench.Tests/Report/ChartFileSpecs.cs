using System.Text;
using Chat.Bench.Common;
using Chat.Bench.Report;
using Xunit;

namespace Chat.Bench.Tests.Report;

public sealed class ChartFileSpecs : IDisposable
{
    private static readonly ChartCurve Curve = new("seen", [new(0, 1), new(0.5, 2), new(0.99, 40)]);

    private readonly string _directory = Directory.CreateTempSubdirectory("chat-bench-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void Should_draw_every_kind_of_chart_as_a_picture()
    {
        string path = Path.Combine(_directory, "all.PNG");
        ChartFile.Save(
            "command\nmachine",
            [
                new Chart.Percentiles("Latency", "ms", [Curve]),
                new Chart.OverTime("Memory", "MiB", [Curve]),
                new Chart.Bars("Each", "KiB", [ChartBar.Of("one", [3, 1, 2], goal: 4)]),
            ],
            path);
        Assert.Equal("PNG"u8.ToArray(), File.ReadAllBytes(path)[1..4]);
    }

    [Fact]
    public void Should_draw_lines_that_scale()
    {
        string path = Path.Combine(_directory, "one.svg");
        ChartFile.Save("command\nmachine", [new Chart.OverTime("Memory", "MiB", [Curve])], path);
        Assert.Contains("<path", File.ReadAllText(path, Encoding.UTF8), StringComparison.Ordinal);
    }

    [Fact]
    public void Should_say_so_when_there_is_nothing_to_draw()
    {
        string path = Path.Combine(_directory, "none.svg");
        Assert.Throws<BenchException>(() => ChartFile.Save("command\nmachine", [new Chart.OverTime("Memory", "MiB", [])], path));
        Assert.False(File.Exists(path));
    }

    [Theory]
    [InlineData("a.svg", true)]
    [InlineData("a.Png", true)]
    [InlineData("a.pdf", false)]
    [InlineData("png", false)]
    public void Should_know_what_it_can_draw(string path, bool can) => Assert.Equal(can, ChartFile.CanSave(path));

    [Fact]
    public void Should_make_a_bar_of_several_runs() => Assert.Equal(new ChartBar("x", 1, 2.5, 9, 4), ChartBar.Of("x", [9, 1, 2, 3], 4));
}
