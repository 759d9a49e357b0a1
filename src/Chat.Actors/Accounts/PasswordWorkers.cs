using System.Diagnostics;
using Akka.Actor;
using Akka.Event;
using Chat.Actors.Telemetry;
using Chat.Protocol.Passwords;

namespace Chat.Actors.Accounts;

/// <summary>
/// The node's one place for the hashing of passwords: a few at a time, since each fills a core and some memory, and a bounded number that
/// waits. Logins can slow one another down so, but not the chat.
/// </summary>
public sealed class PasswordWorkers : UntypedActor
{
    private readonly IPasswordHasher _hasher;
    private readonly LiveOptions _options;
    private readonly Queue<PasswordProtocol.Job> _waiting = new();
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private int _running;

    /// <summary>Workers with that hasher.</summary>
    public PasswordWorkers(IPasswordHasher hasher, LiveOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _hasher = hasher;
        _options = options;
    }

    private int Workers => _options.Current.PasswordWorkers is > 0 and var workers ? workers : Math.Max(1, Environment.ProcessorCount / 2);

    /// <summary>How to make them.</summary>
    public static Props Props(IPasswordHasher hasher, LiveOptions options) => Akka.Actor.Props.Create(() => new PasswordWorkers(hasher, options));

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
        if (_running < Workers)
        {
            _running++;
            AccountMetrics.TakePassword();
            Start(job);
        }
        else if (_waiting.Count < _options.Current.PasswordsPending)
        {
            AccountMetrics.TakePassword();
            _waiting.Enqueue(job);
        }
        else
        {
            job.ReplyTo.Tell(new PasswordProtocol.Overloaded(ContextOf(job)));
        }
    }

    private void StartNext()
    {
        _running--;
        while (_running < Workers && _waiting.TryDequeue(out PasswordProtocol.Job? next))
        {
            _running++;
            Start(next);
        }
    }

    private void Start(PasswordProtocol.Job job)
    {
        IPasswordHasher hasher = _hasher;
        Task.Run(() => Run(hasher, job.Request)).PipeTo(
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

    private static object ContextOf(PasswordProtocol.Job job) =>
        job.Request is PasswordProtocol.Hash hash ? hash.Context : ((PasswordProtocol.Verify)job.Request).Context;
}
