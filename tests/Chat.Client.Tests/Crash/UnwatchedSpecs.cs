using Chat.Client.Crash;
using Xunit;

namespace Chat.Client.Tests.Crash;

public sealed class UnwatchedSpecs
{
    [Fact]
    public void Should_bring_a_failure_to_the_thread_that_let_the_task_go()
    {
        var thread = new Posts();
        SynchronizationContext? before = SynchronizationContext.Current;
        try
        {
            SynchronizationContext.SetSynchronizationContext(thread);
            Task.FromException(new InvalidOperationException("failed")).Go();
            Task.CompletedTask.Go();
            Task.FromCanceled(new CancellationToken(canceled: true)).Go();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }

        Assert.Throws<InvalidOperationException>(Assert.Single(thread.Work));
    }

    private sealed class Posts : SynchronizationContext
    {
        public List<Action> Work { get; } = [];

        public override void Post(SendOrPostCallback d, object? state) => Work.Add(() => d(state));
    }
}
