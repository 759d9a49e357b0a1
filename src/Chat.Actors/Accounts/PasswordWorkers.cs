using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Akka.Actor;
using Akka.Event;
using Chat.Actors.Limits;
using Chat.Actors.Telemetry;
using Chat.Protocol.Passwords;

namespace Chat.Actors.Accounts;

/// <summary>
/// The node's one place for the hashing of passwords: a few at a time, since each fills a core and some memory, and a bounded number that
/// waits. Logins can slow one another down so, but not the chat. Each address has one turn after the other, so that one which brings many keeps none but itself waiting;
/// addresses that are known go first, but never alone.
/// </summary>
public sealed class PasswordWorkers : UntypedActor
{
    private const int MostInARow = 3;

    private readonly IPasswordHasher _hasher;
    private readonly LiveOptions _options;
    private readonly FairShares<string, PasswordProtocol.Job> _known = new();
    private readonly FairShares<string, PasswordProtocol.Job> _strangers = new();
    private readonly TaskScheduler _threads;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private int _running;
    private int _knownInARow;

    /// <summary>Workers with that hasher.</summary>
    /// <param name="hasher">Hashes.</param>
    /// <param name="options">How many at once, and how many may wait.</param>
    /// <param name="threads">What runs the hasher: below everything else.</param>
    public PasswordWorkers(IPasswordHasher hasher, LiveOptions options, TaskScheduler threads)
    {
        ArgumentNullException.ThrowIfNull(options);
        _hasher = hasher;
        _options = options;
        _threads = threads;
    }

    private int Workers => _options.Current.PasswordWorkers is > 0 and var workers ? workers : Math.Max(1, Environment.ProcessorCount / 2);

    /// <summary>How to make them.</summary>
    public static Props Props(IPasswordHasher hasher, LiveOptions options, TaskScheduler? threads = null) =>
        Akka.Actor.Props.Create(() => new PasswordWorkers(hasher, options, threads ?? TaskScheduler.Default));

    /// <inheritdoc/>
    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case PasswordProtocol.Hash or PasswordProtocol.Verify:
                Take(new PasswordProtocol.Job(message, Sender, Stopwatch.GetTimestamp()));
                break;
            case PasswordProtocol.JobDone done:
                AccountMetrics.EndPassword(ChatMeter.Since(done.Job.Began));
                done.Job.ReplyTo.Tell(done.Answer);
                StartNext();
                break;
            case PasswordProtocol.JobFailed failed:
                _log.Error(failed.Cause, "A password could not be hashed");
                AccountMetrics.EndPassword(ChatMeter.Since(failed.Job.Began));
                failed.Job.ReplyTo.Tell(new PasswordProtocol.Failed(ContextOf(failed.Job)));
                StartNext();
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    private void Take(PasswordProtocol.Job job)
    {
        AccountMetrics.TakePassword();
        if (_running < Workers)
        {
            _running++;
            Start(job);
        }
        else
        {
            Queue(job);
        }
    }

    private void Queue(PasswordProtocol.Job job)
    {
        PasswordTurn turn = TurnOf(job);
        int most = _options.Current.PasswordsPending;
        if (turn.IsKnown && _known.Count + _strangers.Count >= most && _strangers.TryDrop(out PasswordProtocol.Job? dropped))
        {
            Refuse(dropped);
        }

        bool isRoom = turn.IsKnown
            ? _known.TryEnqueue(turn.Owner, job, most - _strangers.Count, out PasswordProtocol.Job? displaced)
            : _strangers.TryEnqueue(turn.Owner, job, most - _known.Count, out displaced);
        if (!isRoom)
        {
            Refuse(displaced!);
        }
    }

    private static void Refuse(PasswordProtocol.Job job)
    {
        AccountMetrics.RefusePassword();
        job.ReplyTo.Tell(new PasswordProtocol.Overloaded(ContextOf(job)));
    }

    /// <summary>Known ones first; but a few of them in a row let a stranger in between.</summary>
    private bool TryTakeNext([NotNullWhen(true)] out PasswordProtocol.Job? next)
    {
        if (_knownInARow < MostInARow && _known.TryDequeue(out next))
        {
            _knownInARow++;
            return true;
        }

        _knownInARow = 0;
        return _strangers.TryDequeue(out next) || _known.TryDequeue(out next);
    }

    private void StartNext()
    {
        _running--;
        while (_running < Workers && TryTakeNext(out PasswordProtocol.Job? next))
        {
            _running++;
            Start(next);
        }
    }

    private void Start(PasswordProtocol.Job job)
    {
        IPasswordHasher hasher = _hasher;
        Task.Factory.StartNew(() => Run(hasher, job.Request), CancellationToken.None, TaskCreationOptions.DenyChildAttach, _threads).PipeTo(
            Self,
            success: answer => new PasswordProtocol.JobDone(answer, job),
            failure: cause => new PasswordProtocol.JobFailed(job, cause));
    }

    private static object Run(IPasswordHasher hasher, object request)
    {
        if (request is PasswordProtocol.Hash hash)
        {
            return new PasswordProtocol.Hashed(hasher.Hash(PasswordRules.Prepare(hash.Password)), hash.Context);
        }

        var verify = (PasswordProtocol.Verify)request;
        string password = PasswordRules.Prepare(verify.Password);
        PasswordCheck check = hasher.Verify(password, verify.PasswordHash);
        return new PasswordProtocol.Verified(
            check != PasswordCheck.Wrong, check == PasswordCheck.Outdated ? hasher.Hash(password) : null, verify.Context);
    }

    private static PasswordTurn TurnOf(PasswordProtocol.Job job) =>
        (job.Request is PasswordProtocol.Hash hash ? hash.Turn : ((PasswordProtocol.Verify)job.Request).Turn) ?? PasswordTurn.Operator;

    private static object ContextOf(PasswordProtocol.Job job) =>
        job.Request is PasswordProtocol.Hash hash ? hash.Context : ((PasswordProtocol.Verify)job.Request).Context;
}
