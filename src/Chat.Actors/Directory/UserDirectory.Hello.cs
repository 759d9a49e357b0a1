using Akka.Actor;
using Chat.Actors.Accounts;
using Chat.Actors.Edge;
using Chat.Actors.Rooms;
using Chat.Actors.Sessions;
using Chat.Actors.Storage;
using Chat.Protocol;
using Chat.Protocol.Names;

namespace Chat.Actors.Directory;

/// <content>Who says hello: a new guest, someone with a token, a registered user with its password.</content>
public sealed partial class UserDirectory
{
    private const int TokenBytes = 32;

    private static readonly TimeSpan TouchInterval = TimeSpan.FromHours(1);

    private static Refusal NoGuests { get; } = new(
        ErrorCodes.NotAuthenticated, "This server takes no guests: give your password, or register first.", "password");

    private void OnHello(DirectoryProtocol.Hello hello)
    {
        if (hello.Token is not null)
        {
            FindToken(hello);
        }
        else if (hello.Password is not null)
        {
            LogIn(hello);
        }
        else
        {
            Claim(hello);
        }
    }

    /// <summary>A hello without proof: a free name makes a new guest.</summary>
    private void Claim(DirectoryProtocol.Hello hello)
    {
        if (_options.Current.Accounts != AccountPolicy.Open)
        {
            Refuse(hello, NoGuests);
            return;
        }

        if (WhyBanned(default, false, RoomRules.ParsedName(hello.User, _options.Current.Names), hello.From.Address) is { } banned)
        {
            Refuse(hello, banned);
            return;
        }

        if (!TryTakeName(hello.User, null, hello, out ChatName name, out Refusal? refusal))
        {
            Refuse(hello, refusal);
            return;
        }

        if (_state.Guests >= _options.Current.MaxGuests)
        {
            Refuse(hello, new Refusal(ErrorCodes.Overloaded, "The server has as many guests as it takes; try later.", null, (long)SweepInterval.TotalMilliseconds));
            return;
        }

        DateTimeOffset now = _time.GetUtcNow();
        var user = new StoredUser(UserId.New(), name.Display, name.Folded, name.Skeleton, Guest: true, now);
        _state.Add(user).Arriving = true;
        string token = RandomText.Create(TokenBytes);
        string hash = HashOf(token);
        var attach = new SessionProtocol.Attach(user.Id, user.Name, true, null, IsNew: true, token, hash, hello.Origin, hello.Cursors, hello.Attempt, hello.From.Address);
        _writer.Tell(new WriterProtocol.Submit(new Write.PutUser(user), attach, Urgent: true));
        _writer.Tell(new WriterProtocol.Submit(new Write.PutToken(new StoredToken(hash, user.Id, null, now, now, hello.Client)), attach, Urgent: true));
    }

    private void FindToken(DirectoryProtocol.Hello hello)
    {
        string hash = HashOf(hello.Token!);
        IChatStore store = _store;
        long asOf = _changes;
        Task.Run(() => store.FindTokenAsync(hash, CancellationToken.None)).PipeTo(
            Self,
            success: token => new DirectoryProtocol.TokenFound(hello, hash, token, asOf),
            failure: cause => new DirectoryProtocol.ReadFailed(hello, cause));
    }

    /// <summary>A hello with a token: the same user comes back, a guest possibly under another name.</summary>
    private void ComeBack(DirectoryProtocol.TokenFound found)
    {
        DirectoryProtocol.Hello hello = found.Hello;
        if (found.Token is not { } token || token.Expires <= _time.GetUtcNow() || _state.Find(token.User) is not { Expiring: false, Reserved: false } entry)
        {
            Refuse(hello, AuthFailed);
            return;
        }

        if (MustBeginAgain(entry, found.AsOf, hello))
        {
            return;
        }

        if (entry.User.Guest && _options.Current.Accounts != AccountPolicy.Open)
        {
            Refuse(hello, NoGuests);
            return;
        }

        if (!entry.User.Guest && FindRegistered(hello.User) != entry)
        {
            Refuse(hello, AuthFailed);
            return;
        }

        ChatName wanted = RoomRules.ParsedName(hello.User, _options.Current.Names) ?? entry.User.ChatName;
        if (WhyBanned(entry.User.Id, entry.Admin, wanted, hello.From.Address) is { } banned)
        {
            Refuse(hello, banned);
            return;
        }

        if (!TryTakeName(hello.User, entry, found, out ChatName name, out Refusal? refusal))
        {
            Refuse(hello, refusal);
            return;
        }

        string? former = null;
        if (name.Folded != entry.User.Folded)
        {
            former = entry.User.Name;
            Rename(entry, name);
        }

        Touch(token);
        if (!entry.User.Guest)
        {
            entry.Remember(hello.From.Net);
        }

        entry.Arriving = true;
        _sessions.Tell(new SessionProtocol.Attach(
            entry.User.Id, entry.User.Name, entry.User.Guest, former, IsNew: false, hello.Token!, found.Hash, hello.Origin, hello.Cursors, hello.Attempt,
            hello.From.Address, entry.Admin));
    }

    /// <summary>A hello with a password. Whether there is such a user shows only behind the check, which takes as long for nobody.</summary>
    private void LogIn(DirectoryProtocol.Hello hello)
    {
        if (!MustWait(hello))
        {
            Prove(FindRegistered(hello.User)?.User.Id ?? default, hello.Password!, hello);
        }
    }

    /// <summary>The password was right: a session of its own begins.</summary>
    private void LetIn(DirectoryProtocol.Hello hello, DirectoryEntry entry, DirectoryProtocol.AccountRead read)
    {
        if (WhyBanned(entry.User.Id, entry.Admin, entry.User.ChatName, hello.From.Address) is { } banned)
        {
            Refuse(hello, banned);
            return;
        }

        DateTimeOffset now = _time.GetUtcNow();
        EndSurplus(entry.User.Id, read.Tokens, now);
        entry.Remember(hello.From.Net);
        bool isFirstVisit = read.Tokens.Count == 0 && !entry.IsHere
            && entry.User.SeenAt.ToUnixTimeMilliseconds() == read.Account!.CreatedAt.ToUnixTimeMilliseconds();
        entry.Arriving = true;
        string token = RandomText.Create(TokenBytes);
        string hash = HashOf(token);
        var attach = new SessionProtocol.Attach(
            entry.User.Id, entry.User.Name, Guest: false, null, isFirstVisit, token, hash, hello.Origin, hello.Cursors, hello.Attempt, hello.From.Address, entry.Admin);
        Submit(new Write.PutToken(new StoredToken(hash, entry.User.Id, now + _options.Current.SessionExpire, now, now, hello.Client)), attach);
    }

    /// <summary>Makes room for one more session: those that have expired go, and the ones that were used longest ago.</summary>
    private void EndSurplus(UserId user, IReadOnlyList<StoredToken> tokens, DateTimeOffset now)
    {
        string[] surplus =
        [
            .. tokens.Where(t => t.Expires <= now).Select(t => t.Hash),
            .. tokens.Where(t => !(t.Expires <= now)).Skip(_options.Current.SessionsPerUser - 1).Select(t => t.Hash),
        ];
        foreach (string hash in surplus)
        {
            Submit(new Write.DeleteToken(hash), null);
        }

        if (surplus.Length > 0)
        {
            _sessions.Tell(new SessionProtocol.EndDevices(
                user, surplus, null, ErrorCodes.NotAuthenticated, $"You have {_options.Current.SessionsPerUser} newer sessions, so this one was ended. Log in again."));
        }
    }

    private void Touch(StoredToken token)
    {
        DateTimeOffset now = _time.GetUtcNow();
        if (token.Expires is not null && now - token.SeenAt >= TouchInterval)
        {
            Submit(new Write.TouchToken(token.Hash, now, now + _options.Current.SessionExpire), null);
        }
    }

    /// <summary>A new guest is stored when its token is, which is behind it.</summary>
    private void OnStored(WriterProtocol.Outcome outcome)
    {
        if (outcome is { Context: SessionProtocol.Attach attach, Write: Write.PutToken } && _state.Find(attach.UserId) is { } entry)
        {
            // Who is an admin may have changed while the token was stored.
            _sessions.Tell(attach with { Admin = entry.Admin });
        }
        else
        {
            OnAccountStored(outcome);
        }
    }

    private void OnNotStored(object? context)
    {
        if (context is SessionProtocol.Attach attach && _state.Find(attach.UserId) is { } entry)
        {
            entry.Arriving = false;
            attach.Origin.Device.Connection.Tell(new SessionProtocol.Reply(attach.Origin, new SessionReply.Refused(Unavailable)));
            if (entry.User.Guest)
            {
                // One of the two writes may be stored, before this or after.
                OnRetire(attach.UserId);
            }
        }
        else
        {
            OnAccountNotStored(context);
        }
    }
}
