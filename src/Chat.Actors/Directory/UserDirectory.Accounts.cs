using Akka.Actor;
using Chat.Actors.Accounts;
using Chat.Actors.Edge;
using Chat.Actors.Rooms;
using Chat.Actors.Sessions;
using Chat.Actors.Storage;
using Chat.Protocol;
using Chat.Protocol.Names;

namespace Chat.Actors.Directory;

/// <content>
/// Accounts as they are used and changed.
/// <code>
///   hello or request with a password ──► read the account ──► check (PasswordWorkers) ──► let in, or change
///   change ──► Changing: hellos and requests of that user wait ──► stored: answered, session told, who waited begins again
/// </code>
/// </content>
public sealed partial class UserDirectory
{
    private static Refusal Busy { get; } = new(ErrorCodes.Overloaded, "Too many are logging in just now; try again.", null, 1000);

    private static Refusal Disabled { get; } = new(ErrorCodes.Forbidden, "This account is disabled; ask the server's operator.");

    private static Refusal NoAccount { get; } = new(ErrorCodes.NoSuchUser, "There is no account of that name.", "user");

    private bool OnAccounts(object message)
    {
        switch (message)
        {
            case DirectoryProtocol.Register request when WhyBanned(default, false, RoomRules.ParsedName(request.User, _options.Current.Names), request.From.Address) is { } banned:
                new DirectoryProtocol.Caller(request.Origin.Device.Connection, request.Origin).Refuse(banned);
                break;
            case DirectoryProtocol.Register request:
                Register(new DirectoryProtocol.Caller(request.Origin.Device.Connection, request.Origin), request.User, request.Password, request.Invite, null, request.From.Net.ToString());
                break;
            case DirectoryProtocol.ForAccount request:
                OnForAccount(request);
                break;
            case DirectoryProtocol.Operate operate:
                OnOperate(new DirectoryProtocol.Caller(Sender, null), operate.Action);
                break;
            case DirectoryProtocol.Registration registration:
                Reserve(registration);
                break;
            case DirectoryProtocol.InviteRead read:
                OnInviteRead(read);
                break;
            case DirectoryProtocol.AccountCall call:
                OnCall(call);
                break;
            case DirectoryProtocol.AccountRead read:
                _passwords.Tell(new PasswordProtocol.Verify(read.Password, read.Account?.PasswordHash, read, TurnOf(read.For)));
                break;
            case DirectoryProtocol.TokensRead read:
                OnTokensRead(read);
                break;
            case DirectoryProtocol.RoomsRead read:
                OnRoomsRead(read);
                break;
            case DirectoryProtocol.AccountsRead read:
                OnAccountsRead(read);
                break;
            case PasswordProtocol.Verified { Context: DirectoryProtocol.AccountRead read } verified:
                OnVerified(verified, read);
                break;
            case PasswordProtocol.Hashed { Context: DirectoryProtocol.Reservation reservation } hashed:
                StoreAccount(reservation, hashed.PasswordHash);
                break;
            case PasswordProtocol.Hashed { Context: DirectoryProtocol.NewPassword password } hashed:
                OnNewPassword(password, hashed.PasswordHash);
                break;
            case PasswordProtocol.Overloaded overloaded:
                GiveUp(overloaded.Context, Busy);
                break;
            case PasswordProtocol.Failed failed:
                GiveUp(failed.Context, Unavailable);
                break;
            default:
                return false;
        }

        return true;
    }

    private void OnForAccount(DirectoryProtocol.ForAccount request)
    {
        var caller = new DirectoryProtocol.Caller(request.Origin.Device.Connection, request.Origin);
        if (request.Action is AccountAction.Claim claim)
        {
            Register(caller, claim.User, claim.Password, claim.Invite, request.User, request.User.Value);
        }
        else
        {
            OnCall(new DirectoryProtocol.AccountCall(caller, request.User, request.Action, request.TokenHash, request.Online));
        }
    }

    private void OnCall(DirectoryProtocol.AccountCall call)
    {
        if (_state.Find(call.User) is not { IsRegistered: true } entry)
        {
            Refuse(call, NoAccount);
            return;
        }

        if (MustBeginAgain(entry, _changes, call))
        {
            return;
        }

        switch (call.Action)
        {
            case AccountAction.ChangePassword or AccountAction.Unregister when MustWait(call):
                break;
            case AccountAction.ChangePassword change:
                Prove(call.User, change.Old, call);
                break;
            case AccountAction.Unregister unregister:
                Prove(call.User, unregister.Password, call);
                break;
            case AccountAction.Revoke { Session: Protocol.Frames.RevokeRequest.Others } or OperatorAction.Logout { Session: null }:
                Change(entry, call, new Write.DeleteTokens(call.User, call.TokenHash), Ended(call.User, null, call.TokenHash));
                break;
            case AccountAction.ListSessions or AccountAction.Revoke or OperatorAction.SessionsOf or OperatorAction.Logout:
                Read(store => store.ListTokensAsync(call.User, CancellationToken.None), tokens => new DirectoryProtocol.TokensRead(call, tokens), call);
                break;
            case OperatorAction.ResetPassword reset:
                _passwords.Tell(new PasswordProtocol.Hash(reset.Password, new DirectoryProtocol.NewPassword(call, _changes)));
                break;
            case OperatorAction.Disable:
                Change(entry, call, new Write.SetDisabled(call.User, true), new SessionProtocol.EndDevices(call.User, null, null, Disabled.Code, Disabled.Message));
                break;
            case OperatorAction.Enable:
                Change(entry, call, new Write.SetDisabled(call.User, false), null);
                break;
            case OperatorAction.Delete:
                ReadRooms(call);
                break;
        }
    }

    /// <summary>Reads a user's account for the check of a password. What follows is <see cref="OnVerified"/>.</summary>
    /// <param name="user">Whose; nobody's id where there is no such user, which takes as long.</param>
    /// <param name="password">What was given.</param>
    /// <param name="for">What it is to prove.</param>
    private void Prove(UserId user, string password, object @for)
    {
        UserId asked = user.Value is null ? new UserId("") : user;
        long asOf = _changes;
        Read(
            async store => (
                Account: await store.FindAccountAsync(asked, CancellationToken.None).ConfigureAwait(false),
                Tokens: await store.ListTokensAsync(asked, CancellationToken.None).ConfigureAwait(false)),
            read => new DirectoryProtocol.AccountRead(@for, asked, password, read.Account, read.Tokens, asOf),
            @for);
    }

    private void OnVerified(PasswordProtocol.Verified verified, DirectoryProtocol.AccountRead read)
    {
        DirectoryEntry? entry = _state.Find(read.User) is { IsRegistered: true } found ? found : null;
        if (entry is not null && MustBeginAgain(entry, read.AsOf, read.For))
        {
            PasswordWasNotChecked(read.For);
            return;
        }

        if (entry is null || read.Account is not { } account || !verified.IsRight)
        {
            Refuse(read.For, AuthFailed);
            return;
        }

        PasswordWasRight(read.For);
        if (account.Disabled)
        {
            Refuse(read.For, Disabled);
            return;
        }

        if (verified.NewHash is { } better)
        {
            Submit(new Write.SetPassword(read.User, better, EndSessions: false), null);
        }

        switch (read.For)
        {
            case DirectoryProtocol.Hello hello:
                LetIn(hello, entry, read);
                break;
            case DirectoryProtocol.AccountCall { Action: AccountAction.ChangePassword change } call:
                _passwords.Tell(new PasswordProtocol.Hash(change.New, new DirectoryProtocol.NewPassword(call, read.AsOf), TurnOf(call)));
                break;
            case DirectoryProtocol.AccountCall call:
                ReadRooms(call);
                break;
        }
    }

    private void OnNewPassword(DirectoryProtocol.NewPassword password, string hash)
    {
        DirectoryProtocol.AccountCall call = password.Call;
        if (_state.Find(call.User) is not { IsRegistered: true } entry)
        {
            Refuse(call, NoAccount);
        }
        else if (!MustBeginAgain(entry, password.AsOf, call))
        {
            Change(entry, call, new Write.SetPassword(call.User, hash, EndSessions: true, call.TokenHash), Ended(call.User, null, call.TokenHash));
        }
    }

    private void OnTokensRead(DirectoryProtocol.TokensRead read)
    {
        DirectoryProtocol.AccountCall call = read.Call;
        DateTimeOffset now = _time.GetUtcNow();
        if (call.Action is AccountAction.ListSessions or OperatorAction.SessionsOf)
        {
            call.Caller.Answer(new SessionReply.Sessions(
            [
                .. read.Tokens.Where(t => t.Expires > now).Select(t => new SessionInfo(
                    t.Id, t.Client, t.CreatedAt, t.SeenAt, t.Expires!.Value, t.Hash == call.TokenHash, call.Online.Contains(t.Hash))),
            ]));
            return;
        }

        string? id = (call.Action as AccountAction.Revoke)?.Session ?? (call.Action as OperatorAction.Logout)?.Session;
        if (read.Tokens.FirstOrDefault(t => t.Id == id && t.Expires > now) is not { } token)
        {
            Refuse(call, new Refusal(ErrorCodes.BadRequest, "There is no such session; list the sessions for their ids.", "session"));
        }
        else if (_state.Find(call.User) is { } entry && !MustBeginAgain(entry, _changes, call))
        {
            Change(entry, call, new Write.DeleteToken(token.Hash), Ended(call.User, [token.Hash], null));
        }
    }

    private void ReadRooms(DirectoryProtocol.AccountCall call) =>
        Read(store => store.LoadUserRoomsAsync(call.User, CancellationToken.None), rooms => new DirectoryProtocol.RoomsRead(call, rooms), call);

    private void OnRoomsRead(DirectoryProtocol.RoomsRead read)
    {
        DirectoryProtocol.AccountCall call = read.Call;
        if (_state.Find(call.User) is { IsRegistered: true } entry && !MustBeginAgain(entry, _changes, call))
        {
            Change(entry, call, new Write.DeleteAccount(call.User), new SessionProtocol.Deleted(call.User, entry.User.Name, [.. read.Rooms.Select(r => r.Room)]));
        }
    }

    private DirectoryEntry? FindRegistered(string name) =>
        NameRules.TryParse(name, NameKind.User, _options.Current.Names, out ChatName parsed, out _) && _state.FindByName(parsed.Folded) is { IsRegistered: true } entry
            ? entry
            : null;

    private void Submit(Write write, object? context) => _writer.Tell(new WriterProtocol.Submit(write, context, Urgent: true));

    private void Read<T>(Func<IChatStore, Task<T>> read, Func<T, object> toMessage, object @for)
    {
        IChatStore store = _store;
        Task.Run(() => read(store)).PipeTo(Self, success: toMessage, failure: cause => new DirectoryProtocol.ReadFailed(@for, cause));
    }
}
