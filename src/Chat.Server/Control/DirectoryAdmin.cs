using Akka.Actor;
using Akka.Hosting;
using Chat.Actors.Directory;
using Chat.Actors.Edge;
using Chat.Actors.Sessions;
using Chat.Protocol;

namespace Chat.Server.Control;

/// <summary>Asks this process's <see cref="UserDirectory"/>, which knows the rules: the same in a node that serves and in one started for a command.</summary>
internal sealed class DirectoryAdmin(IRequiredActor<UserDirectory> directory) : IUserAdmin
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <inheritdoc/>
    public async Task<UserAnswer> RunAsync(UserCommand command, CancellationToken cancel)
    {
        if (ToAction(command) is not { } action)
        {
            return new UserAnswer(ErrorCodes.BadRequest, "The command lacks something, or this version does not know it.");
        }

        IActorRef actor = await directory.GetAsync(cancel).ConfigureAwait(false);
        try
        {
            DirectoryProtocol.Operated operated = await actor.Ask<DirectoryProtocol.Operated>(new DirectoryProtocol.Operate(action), Patience, cancel).ConfigureAwait(false);
            return ToAnswer(operated.Answer);
        }
        catch (AskTimeoutException)
        {
            return new UserAnswer(ErrorCodes.Unavailable, $"There was no answer within {Patience.TotalSeconds:0} s; the storage may be out of order. See the node's log.");
        }
    }

    private static OperatorAction? ToAction(UserCommand command) => command switch
    {
        { Do: UserCommand.Add, User: { } user, Password: { } password } => new OperatorAction.Add(user, password),
        { Do: UserCommand.SetPassword, User: { } user, Password: { } password } => new OperatorAction.ResetPassword(user, password),
        { Do: UserCommand.Disable, User: { } user } => new OperatorAction.Disable(user),
        { Do: UserCommand.Enable, User: { } user } => new OperatorAction.Enable(user),
        { Do: UserCommand.Delete, User: { } user } => new OperatorAction.Delete(user),
        { Do: UserCommand.Invite, Expires: { } expires } => new OperatorAction.Invite(expires),
        { Do: UserCommand.List } => new OperatorAction.ListAccounts(),
        { Do: UserCommand.Sessions, User: { } user } => new OperatorAction.SessionsOf(user),
        { Do: UserCommand.Logout, User: { } user } => new OperatorAction.Logout(user, command.Session),
        _ => null,
    };

    private static UserAnswer ToAnswer(SessionReply reply) => reply switch
    {
        SessionReply.Refused { Why: Refusal why } => new UserAnswer(why.Code, why.Message),
        SessionReply.Invited invited => new UserAnswer(Invite: invited.Code),
        SessionReply.Accounts accounts => new UserAnswer(
            Accounts: [.. accounts.All.Select(a => new AccountLine(a.Name, a.CreatedAt, a.SeenAt, a.Disabled, a.Online))]),
        SessionReply.Sessions sessions => new UserAnswer(
            Sessions: [.. sessions.All.Select(s => new SessionLine(s.Id, s.Client, s.CreatedAt, s.SeenAt, s.Expires))]),
        _ => new UserAnswer(),
    };
}
