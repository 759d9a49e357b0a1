using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Akka.Actor;
using Akka.Event;
using Chat.Actors.Edge;
using Chat.Actors.Rooms;
using Chat.Actors.Sessions;
using Chat.Actors.Storage;
using Chat.Protocol;
using Chat.Protocol.Names;

namespace Chat.Actors.Directory;

/// <summary>
/// Which names exist, whose they are and who is there; one for all nodes. It proves who says hello and hands the device to the
/// user's session; a new user is stored before anyone hears of it.
/// </summary>
public sealed partial class UserDirectory : UntypedActor, IWithStash, IWithTimers
{
    private const int TokenBytes = 32;

    private static readonly TimeSpan SweepInterval = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    private readonly IChatStore _store;
    private readonly IActorRef _writer;
    private readonly IActorRef _sessions;
    private readonly ChatOptions _options;
    private readonly TimeProvider _time;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly DirectoryState _state = new();
    private readonly Dictionary<UserId, List<(object Message, IActorRef Sender)>> _parked = [];

    /// <summary>The directory over that store.</summary>
    public UserDirectory(IChatStore store, IActorRef writer, IActorRef sessions, ChatOptions options, TimeProvider time)
    {
        _store = store;
        _writer = writer;
        _sessions = sessions;
        _options = options;
        _time = time;
    }

    /// <inheritdoc/>
    public IStash Stash { get; set; } = null!;

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    /// <summary>How to make one.</summary>
    public static Props Props(IChatStore store, IActorRef writer, IActorRef sessions, ChatOptions options, TimeProvider time) =>
        Akka.Actor.Props.Create(() => new UserDirectory(store, writer, sessions, options, time));

    /// <inheritdoc/>
    protected override void PreStart()
    {
        Timers.StartPeriodicTimer("sweep", DirectoryProtocol.Sweep.Instance, SweepInterval);
        Load();
    }

    /// <inheritdoc/>
    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case DirectoryProtocol.Loaded loaded:
                foreach (StoredUser user in loaded.Users.Where(u => !u.Retired))
                {
                    _state.Add(user);
                }

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
            case DirectoryProtocol.Sweep:
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
            case DirectoryProtocol.Hello { Token: null } hello:
                Claim(hello);
                break;
            case DirectoryProtocol.Hello hello:
                FindToken(hello);
                break;
            case DirectoryProtocol.TokenFound found:
                ComeBack(found);
                break;
            case DirectoryProtocol.TokenUnknown unknown:
                _log.Warning(unknown.Cause, "A session token could not be read");
                Refuse(unknown.Hello.Origin, Unavailable);
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
                StoredUser? who = _state.FindByName(resolve.Folded)?.User;
                Sender.Tell(new DirectoryProtocol.Resolved(who is null ? null : new RoomProtocol.Speaker(who.Id, who.Name), resolve.Request));
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
                Sender.Tell(new DirectoryProtocol.PresenceOf([.. ask.Users
                    .Select(_state.Find)
                    .Where(e => e is not null && e.Presence != Presence.Offline)
                    .Select(e => new DirectoryProtocol.UserPresence(e!.User.Id, e.Presence))]));
                break;
            case DirectoryProtocol.Sweep:
                Sweep();
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    private static Refusal Unavailable { get; } = new(ErrorCodes.Unavailable, "The storage can't answer just now; try again.", null, (long)RetryDelay.TotalMilliseconds);

    private static Refusal AuthFailed { get; } = new(ErrorCodes.AuthFailed, "Wrong user, password or session.");

    private void Load()
    {
        IChatStore store = _store;
        Task.Run(() => store.LoadUsersAsync(CancellationToken.None)).PipeTo(
            Self,
            success: users => new DirectoryProtocol.Loaded(users),
            failure: cause => new DirectoryProtocol.LoadFailed(cause));
    }

    /// <summary>A hello without proof: a free name makes a new guest.</summary>
    private void Claim(DirectoryProtocol.Hello hello)
    {
        if (!TryTakeName(hello.User, null, hello, out ChatName name, out Refusal? refusal))
        {
            Refuse(hello.Origin, refusal);
            return;
        }

        if (_state.Guests >= _options.MaxGuests)
        {
            Refuse(hello.Origin, new Refusal(ErrorCodes.Overloaded, "The server has as many guests as it takes; try later.", null, (long)SweepInterval.TotalMilliseconds));
            return;
        }

        var user = new StoredUser(UserId.New(), name.Display, name.Folded, name.Skeleton, Guest: true, _time.GetUtcNow());
        _state.Add(user).Arriving = true;
        string token = RandomText.Create(TokenBytes);
        string hash = HashOf(token);
        var attach = new SessionProtocol.Attach(user.Id, user.Name, true, null, IsNew: true, token, hash, hello.Origin, hello.Cursors);
        _writer.Tell(new WriterProtocol.Submit(new Write.PutUser(user), attach, Urgent: true));
        _writer.Tell(new WriterProtocol.Submit(new Write.PutToken(new StoredToken(hash, user.Id, null)), attach, Urgent: true));
    }

    private void FindToken(DirectoryProtocol.Hello hello)
    {
        string hash = HashOf(hello.Token!);
        IChatStore store = _store;
        Task.Run(() => store.FindTokenAsync(hash, CancellationToken.None)).PipeTo(
            Self,
            success: token => new DirectoryProtocol.TokenFound(hello, hash, token),
            failure: cause => new DirectoryProtocol.TokenUnknown(hello, cause));
    }

    /// <summary>A hello with a token: the same user comes back, a guest possibly under another name.</summary>
    private void ComeBack(DirectoryProtocol.TokenFound found)
    {
        DirectoryProtocol.Hello hello = found.Hello;
        if (found.Token is not { } token || token.Expires <= _time.GetUtcNow() || _state.Find(token.User) is not { Expiring: false } entry)
        {
            Refuse(hello.Origin, AuthFailed);
            return;
        }

        if (!TryTakeName(hello.User, entry, found, out ChatName name, out Refusal? refusal))
        {
            Refuse(hello.Origin, refusal);
            return;
        }

        string? former = null;
        if (name.Folded != entry.User.Folded)
        {
            if (!entry.User.Guest)
            {
                Refuse(hello.Origin, AuthFailed);
                return;
            }

            former = entry.User.Name;
            Rename(entry, name);
        }

        entry.Arriving = true;
        _sessions.Tell(new SessionProtocol.Attach(
            entry.User.Id, entry.User.Name, entry.User.Guest, former, IsNew: false, hello.Token!, found.Hash, hello.Origin, hello.Cursors));
    }

    private void OnPresence(DirectoryProtocol.PresenceChanged changed)
    {
        if (_state.Find(changed.User) is not { } entry)
        {
            return;
        }

        entry.Arriving = false;
        entry.Presence = changed.Presence;
        entry.Since = _time.GetUtcNow();
        if (changed.Presence == Presence.Offline)
        {
            entry.User = entry.User with { SeenAt = entry.Since };
            _writer.Tell(new WriterProtocol.Submit(new Write.PutUser(entry.User), null, Urgent: true));
        }
    }

    private void OnWhois(DirectoryProtocol.Whois whois)
    {
        SessionReply reply = _state.FindByName(whois.Folded) is { } entry
            ? new SessionReply.Whois(entry.User.Name, entry.User.Guest, entry.Presence, entry.Since)
            : new SessionReply.Refused(new Refusal(ErrorCodes.NoSuchUser, "There is no such user.", "user"));
        whois.Origin.Device.Connection.Tell(new SessionProtocol.Reply(whois.Origin, reply));
    }

    /// <summary>A new user is stored when its token is, which is behind it.</summary>
    private void OnStored(WriterProtocol.Outcome outcome)
    {
        if (outcome is { Context: SessionProtocol.Attach attach, Write: Write.PutToken } && _state.Find(attach.UserId) is not null)
        {
            _sessions.Tell(attach);
        }
    }

    private void OnNotStored(object? context)
    {
        if (context is SessionProtocol.Attach attach && _state.Find(attach.UserId) is not null)
        {
            Refuse(attach.Origin, Unavailable);

            // One of the two writes may be stored, before this or after.
            OnRetire(attach.UserId);
        }
    }

    /// <summary>Refuses a hello; one without a reason is not refused but waits.</summary>
    private static void Refuse(RequestRef origin, Refusal? why)
    {
        if (why is not null)
        {
            origin.Device.Connection.Tell(new SessionProtocol.Reply(origin, new SessionReply.Refused(why)));
        }
    }

    private static string HashOf(string token) => Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
