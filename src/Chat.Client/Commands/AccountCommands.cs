using System.Globalization;
using Chat.Client.Connecting;
using Chat.Client.Text;
using Chat.Protocol.Frames;
using Chat.Protocol.Passwords;

namespace Chat.Client.Commands;

/// <summary>The commands about one's account. Passwords are asked for, never typed on a command's line.</summary>
/// <param name="chat">Where the requests go.</param>
/// <param name="secrets">Asks for passwords. It may want its caller's thread, so nothing here leaves that before it is done.</param>
/// <param name="zone">In which times are told.</param>
internal sealed class AccountCommands(IChat chat, ISecrets secrets, TimeZoneInfo zone)
{
    private static readonly CommandOutcome Nothing = new CommandOutcome.Refused("nothing was changed");

    /// <summary><c>/register</c>.</summary>
    public async Task<CommandOutcome> RegisterAsync(string? invite, CancellationToken cancellationToken)
    {
        (string? password, CommandOutcome? problem) = await AskNewAsync(cancellationToken);
        if (password is null)
        {
            return problem ?? Nothing;
        }

        bool asked = invite is not null;
        await Invitation.RegisterAsync(
            invite,
            code => chat.RegisterAsync(password, code, cancellationToken),
            async _ =>
            {
                string question = asked ? "That invite is not taken; another" : "Registering takes an invite";
                asked = true;
                return secrets.IsSomebodyThere ? (await secrets.AskAsync(question, cancellationToken))?.Trim() : null;
            });
        return new CommandOutcome.Told($"{CleanText.Line(chat.State.Self)} is registered now: log in with your password from wherever you like");
    }

    /// <summary><c>/password</c>.</summary>
    public async Task<CommandOutcome> ChangePasswordAsync(CancellationToken cancellationToken)
    {
        string? old = await secrets.AskAsync("Your password until now", cancellationToken);
        if (string.IsNullOrEmpty(old))
        {
            return Nothing;
        }

        (string? password, CommandOutcome? problem) = await AskNewAsync(cancellationToken);
        if (password is null)
        {
            return problem ?? Nothing;
        }

        await chat.ChangePasswordAsync(old, password, cancellationToken).ConfigureAwait(false);
        return new CommandOutcome.Told("Your password is changed, and your other sessions have ended");
    }

    /// <summary><c>/sessions</c>.</summary>
    public async Task<CommandOutcome> ListSessionsAsync(CancellationToken cancellationToken)
    {
        SessionsOk ok = await chat.SessionsAsync(cancellationToken).ConfigureAwait(false);
        return new CommandOutcome.Told("Your sessions; /revoke ends one", [.. ok.Sessions.Select(Describe)]) { Data = ok };
    }

    /// <summary><c>/revoke</c>.</summary>
    public async Task<CommandOutcome> RevokeAsync(string session, CancellationToken cancellationToken)
    {
        await chat.RevokeAsync(session, cancellationToken).ConfigureAwait(false);
        return new CommandOutcome.Told(session == RevokeRequest.Others ? "Your other sessions have ended" : $"Session {CleanText.Line(session)} has ended");
    }

    /// <summary><c>/unregister</c>.</summary>
    public async Task<CommandOutcome> UnregisterAsync(CancellationToken cancellationToken)
    {
        string? password = await secrets.AskAsync("This deletes your account for good, its name included. Your password", cancellationToken);
        if (string.IsNullOrEmpty(password))
        {
            return Nothing;
        }

        await chat.UnregisterAsync(password, cancellationToken).ConfigureAwait(false);
        return new CommandOutcome.Quit();
    }

    private async Task<(string? Password, CommandOutcome? Problem)> AskNewAsync(CancellationToken cancellationToken)
    {
        string? password = await secrets.AskAsync("New password", cancellationToken);
        if (string.IsNullOrEmpty(password))
        {
            return (null, null);
        }

        if (PasswordRules.Problem(password) is { } problem)
        {
            return (null, new CommandOutcome.Refused(problem));
        }

        return await secrets.AskAsync("The same again", cancellationToken) == password
            ? (password, null)
            : (null, new CommandOutcome.Refused("the two passwords differ; nothing was changed"));
    }

    private string Describe(SessionEntry session)
    {
        string client = string.IsNullOrEmpty(session.Client) ? string.Empty : CleanText.Line(session.Client) + ", ";
        string place = session.Current ? ", this one" : session.Online ? ", online" : string.Empty;
        return $"{CleanText.Line(session.Session)}  {client}since {Time(session.CreatedAt)}, last used {Time(session.SeenAt)}{place}";
    }

    private string Time(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
