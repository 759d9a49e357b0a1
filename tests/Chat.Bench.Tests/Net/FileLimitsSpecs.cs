using Chat.Bench.Common;
using Chat.Bench.Net;
using Xunit;

namespace Chat.Bench.Tests.Net;

public sealed class FileLimitsSpecs
{
    [Fact]
    public void Should_read_the_soft_limit()
    {
        string file = Path.GetTempFileName();
        File.WriteAllText(file, "Limit                     Soft Limit           Hard Limit           Units\nMax processes             95845                95845                processes\nMax open files            20000                524288               files\n");
        Assert.Equal(20_000, FileLimits.Limit(file));
        File.Delete(file);
    }

    [Fact]
    public void Should_know_no_limit_where_the_system_tells_none() => Assert.Null(FileLimits.Limit("/no/such/file"));

    [Fact]
    public void Should_say_what_to_do_before_a_run_that_can_not_be_had()
    {
        if (OperatingSystem.IsLinux())
        {
            BenchException e = Assert.Throws<BenchException>(() => FileLimits.Check(int.MaxValue - 2000, server: null));
            Assert.Contains("ulimit -n", e.Message, StringComparison.Ordinal);
        }

        FileLimits.Check(1, server: null);
    }
}
