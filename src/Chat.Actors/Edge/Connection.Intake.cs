using Chat.Actors.Limits;
using Chat.Protocol.Frames;

namespace Chat.Actors.Edge;

/// <content>
/// What is taken from the peer, and when. Its next request is done once it has a credit and the outbox has room for an answer, and one for a page once the page before has left. Until then
/// nothing is read from it, and the network tells it to wait.
/// </content>
public sealed partial class Connection
{
    private TaskCompletionSource? _creditWaiter;
    private TaskCompletionSource? _pageWaiter;
    private long _page;
    private int _credit;
    private bool _ended;
    private volatile bool _isPaused;

    /// <summary>True while it is not read because its peer does not take its answers: so it is not heard either.</summary>
    public bool IsPaused => _isPaused;

    /// <summary>It is not read from now on. Only the one reader calls it.</summary>
    public void Pause() => _isPaused = true;

    /// <summary>It is read again: the peer was not silent meanwhile. Only the one reader calls it.</summary>
    public void Resume()
    {
        HeardAt = _requests.Now;
        _isPaused = false;
    }

    /// <summary>Waits until another request may be taken; then its frame must be announced with <see cref="Begin"/>. Only the one reader calls it.</summary>
    /// <returns>Cancelled where the connection ends meanwhile.</returns>
    public Task WaitForCreditAsync()
    {
        lock (_gate)
        {
            if (_credit > 0)
            {
                _credit--;
                return Task.CompletedTask;
            }

            return WaitFor(ref _creditWaiter);
        }
    }

    /// <summary>Waits until no page is under way that the peer has asked for. Only the one reader calls it.</summary>
    /// <returns>Cancelled where the connection ends meanwhile.</returns>
    public Task WaitForPageAsync()
    {
        lock (_gate)
        {
            return _page == 0 ? Task.CompletedTask : WaitFor(ref _pageWaiter);
        }
    }

    /// <summary>Notes a request that was read.</summary>
    /// <param name="room">The room it names, as written; null when it names none.</param>
    /// <param name="isPage">Whether it is answered with a page: <see cref="RequestCost.IsPage"/>. Only one is under way at a time.</param>
    /// <returns>The ticket that its reply must bring.</returns>
    public long Begin(string? room, bool isPage = false)
    {
        lock (_gate)
        {
            long ticket = _order.Begin(room);
            _page = isPage ? ticket : _page;
            return ticket;
        }
    }

    /// <summary>Nothing more is sent, so nothing more is to be read: whoever waits to read on waits no longer.</summary>
    public void End()
    {
        TaskCompletionSource? credited, paged;
        lock (_gate)
        {
            _ended = true;
            (credited, _creditWaiter) = (_creditWaiter, null);
            (paged, _pageWaiter) = (_pageWaiter, null);
        }

        credited?.TrySetCanceled();
        paged?.TrySetCanceled();
        Outbox.EndWait();
    }

    private Task WaitFor(ref TaskCompletionSource? waiter)
    {
        if (_ended)
        {
            return Task.FromCanceled(new CancellationToken(canceled: true));
        }

        waiter = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return waiter.Task;
    }

    /// <returns>Who waits for a credit, and has one of these now.</returns>
    private TaskCompletionSource? GiveBack(int credits)
    {
        _credit += credits;
        if (_creditWaiter is null || _credit == 0)
        {
            return null;
        }

        _credit--;
        (TaskCompletionSource waiter, _creditWaiter) = (_creditWaiter, null);
        return waiter;
    }

    /// <summary>A page whose answer waits for those of earlier requests is under way still: it takes memory.</summary>
    /// <returns>Who waits for the page that has left.</returns>
    private TaskCompletionSource? EndPage()
    {
        if (_page == 0 || _order.IsOpen(_page))
        {
            return null;
        }

        _page = 0;
        (TaskCompletionSource? waiter, _pageWaiter) = (_pageWaiter, null);
        return waiter;
    }
}
