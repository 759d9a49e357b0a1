using Akka.Actor;
using Akka.Event;
using Chat.Actors.Rooms;
using Chat.Actors.Storage;

namespace Chat.Actors.Retention;

/// <summary>
/// Removes what was kept long enough: at the node's start and every hour after, in writes so small that those who chat don't notice. First bans, mutes and invitations that
/// have ended and old acts of the audit log, then messages, one log after another.
/// <code>
///   resting ──an hour──► tidying ──► listing logs ──► measuring one ──due──► pruning ──more due──► measuring
///      ▲                    │           │  ▲              └──nothing due──┐     └──done──┐
///      └─all messages kept──┴──no more──┘  └──────────────next log────────┴──────────────┘
/// </code>
/// After a failure it rests.
/// </summary>
public sealed class LogPruner : UntypedActor, IWithTimers
{
    /// <summary>Most messages, or acts, that one write removes.</summary>
    internal const int Chunk = 500;

    /// <summary>Logs listed at a time.</summary>
    internal const int Page = 200;

    /// <summary>A message younger than this is not removed by count: its key must still be there when its sender repeats it.</summary>
    internal static readonly TimeSpan LeastAge = TimeSpan.FromHours(1);

    /// <summary>From the end of one sweep to the next.</summary>
    internal static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    /// <summary>How long to let others pass when the writer is overloaded.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly IChatStore _store;
    private readonly IActorRef _writer;
    private readonly IActorRef _relays;
    private readonly LiveOptions _options;
    private readonly TimeProvider _time;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly Queue<LogExtent> _listed = new();
    private RoomId? _lastListed;
    private LogExtent? _inHand;
    private long _looked;
    private long _touched;
    private long _removed;

    /// <summary>A pruner by the policy of the options.</summary>
    public LogPruner(IChatStore store, IActorRef writer, IActorRef relays, LiveOptions options, TimeProvider time)
    {
        _store = store;
        _writer = writer;
        _relays = relays;
        _options = options;
        _time = time;
    }

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    private RetentionPolicy Policy => _options.Current.Retention;

    /// <summary>How to make one.</summary>
    public static Props Props(IChatStore store, IActorRef writer, IActorRef relays, LiveOptions options, TimeProvider time) =>
        Akka.Actor.Props.Create(() => new LogPruner(store, writer, relays, options, time));

    /// <inheritdoc/>
    protected override void PreStart() => Self.Tell(RetentionProtocol.Sweep.Instance);

    /// <inheritdoc/>
    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case RetentionProtocol.Sweep:
                (_lastListed, _looked, _touched, _removed) = (null, 0, 0, 0);
                _listed.Clear();
                Tidy();
                break;
            case WriterProtocol.Committed { Outcomes: [{ Result: WriteResult.Removed { Count: >= Chunk } }] }:
                Tidy();
                break;
            case WriterProtocol.Committed { Outcomes: [{ Result: WriteResult.Removed }] } when Policy.KeepsAllMessages:
                Rest();
                break;
            case WriterProtocol.Committed { Outcomes: [{ Result: WriteResult.Removed }] }:
                List();
                break;
            case RetentionProtocol.LogsListed { Logs: [] }:
                _log.Info("Retention looked at {Looked} logs and removed {Removed} messages from {Touched} of them", _looked, _removed, _touched);
                Rest();
                break;
            case RetentionProtocol.LogsListed listed:
                OnListed(listed.Logs);
                break;
            case RetentionProtocol.Due due when _inHand is { } log && due.Below > log.First:
                _writer.Tell(new WriterProtocol.Submit(new Write.Prune(log.Room, due.Below, Chunk), null));
                break;
            case RetentionProtocol.Due:
                Next();
                break;
            case WriterProtocol.Committed { Outcomes: [{ Result: WriteResult.Pruned pruned }] } when _inHand is { } log:
                OnPruned(log, pruned);
                break;
            case WriterProtocol.Committed:
                Next();
                break;
            case WriterProtocol.Overloaded:
                Timers.StartSingleTimer("again", RetentionProtocol.Again.Instance, Patience);
                break;
            case RetentionProtocol.Again when _inHand is { } log:
                Measure(log);
                break;
            case RetentionProtocol.Again:
                Tidy();
                break;
            case WriterProtocol.Failed:
                _log.Warning("Retention stopped after {Removed} messages: the storage does not take its writes; the next try is in an hour", _removed);
                Rest();
                break;
            case RetentionProtocol.ReadFailed failed:
                _log.Warning(failed.Cause, "Retention stopped after {Removed} messages: the storage can't be read; the next try is in an hour", _removed);
                Rest();
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    private void Rest() => Timers.StartSingleTimer("sweep", RetentionProtocol.Sweep.Instance, Interval);

    private void Tidy()
    {
        DateTimeOffset now = _time.GetUtcNow();
        _writer.Tell(new WriterProtocol.Submit(new Write.DeleteEnded(now, now - Policy.Acts, Chunk), null));
    }

    private void List()
    {
        IChatStore store = _store;
        RoomId? after = _lastListed;
        Task.Run(() => store.ListLogsAsync(after, Page, CancellationToken.None)).PipeTo(
            Self,
            success: logs => new RetentionProtocol.LogsListed(logs),
            failure: cause => new RetentionProtocol.ReadFailed(cause));
    }

    private void OnListed(IReadOnlyList<LogExtent> logs)
    {
        _looked += logs.Count;
        _lastListed = logs[^1].Room;
        foreach (LogExtent log in logs)
        {
            // Where another node has removed something, this one's relays don't know of it yet.
            TellRelays(log.Room, log.First);
            if (MayBeDue(log))
            {
                _listed.Enqueue(log);
            }
        }

        Next();
    }

    private bool MayBeDue(LogExtent log)
    {
        RetentionRule rule = Policy.RuleFor(log.Room);
        DateTimeOffset now = _time.GetUtcNow();
        return log.Oldest < now - rule.Age
            || (log.Last - log.First >= rule.Messages && log.Oldest < now - LeastAge);
    }

    /// <summary>Asks where a log is to begin; the answer is <see cref="RetentionProtocol.Due"/>.</summary>
    private void Measure(LogExtent log)
    {
        IChatStore store = _store;
        RetentionRule rule = Policy.RuleFor(log.Room);
        DateTimeOffset now = _time.GetUtcNow();
        Task.Run(() => DueAsync(store, log, rule, now)).PipeTo(
            Self,
            success: below => new RetentionProtocol.Due(below),
            failure: cause => new RetentionProtocol.ReadFailed(cause));
    }

    private static async Task<long> DueAsync(IChatStore store, LogExtent log, RetentionRule rule, DateTimeOffset now)
    {
        long byAge = rule.Age is { } age ? await store.SeqAtAsync(log.Room, now - age, Chunk, CancellationToken.None).ConfigureAwait(false) : 0;
        long byCount = rule.Messages is { } most ? log.Last - most + 1 : 0;
        return byCount <= Math.Max(byAge, log.First)
            ? byAge
            : Math.Max(byAge, Math.Min(byCount, await store.SeqAtAsync(log.Room, now - LeastAge, Chunk, CancellationToken.None).ConfigureAwait(false)));
    }

    private void OnPruned(LogExtent log, WriteResult.Pruned pruned)
    {
        _removed += pruned.Count;
        _inHand = log with { First = pruned.First };
        TellRelays(log.Room, pruned.First);
        if (pruned.Count < Chunk)
        {
            _touched++;
            Next();
        }
        else
        {
            Measure(_inHand);
        }
    }

    private void Next()
    {
        _inHand = _listed.TryDequeue(out LogExtent? next) ? next : null;
        if (next is null)
        {
            List();
        }
        else
        {
            Measure(next);
        }
    }

    private void TellRelays(RoomId room, long first)
    {
        if (first > 1)
        {
            _relays.Tell(new RelayProtocol.Pruned(room, first));
        }
    }
}
