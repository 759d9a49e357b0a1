using Chat.Actors.Limits;
using Chat.Actors.Tests.Support;

namespace Chat.Actors.Tests.Limits;

public sealed class RoomCensusSpecs : IAsyncLifetime, IAsyncDisposable
{
    private const int Most = 5;

    private readonly ScriptedStore _store = new();
    private readonly TaskCompletionSource<long> _counted = new();
    private readonly TaskCompletionSource _counting = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly RoomCensus _census;

    public RoomCensusSpecs()
    {
        _store.CountRooms = () =>
        {
            _counting.TrySetResult();
            return _counted.Task;
        };
        _census = new RoomCensus(_store);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _store.DisposeAsync().AsTask();

    ValueTask IAsyncDisposable.DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task Should_count_a_room_once_that_was_made_while_the_storage_counted()
    {
        await MakeAsync(2);
        await FinishAsync(2);

        Assert.Equal([true, true, true, false], Add(4));
    }

    [Fact]
    public async Task Should_let_no_more_be_made_than_there_may_be_with_those_in_the_storage()
    {
        await MakeAsync(1);
        await FinishAsync(Most);

        Assert.Equal([false], Add(1));
        _census.Remove();
        Assert.Equal([true, false], Add(2));
    }

    [Fact]
    public async Task Should_refuse_nothing_before_it_knows_or_where_there_is_no_limit()
    {
        await MakeAsync(Most + 1);
        await FinishAsync(100);

        Assert.True(_census.TryAdd(0));
    }

    private bool[] Add(int times) => [.. Enumerable.Range(0, times).Select(_ => _census.TryAdd(Most))];

    private async Task MakeAsync(int rooms)
    {
        Assert.All(Add(rooms), Assert.True);
        await _counting.Task;
    }

    /// <summary>The census sees the count when the task that it started for it has ended.</summary>
    private async Task FinishAsync(long rooms)
    {
        _counted.SetResult(rooms);
        await _census.WhenCounted;
    }
}
