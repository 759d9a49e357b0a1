using System.Collections.Concurrent;
using Chat.Actors.Storage;

namespace Chat.Actors.Tests.Storage;

public sealed class PageReadsSpecs : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly PageReads _pages = new(atOnce: 2);
    private readonly ConcurrentQueue<int> _begun = new();
    private readonly TaskCompletionSource[] _held = [.. Enumerable.Range(0, 5).Select(_ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously))];
    private readonly SemaphoreSlim _beginnings = new(0);

    public void Dispose()
    {
        _pages.Dispose();
        _beginnings.Dispose();
    }

    [Fact]
    public async Task Should_read_a_few_at_once_and_the_others_in_order()
    {
        Task<int>[] reads = [.. Enumerable.Range(0, 5).Select(Read)];
        await BeginAsync(2);
        Assert.Equal([0, 1], _begun.Order());

        for (int i = 0; i < 3; i++)
        {
            _held[i].SetResult();
            await BeginAsync(1);
            Assert.Equal(i + 2, _begun.Last());
        }

        _held[3].SetResult();
        _held[4].SetResult();
        int[] read = await Task.WhenAll(reads).WaitAsync(Deadline);
        Assert.Equal([0, 1, 2, 3, 4], read);
    }

    [Fact]
    public async Task Should_go_on_after_a_read_that_failed()
    {
        for (int i = 0; i < 3; i++)
        {
            await Assert.ThrowsAsync<TimeoutException>(() => _pages.RunAsync<int>(() => throw new TimeoutException()));
        }

        Assert.Equal(7, await _pages.RunAsync(() => Task.FromResult(7)).WaitAsync(Deadline));
    }

    private Task<int> Read(int number) => _pages.RunAsync(async () =>
    {
        _begun.Enqueue(number);
        _beginnings.Release();
        await _held[number].Task;
        return number;
    });

    private async Task BeginAsync(int count)
    {
        for (int i = 0; i < count; i++)
        {
            Assert.True(await _beginnings.WaitAsync(Deadline));
        }
    }
}
