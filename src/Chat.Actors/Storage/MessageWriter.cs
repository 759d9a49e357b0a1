using System.Diagnostics;
using Akka.Actor;
using Akka.Event;
using Chat.Actors.Rooms;
using Chat.Actors.Telemetry;
using Chat.Protocol;

namespace Chat.Actors.Storage;

/// <summary>
/// The node's one writer. While a commit runs the next batch collects, so the load sets the batch size and no timer is needed.
/// Acknowledgement and fan-out happen only after <see cref="WriterProtocol.Committed"/>.
/// </summary>
public sealed class MessageWriter : UntypedActor
{
    /// <summary>Most writes in one commit.</summary>
    internal const int MaxBatch = 2000;

    private readonly IChatStore _store;
    private readonly LiveOptions _options;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly Queue<WriterProtocol.Pending> _waiting = new();
    private List<WriterProtocol.Pending> _running = [];
    private long _refused;
    private long _began;

    /// <summary>A writer to that store.</summary>
    public MessageWriter(IChatStore store, LiveOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _store = store;
        _options = options;
    }

    /// <summary>How to make one.</summary>
    public static Props Props(IChatStore store, LiveOptions options) => Akka.Actor.Props.Create(() => new MessageWriter(store, options));

    /// <inheritdoc/>
    protected override void PostStop() => StorageMetrics.Wait(-(_waiting.Count + _running.Count));

    /// <inheritdoc/>
    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case WriterProtocol.Submit submit when _waiting.Count >= _options.Current.WriterPending && !submit.Urgent:
                StorageMetrics.Refuse(ErrorCodes.Overloaded);
                Sender.Tell(new WriterProtocol.Overloaded(new WriterProtocol.Refusal(submit.Write, submit.Context)));
                break;
            case WriterProtocol.Submit submit:
                _waiting.Enqueue(new WriterProtocol.Pending(submit, Sender));
                StorageMetrics.Wait(1);
                CommitNext();
                break;
            case WriterProtocol.CommitDone done:
                NoteSuccess();
                NoteCommit(failed: false);
                TellResults(done.Results);
                CommitNext();
                break;
            case WriterProtocol.CommitFailed failed:
                NoteFailure(failed.Cause);
                NoteCommit(failed: true);
                StorageMetrics.Refuse(ErrorCodes.Unavailable, _running.Count);
                TellFailure();
                CommitNext();
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    // Once for a row of failures: while the storage is away every batch fails, many in a second, and the log may lie on the same full disk.
    private void NoteFailure(Exception cause)
    {
        if (_refused == 0)
        {
            _log.Error(cause, "Storage failed; writes are refused until it works again");
        }

        _refused += _running.Count;
    }

    private void NoteSuccess()
    {
        if (_refused > 0)
        {
            _log.Warning("Storage works again; {Count} writes were refused", _refused);
            _refused = 0;
        }
    }

    private void NoteCommit(bool failed)
    {
        StorageMetrics.Commit(_running.Count, ChatMeter.Since(_began), failed);
        StorageMetrics.Wait(-_running.Count);
        if (!SendTrace.IsWanted)
        {
            return;
        }

        foreach (WriterProtocol.Pending pending in _running)
        {
            SendTrace.Note("commit", (pending.Submit.Context as RoomProtocol.Command)?.Origin?.Trace, _began, _running.Count);
        }
    }

    private void CommitNext()
    {
        if (_running.Count > 0 || _waiting.Count == 0)
        {
            return;
        }

        while (_running.Count < MaxBatch && _waiting.TryDequeue(out WriterProtocol.Pending? pending))
        {
            _running.Add(pending);
        }

        _began = Stopwatch.GetTimestamp();
        Write[] batch = [.. _running.Select(p => p.Submit.Write)];
        CommitAsync(batch).PipeTo(
            Self,
            success: results => new WriterProtocol.CommitDone(results),
            failure: cause => new WriterProtocol.CommitFailed(cause));
    }

    // A store may do its work before its first await: keep that off the actor's thread. A commit once begun is not cancelled.
    private Task<IReadOnlyList<WriteResult>> CommitAsync(Write[] batch) => Task.Run(() => _store.CommitAsync(batch, CancellationToken.None));

    private void TellResults(IReadOnlyList<WriteResult> results) => TellSenders(
        (pending, i) => new WriterProtocol.Outcome(pending.Submit.Write, pending.Submit.Context, results[i]),
        outcomes => new WriterProtocol.Committed(outcomes));

    private void TellFailure() => TellSenders(
        (pending, _) => new WriterProtocol.Refusal(pending.Submit.Write, pending.Submit.Context),
        refusals => new WriterProtocol.Failed(refusals));

    /// <summary>Ends the running batch: tells each sender once what became of its writes, in order.</summary>
    private void TellSenders<T>(Func<WriterProtocol.Pending, int, T> fate, Func<IReadOnlyList<T>, object> message)
    {
        IEnumerable<(IActorRef Sender, T Fate)> fates = _running.Select((pending, i) => (pending.ReplyTo, fate(pending, i)));
        _running = [];
        foreach (IGrouping<IActorRef, (IActorRef Sender, T Fate)> mine in fates.GroupBy(f => f.Sender))
        {
            mine.Key.Tell(message([.. mine.Select(f => f.Fate)]));
        }
    }
}
