using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Akka.Actor;
using Akka.Event;
using Chat.Actors.Edge;
using Chat.Actors.Rooms;
using Chat.Actors.Sessions;
using Chat.Actors.Storage;
using Chat.Actors.Telemetry;
using Chat.Protocol;
using Chat.Protocol.Names;

namespace Chat.Actors.Directory;

/// <summary>
/// Which names exist, whose they are and who is there; one for all nodes. It proves who says hello and hands the device to the
/// user's session; a new user is stored before anyone hears of it.
/// </summary>
public sealed partial class UserDirectory : UntypedActor, IWithStash, IWithTimers
{
    private static readonly TimeSpan SweepInterval = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan PurgeInterval = TimeSpan.FromHours(1);
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    private readonly IChatStore _store;
    private readonly IActorRef _writer;
    private readonly IActorRef _sessions;
    private readonly IActorRef _rooms;
    private readonly IActorRef _passwords;
    private readonly LiveOptions _options;
    private readonly TimeProvider _time;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly DirectoryState _state = new();
    private readonly Dictionary<UserId, List<(object Message, IActorRef Sender)>> _parked = [];

    /// <summary>The directory over that store.</summary>
    public UserDirectory(IChatStore store, IActorRef writer, IActorRef sessions, IActorRef rooms, IActorRef passwords, LiveOptions options, TimeProvider time)
    {
        _store = store;
        _writer = writer;
        _sessions = sessions;
        _rooms = rooms;
        _passwords = passwords;
        _options = options;
        _time = time;
    }

    /// <inheritdoc/>
    public IStash Stash { get; set; } = null!;

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    /// <summary>How to make one.</summary>
    public static Props Props(IChatStore store, IActorRef writer, IActorRef sessions, IActorRef rooms, IActorRef passwords, LiveOptions options, TimeProvider time) =>
        Akka.Actor.Props.Create(() => new UserDirectory(store, writer, sessions, rooms, passwords, options, time));

    /// <inheritdoc/>
    protected override void PostStop()
    {
        AccountMetrics.Know(-_state.Guests, guests: true);
        AccountMetrics.Know(-_state.Registered, guests: false);
    }

    /// <inheritdoc/>
    protected override void PreStart()
    {
        Timers.StartPeriodicTimer("sweep", DirectoryProtocol.Sweep.Instance, SweepInterval);
        Timers.StartPeriodicTimer("purge", DirectoryProtocol.Purge.Instance, PurgeInterval);
        Load();
    }

    /// <inheritdoc/>
    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case DirectoryProtocol.Loaded loaded:
                foreach (StoredUser user in loaded.Users.Where(u => !u.Retired || !u.Guest))
                {
                    _state.Add(user).Reserved = user.Retired;
                }

                foreach (DirectoryEntry admin in loaded.Admins.Select(_state.Find).OfType<DirectoryEntry>())
                {
                    admin.Admin = true;
                }

                TakeBans(loaded.Bans);

                Become(Ready);
                Stash.UnstashAll();
                break;
            case DirectoryProtocol.LoadFailed failed:
                _log.Error(failed.Cause, "The users could not be loaded; trying again");
                Timers.StartSingleTimer("load", DirectoryProtocol.RetryLoad.Instance, RetryDelay);
                break;
            case DirectoryProtocol.RetryLoad:
                Load();
                break;
            case DirectoryProtocol.Sweep or DirectoryProtocol.Purge:
                break;
            default:
                Stash.Stash();
                break;
        }
    }

    private void Ready(object message)
    {
        switch (message)
        {
            case DirectoryProtocol.Hello hello:
                OnHello(hello);
                break;
            case DirectoryProtocol.TokenFound found:
                ComeBack(found);
                break;
            case DirectoryProtocol.ReadFailed { For: DirectoryProtocol.ReadBans } failed:
                _log.Warning(failed.Cause, "The bans could not be read; trying again");
                ReadBansLater();
                break;
            case DirectoryProtocol.ReadFailed failed:
                _log.Warning(failed.Cause, "Something about users could not be read");
                PasswordWasNotChecked(failed.For);
                Refuse(failed.For, Unavailable);
                break;
            case WriterProtocol.Committed committed:
                foreach (WriterProtocol.Outcome outcome in committed.Outcomes)
                {
                    OnStored(outcome);
                }

                break;
            case WriterProtocol.Failed failed:
                foreach (WriterProtocol.Refusal refusal in failed.Refusals)
                {
                    OnNotStored(refusal.Context);
                }

                break;
            case DirectoryProtocol.PresenceChanged changed:
                OnPresence(changed);
                break;
            case DirectoryProtocol.Resolve resolve:
                DirectoryEntry? who = _state.FindByName(resolve.Folded);
                Sender.Tell(new DirectoryProtocol.Resolved(who is null ? null : new RoomProtocol.Speaker(who.User.Id, who.User.Name, who.Admin), resolve.Request));
                break;
            case DirectoryProtocol.Whois whois:
                OnWhois(whois);
                break;
            case DirectoryProtocol.Rename rename:
                OnRename(rename);
                break;
            case DirectoryProtocol.Retire retire:
                OnRetire(retire.User);
                break;
            case DirectoryProtocol.ExpireFailed failed:
                OnExpireFailed(failed.User);
                break;
            case DirectoryProtocol.AskPresence ask:
                Sender.Tell(new DirectoryProtocol.PresenceOf(_state.PresenceOf(ask.Users)));
                break;
            case DirectoryProtocol.Sweep:
                Sweep();
                break;
            case DirectoryProtocol.Purge:
                Submit(new Write.DeleteExpired(_time.GetUtcNow()), null);
                break;
            default:
                if (!OnAccounts(message) && !OnModeration(message))
                {
                    Unhandled(message);
                }

                break;
        }
    }

    private static Refusal Unavailable { get; } = new(ErrorCodes.Unavailable, "The storage can't answer just now; try again.", null, (long)RetryDelay.TotalMilliseconds);

    private static Refusal AuthFailed { get; } = new(ErrorCodes.AuthFailed, "Wrong user, password or session.");

    private void Load()
    {
        IChatStore store = _store;
        Task.Run(async () => new DirectoryProtocol.Loaded(
            await store.LoadUsersAsync(CancellationToken.None).ConfigureAwait(false),
            await store.LoadAdminsAsync(CancellationToken.None).ConfigureAwait(false),
            await store.LoadServerSanctionsAsync(CancellationToken.None).ConfigureAwait(false))).PipeTo(
            Self,
            failure: cause => new DirectoryProtocol.LoadFailed(cause));
    }

    private void OnPresence(DirectoryProtocol.PresenceChanged changed)
    {
        if (_state.Find(changed.User) is not { } entry)
        {
            return;
        }

        entry.Arriving = false;
        entry.Since = _time.GetUtcNow();
        entry.StatusSince = entry.Presence.Status == changed.Presence.Status ? entry.StatusSince : entry.Since;
        entry.Presence = changed.Presence;
        if (changed.Presence == Presence.Offline)
        {
            entry.User = entry.User with { SeenAt = entry.Since };
            if (!entry.Changing)
            {
                // While an account is made or deleted, that is the writer's last word about its user.
                _writer.Tell(new WriterProtocol.Submit(new Write.PutUser(entry.User), null, Urgent: true));
            }
        }
    }

    private void OnWhois(DirectoryProtocol.Whois whois)
    {
        if (_state.FindByName(whois.Folded) is not { } entry)
        {
            var none = new SessionReply.Refused(new Refusal(ErrorCodes.NoSuchUser, "There is no such user.", "user"));
            whois.Origin.Device.Connection.Tell(new SessionProtocol.Reply(whois.Origin, none));
            return;
        }

        var known = new SessionReply.Whois(entry.User.Name, entry.User.Guest, entry.Presence, entry.Since, entry.Admin);
        if (_state.Find(whois.Asker) is { Admin: true })
        {
            _sessions.Tell(new SessionProtocol.TellAddresses(entry.User.Id, whois.Origin, known));
        }
        else
        {
            whois.Origin.Device.Connection.Tell(new SessionProtocol.Reply(whois.Origin, known));
        }
    }

    /// <summary>Refuses whatever wanted something; one without a reason is not refused but waits.</summary>
    private static void Refuse(object request, Refusal? why)
    {
        switch (request)
        {
            case not null when why is null:
                break;
            case DirectoryProtocol.Hello hello:
                hello.Origin.Device.Connection.Tell(new SessionProtocol.Reply(hello.Origin, new SessionReply.Refused(why)));
                break;
            case DirectoryProtocol.TokenFound found:
                Refuse(found.Hello, why);
                break;
            case DirectoryProtocol.AccountRead read:
                Refuse(read.For, why);
                break;
            case DirectoryProtocol.Registration registration:
                registration.Caller.Refuse(why);
                break;
            case DirectoryProtocol.AccountCall call:
                call.Caller.Refuse(why);
                break;
            case DirectoryProtocol.NewPassword password:
                password.Call.Caller.Refuse(why);
                break;
            case DirectoryProtocol.Caller caller:
                caller.Refuse(why);
                break;
        }
    }

    private static string HashOf(string token) => Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
