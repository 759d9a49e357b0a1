using Chat.Client.Tui;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Chat.Client.Tests.Tui;

public sealed class TurnPaceSpecs
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly FakeTimeProvider _time = new();
    private readonly TurnPace _pace;
    private volatile bool _isDue;
    private volatile bool _hasInput;
    private int _looks;

    public TurnPaceSpecs()
    {
        _pace = new TurnPace(_time) { IsDue = () => _isDue, HasInput = Look };
        _time.Advance(TimeSpan.FromHours(1));
        _pace.Wait(hasWork: false);
        _looks = 0;
    }

    [Fact]
    public async Task Should_wait_for_work() => await EndsAsync(_pace.Wake);

    [Fact]
    public async Task Should_wait_for_a_key() => await EndsAsync(() => _hasInput = true);

    [Fact]
    public async Task Should_wait_for_something_to_show() => await EndsAsync(() => _isDue = true);

    [Fact]
    public async Task Should_wait_no_longer_than_a_turn_may_be_missing() => await EndsAsync(() => _time.Advance(TimeSpan.FromSeconds(1)));

    [Fact]
    public void Should_not_wait_where_there_is_work_already()
    {
        _pace.Wait(hasWork: true);
        _pace.Wake();
        _pace.Wait(hasWork: false);
    }

    private bool Look()
    {
        Interlocked.Increment(ref _looks);
        return _hasInput;
    }

    private async Task EndsAsync(Action sign)
    {
        var waiting = Task.Factory.StartNew(() => _pace.Wait(hasWork: false), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        // Looked a second and third time: it waits.
        Assert.True(SpinWait.SpinUntil(() => Volatile.Read(ref _looks) > 3, Patience));
        Assert.False(waiting.IsCompleted);
        sign();
        await waiting.WaitAsync(Patience);
    }
}
