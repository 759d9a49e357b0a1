namespace Chat.Actors.Edge;

/// <content>Answers that the peer has not taken: while there are many, nothing more is to be asked of anybody for it.</content>
public sealed partial class Outbox
{
    /// <summary>Bytes of answers that may be unsent while further requests are read; besides, one page of them may be.</summary>
    public const int AnswerBytes = 16 * 1024;

    private int _answers;
    private int _untilAnswered;
    private TaskCompletionSource? _roomWaiter;
    private bool _waitIsOver;

    /// <summary>
    /// Bytes of answers of which at least the last is not sent yet. Those before it count until then, which needs no note about each piece: the pieces of one who reads nothing are many.
    /// </summary>
    public int PendingAnswerBytes
    {
        get
        {
            lock (_gate)
            {
                return _answers;
            }
        }
    }

    /// <summary>
    /// Waits while there are more than <see cref="AnswerBytes"/> of answers, until all of them are sent. What the peer did not ask for does not count: it may be much, and is none of its doing. Only
    /// the one reader calls it.
    /// </summary>
    /// <returns>Cancelled by <see cref="EndWait"/>.</returns>
    public Task WaitForRoomAsync()
    {
        lock (_gate)
        {
            if (_answers <= AnswerBytes)
            {
                return Task.CompletedTask;
            }

            if (_waitIsOver)
            {
                return Task.FromCanceled(new CancellationToken(canceled: true));
            }

            _roomWaiter = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _roomWaiter.Task;
        }
    }

    /// <summary>The connection is over: nobody waits for room any longer.</summary>
    public void EndWait()
    {
        TaskCompletionSource? waiter;
        lock (_gate)
        {
            _waitIsOver = true;
            (waiter, _roomWaiter) = (_roomWaiter, null);
        }

        waiter?.TrySetCanceled();
    }

    /// <summary>Answers were queued, behind all that is queued.</summary>
    private void CountAnswers(int bytes)
    {
        _answers += bytes;
        _untilAnswered = _bytes;
    }

    /// <summary>So many bytes of what was queued first are out.</summary>
    /// <returns>Who waited for the answers in it.</returns>
    private TaskCompletionSource? SendAnswers(int bytes)
    {
        _untilAnswered = Math.Max(0, _untilAnswered - bytes);
        if (_untilAnswered > 0)
        {
            return null;
        }

        _answers = 0;
        if (_closing)
        {
            // Nobody would hear what is asked now.
            return null;
        }

        (TaskCompletionSource? waiter, _roomWaiter) = (_roomWaiter, null);
        return waiter;
    }
}
