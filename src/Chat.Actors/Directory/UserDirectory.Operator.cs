using Chat.Actors.Edge;
using Chat.Actors.Rooms;
using Chat.Actors.Sessions;
using Chat.Actors.Storage;
using Chat.Protocol;
using Chat.Protocol.Passwords;

namespace Chat.Actors.Directory;

/// <content>What the operator does with accounts.</content>
public sealed partial class UserDirectory
{
    private const int InviteBytes = 10;

    /// <summary>What the operator wants: the same rules as for users, without their proofs and without the policy.</summary>
    private void OnOperate(DirectoryProtocol.Caller caller, OperatorAction action)
    {
        if (NewPasswordOf(action) is { } password && PasswordRules.Problem(password) is { } problem)
        {
            caller.Refuse(new Refusal(ErrorCodes.BadRequest, problem, "password"));
            return;
        }

        switch (action)
        {
            case OperatorAction.Add add:
                Register(caller, add.User, add.Password, null, null, "");
                break;
            case OperatorAction.ListAccounts:
                Read(store => store.ListAccountsAsync(CancellationToken.None), accounts => new DirectoryProtocol.AccountsRead(caller, accounts), caller);
                break;
            case OperatorAction.Invite invite:
                string code = RandomText.CreateHex(InviteBytes);
                Submit(new Write.PutInvite(new StoredInvite(HashOf(code), invite.Expires)), new DirectoryProtocol.Inviting(caller, code));
                break;
            case OperatorAction.SetAdmin set:
                SetAdmin(caller, set.User, set.Admin);
                break;
            case OperatorAction.Moderate moderate:
                OnServerAction(caller, moderate.Action, null);
                break;
            default:
                if (NameOf(action) is { } name && FindRegistered(name) is { } entry)
                {
                    OnCall(new DirectoryProtocol.AccountCall(caller, entry.User.Id, action, null, []));
                }
                else
                {
                    caller.Refuse(NoAccount);
                }

                break;
        }
    }

    private static string? NewPasswordOf(OperatorAction action) =>
        (action as OperatorAction.Add)?.Password ?? (action as OperatorAction.ResetPassword)?.Password;

    private static string? NameOf(OperatorAction action) => action switch
    {
        OperatorAction.ResetPassword a => a.User,
        OperatorAction.Disable a => a.User,
        OperatorAction.Enable a => a.User,
        OperatorAction.Delete a => a.User,
        OperatorAction.SessionsOf a => a.User,
        OperatorAction.Logout a => a.User,
        _ => null,
    };

    private void OnAccountsRead(DirectoryProtocol.AccountsRead read) => read.Caller.Answer(new SessionReply.Accounts(
    [
        .. read.Accounts
            .Select(a => (Account: a, Entry: _state.Find(a.User)))
            .Where(a => a.Entry is { IsRegistered: true })
            .OrderBy(a => a.Entry!.User.Folded, StringComparer.Ordinal)
            .Select(a => new AccountInfo(
                a.Entry!.User.Name, a.Account.CreatedAt, a.Entry.User.SeenAt, a.Account.Disabled, a.Entry.Presence != Presence.Offline, a.Entry.Admin)),
    ]));
}
