using Akka.Actor;
using Akka.Hosting;
using Chat.Actors;
using Chat.Actors.Directory;
using Chat.Actors.Edge;
using Chat.Actors.Moderation;
using Chat.Actors.Sessions;
using Chat.Actors.Storage;
using Chat.Protocol;

namespace Chat.Server.Control;

/// <summary>Asks this process's <see cref="UserDirectory"/>, which knows the rules: the same in a node that serves and in one started for a command.</summary>
internal sealed class DirectoryAdmin(IRequiredActor<UserDirectory> directory, LiveOptions options) : IUserAdmin
{
    private const int AllBans = 1_000_000;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <inheritdoc/>
    public async Task<UserAnswer> RunAsync(UserCommand command, CancellationToken cancel)
    {
        ManyTarget? many = null;
        if ((command.Address ?? command.Pattern) is not null && ManyTarget.Parse(command.Address, command.Pattern, options.Current.Names, out many) is { } senseless)
        {
            return new UserAnswer(senseless.Code, senseless.Message);
        }

        if (ToAction(command, many) is not { } action)
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

    private static OperatorAction? ToAction(UserCommand command, ManyTarget? many) => command switch
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
        { Do: UserCommand.MakeAdmin, User: { } user } => new OperatorAction.SetAdmin(user, Admin: true),
        { Do: UserCommand.RemoveAdmin, User: { } user } => new OperatorAction.SetAdmin(user, Admin: false),
        { Do: UserCommand.Ban } when command.User is null != many is null =>
            new OperatorAction.Moderate(new ServerAction.Ban(command.User, many, command.Reason, command.Seconds)),
        { Do: UserCommand.Unban } when command.User is null != many is null => new OperatorAction.Moderate(new ServerAction.Unban(command.User, many)),
        { Do: UserCommand.Bans } => new OperatorAction.Moderate(new ServerAction.Bans(null, AllBans)),
        _ => null,
    };

    private static UserAnswer ToAnswer(SessionReply reply) => reply switch
    {
        SessionReply.Refused { Why: Refusal why } => new UserAnswer(why.Code, why.Message),
        SessionReply.Invited invited => new UserAnswer(Invite: invited.Code),
        SessionReply.Accounts accounts => new UserAnswer(
            Accounts: [.. accounts.All.Select(a => new AccountLine(a.Name, a.CreatedAt, a.SeenAt, a.Disabled, a.Online, a.Admin))]),
        SessionReply.BanList bans => new UserAnswer(Bans: [.. bans.Lines.Select(l => ToLine(l.Sanction))]),
        SessionReply.Sessions sessions => new UserAnswer(
            Sessions: [.. sessions.All.Select(s => new SessionLine(s.Id, s.Client, s.CreatedAt, s.SeenAt, s.Expires))]),
        _ => new UserAnswer(),
    };

    private static BanLine ToLine(Sanction ban) => new(
        ban.Target.Kind == TargetKind.User ? ban.Shown : null,
        ban.Target.Kind == TargetKind.Address ? ban.Shown : null,
        ban.Target.Kind == TargetKind.Pattern ? ban.Shown : null,
        ban.By,
        ban.At,
        ban.Until,
        ban.Reason);
}
