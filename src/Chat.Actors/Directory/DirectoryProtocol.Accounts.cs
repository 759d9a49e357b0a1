using System.Text.Json.Serialization;
using Akka.Actor;
using Chat.Actors.Edge;
using Chat.Actors.Limits;
using Chat.Actors.Serialization;
using Chat.Actors.Sessions;
using Chat.Actors.Storage;

namespace Chat.Actors.Directory;

/// <content>Accounts: what users ask about their own, and what the operator does with any.</content>
public static partial class DirectoryProtocol
{
    /// <summary>From a connection before its hello: make this account.</summary>
    /// <param name="Origin">The request.</param>
    /// <param name="User">The name as written.</param>
    /// <param name="Password">The password.</param>
    /// <param name="Invite">The invite's code, where one is given.</param>
    public sealed record Register(RequestRef Origin, string User, string Password, string? Invite) : IChatMessage
    {
        /// <summary>Where the connection comes from.</summary>
        public LoginOrigin From { get; init; }

        /// <summary>Prints it without its secrets.</summary>
        public override string ToString() => $"Register {{ User = {User} }}";
    }

    /// <summary>From a user's session: a device asks something about the user's account. Answered to the connection.</summary>
    /// <param name="User">Who.</param>
    /// <param name="Origin">The request.</param>
    /// <param name="TokenHash">The token of the device that asks.</param>
    /// <param name="Online">The tokens of all devices that are connected, by their hashes.</param>
    /// <param name="Action">What it asks.</param>
    public sealed record ForAccount(UserId User, RequestRef Origin, string TokenHash, IReadOnlyList<string> Online, AccountAction Action) : IChatMessage
    {
        /// <summary>Prints it without its secrets.</summary>
        public override string ToString() => $"ForAccount {{ {User}, {Action} }}";
    }

    /// <summary>The operator wants something done. Answered with <see cref="Operated"/>.</summary>
    public sealed record Operate(OperatorAction Action) : IChatMessage;

    /// <summary>What became of <see cref="Operate"/>.</summary>
    public sealed record Operated(SessionReply Answer) : IChatMessage;

    /// <summary>Who asked: a device, or for the operator the actor that waits.</summary>
    internal sealed record Caller(IActorRef ReplyTo, RequestRef? Origin)
    {
        public void Answer(SessionReply answer) => ReplyTo.Tell(Origin is null ? new Operated(answer) : new SessionProtocol.Reply(Origin, answer));

        public void Refuse(Refusal why) => Answer(new SessionReply.Refused(why));
    }

    /// <summary>Someone is to have an account.</summary>
    /// <param name="Caller">Who asked.</param>
    /// <param name="User">The name as written.</param>
    /// <param name="Password">The password.</param>
    /// <param name="InviteHash">The invite where one is needed; null where none is.</param>
    /// <param name="Guest">The guest whose account it is to be; null for a new user.</param>
    internal sealed record Registration(Caller Caller, string User, string Password, string? InviteHash, UserId? Guest)
    {
        /// <summary>Whose turn the hashing of the password takes.</summary>
        public string Turn { get; init; } = "";

        public override string ToString() => $"Registration {{ User = {User} }}";
    }

    /// <summary>Something is asked about an account, or is to be done with it.</summary>
    /// <param name="Caller">Who asked.</param>
    /// <param name="User">Whose account.</param>
    /// <param name="Action">An <see cref="AccountAction"/> or <see cref="OperatorAction"/>.</param>
    /// <param name="TokenHash">The token of the device that asks; null for the operator.</param>
    /// <param name="Online">The tokens of connected devices, where that is known.</param>
    internal sealed record AccountCall(Caller Caller, UserId User, object Action, string? TokenHash, IReadOnlyList<string> Online);

    /// <summary>An account as it was read, for the check of a password.</summary>
    /// <param name="For">What the password is to prove: a <see cref="Hello"/> or an <see cref="AccountCall"/>.</param>
    /// <param name="User">Whose account; nobody's where there is no such user.</param>
    /// <param name="Password">What was given.</param>
    /// <param name="Account">What was read.</param>
    /// <param name="Tokens">The user's tokens, the one used last first.</param>
    /// <param name="AsOf">The count of changes when the read began.</param>
    internal sealed record AccountRead(object For, UserId User, string Password, StoredAccount? Account, IReadOnlyList<StoredToken> Tokens, long AsOf)
    {
        public override string ToString() => $"AccountRead {{ {User} }}";
    }

    internal sealed record InviteRead(Registration Registration, StoredInvite? Invite);

    internal sealed record TokensRead(AccountCall Call, IReadOnlyList<StoredToken> Tokens);

    internal sealed record RoomsRead(AccountCall Call, IReadOnlyList<UserRoom> Rooms);

    internal sealed record AccountsRead(Caller Caller, IReadOnlyList<AccountSummary> Accounts);

    /// <summary>Something could not be read.</summary>
    /// <param name="For">What it was read for.</param>
    /// <param name="Cause">Why.</param>
    internal sealed record ReadFailed(object For, Exception Cause);

    /// <summary>The name is reserved, the password is being hashed, then the account is being stored.</summary>
    internal sealed record Reservation(Registration Registration, UserId User);

    /// <summary>An invite is being stored.</summary>
    internal sealed record Inviting(Caller Caller, string Code);

    /// <summary>The new password of an account is being hashed.</summary>
    internal sealed record NewPassword(AccountCall Call, long AsOf);

    /// <summary>A change of an account is being stored.</summary>
    /// <param name="Call">What asked for it.</param>
    /// <param name="Ending">What to tell the user's session then, where there is something to tell.</param>
    internal sealed record AccountChange(AccountCall Call, IWithUserId? Ending);

    internal sealed record Purge
    {
        public static Purge Instance { get; } = new();
    }
}

/// <summary>What a user may ask about the own account.</summary>
[JsonDerivedType(typeof(AccountAction.Claim), nameof(AccountAction.Claim))]
[JsonDerivedType(typeof(AccountAction.ChangePassword), nameof(AccountAction.ChangePassword))]
[JsonDerivedType(typeof(AccountAction.ListSessions), nameof(AccountAction.ListSessions))]
[JsonDerivedType(typeof(AccountAction.Revoke), nameof(AccountAction.Revoke))]
[JsonDerivedType(typeof(AccountAction.Unregister), nameof(AccountAction.Unregister))]
public abstract record AccountAction
{
    /// <summary>A guest registers under the name it has.</summary>
    public sealed record Claim(string User, string Password, string? Invite) : AccountAction
    {
        /// <summary>Prints it without its secrets.</summary>
        public override string ToString() => nameof(Claim);
    }

    /// <summary>Another password; the other sessions end.</summary>
    public sealed record ChangePassword(string Old, string New) : AccountAction
    {
        /// <summary>Prints it without its secrets.</summary>
        public override string ToString() => nameof(ChangePassword);
    }

    /// <summary>Which sessions there are.</summary>
    public sealed record ListSessions : AccountAction;

    /// <summary>Ends a session by its id, or all others.</summary>
    public sealed record Revoke(string Session) : AccountAction;

    /// <summary>Deletes the account.</summary>
    public sealed record Unregister(string Password) : AccountAction
    {
        /// <summary>Prints it without its secrets.</summary>
        public override string ToString() => nameof(Unregister);
    }
}

/// <summary>What the operator may do with accounts, each by its name.</summary>
[JsonDerivedType(typeof(OperatorAction.Add), nameof(OperatorAction.Add))]
[JsonDerivedType(typeof(OperatorAction.ResetPassword), nameof(OperatorAction.ResetPassword))]
[JsonDerivedType(typeof(OperatorAction.Disable), nameof(OperatorAction.Disable))]
[JsonDerivedType(typeof(OperatorAction.Enable), nameof(OperatorAction.Enable))]
[JsonDerivedType(typeof(OperatorAction.Delete), nameof(OperatorAction.Delete))]
[JsonDerivedType(typeof(OperatorAction.Invite), nameof(OperatorAction.Invite))]
[JsonDerivedType(typeof(OperatorAction.ListAccounts), nameof(OperatorAction.ListAccounts))]
[JsonDerivedType(typeof(OperatorAction.SessionsOf), nameof(OperatorAction.SessionsOf))]
[JsonDerivedType(typeof(OperatorAction.Logout), nameof(OperatorAction.Logout))]
[JsonDerivedType(typeof(OperatorAction.SetAdmin), nameof(OperatorAction.SetAdmin))]
[JsonDerivedType(typeof(OperatorAction.Moderate), nameof(OperatorAction.Moderate))]
public abstract record OperatorAction
{
    /// <summary>Makes an account, whatever the policy.</summary>
    public sealed record Add(string User, string Password) : OperatorAction
    {
        /// <summary>Prints it without its secrets.</summary>
        public override string ToString() => $"Add {{ User = {User} }}";
    }

    /// <summary>Sets another password and ends all sessions.</summary>
    public sealed record ResetPassword(string User, string Password) : OperatorAction
    {
        /// <summary>Prints it without its secrets.</summary>
        public override string ToString() => $"ResetPassword {{ User = {User} }}";
    }

    /// <summary>Ends all sessions and lets nobody log in.</summary>
    public sealed record Disable(string User) : OperatorAction;

    /// <summary>Lets the user log in again.</summary>
    public sealed record Enable(string User) : OperatorAction;

    /// <summary>Deletes the account; nobody can have its name again.</summary>
    public sealed record Delete(string User) : OperatorAction;

    /// <summary>Makes an invite that is good until then.</summary>
    public sealed record Invite(DateTimeOffset Expires) : OperatorAction;

    /// <summary>Lists all accounts.</summary>
    public sealed record ListAccounts : OperatorAction;

    /// <summary>Lists a user's sessions.</summary>
    public sealed record SessionsOf(string User) : OperatorAction;

    /// <summary>Ends a session by its id, or all of them.</summary>
    /// <param name="User">Whose.</param>
    /// <param name="Session">The session's id; null for all.</param>
    public sealed record Logout(string User, string? Session) : OperatorAction;

    /// <summary>Makes a user one of the server's admins, or takes that back.</summary>
    public sealed record SetAdmin(string User, bool Admin) : OperatorAction;

    /// <summary>Bans from the whole server, or shows what was done.</summary>
    public sealed record Moderate(ServerAction Action) : OperatorAction;
}
