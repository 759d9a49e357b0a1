using Chat.Server.Hosting;
using Xunit;

namespace Chat.Server.Tests.Hosting;

public sealed class QuietAfterWorkSpecs
{
    private readonly QuietAfterWork _quiet = new(workBytes: 100, quietBytes: 10, quietSpans: 2);
    private long _allocated;

    [Fact]
    public void Should_tell_once_when_it_is_quiet_after_work() =>
        Assert.Equal([false, false, true, false, false, false], [Look(100), Look(9), Look(9), Look(9), Look(0), Look(9)]);

    [Fact]
    public void Should_tell_again_after_more_work() =>
        Assert.Equal([false, false, true, false, false, true], [Look(100), Look(0), Look(0), Look(250), Look(0), Look(0)]);

    [Fact]
    public void Should_not_take_a_breath_for_quiet() =>
        Assert.Equal([false, false, false, false, true], [Look(100), Look(9), Look(10), Look(9), Look(9)]);

    [Fact]
    public void Should_tell_nothing_of_a_node_that_did_little() =>
        Assert.All(Enumerable.Range(0, 50).Select(i => Look(i % 3 == 0 ? 99 : 0)), Assert.False);

    private bool Look(long more) => _quiet.Look(_allocated += more);
}
