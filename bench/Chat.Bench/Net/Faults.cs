using Chat.Bench.Common;

namespace Chat.Bench.Net;

/// <summary>The first thing that went wrong on any connection; it ends the run.</summary>
internal sealed class Faults
{
    private readonly TaskCompletionSource<string> _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _ignored;

    public void Report(string what)
    {
        if (!_ignored)
        {
            _first.TrySetResult(what);
        }
    }

    /// <summary>From here on connections may end: the run is over.</summary>
    public void Ignore() => _ignored = true;

    /// <summary>Waits for a task of the run, or for the first fault.</summary>
    /// <exception cref="BenchException">There was a fault.</exception>
    public async Task GuardAsync(Task task)
    {
        if (await Task.WhenAny(task, _first.Task).ConfigureAwait(false) == _first.Task)
        {
            throw new BenchException(await _first.Task.ConfigureAwait(false));
        }

        await task.ConfigureAwait(false);
    }
}
