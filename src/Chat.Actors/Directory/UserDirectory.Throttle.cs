using Chat.Actors.Accounts;
using Chat.Actors.Edge;
using Chat.Actors.Limits;
using Chat.Protocol;
using Chat.Protocol.Names;

namespace Chat.Actors.Directory;

/// <content>Who must wait before another password is checked. The names of those who have no account go the same way.</content>
public sealed partial class UserDirectory
{
    private readonly LoginThrottle _logins = new();

    /// <summary>Refuses a password that comes too soon, and counts one that does not.</summary>
    /// <param name="request">A <see cref="DirectoryProtocol.Hello"/> or <see cref="DirectoryProtocol.AccountCall"/> with a password.</param>
    private bool MustWait(object request)
    {
        (string name, LoginOrigin from, bool isKnown) = GiverOf(request);
        long wait = _logins.Admit(name, from, isKnown, _options.Current.Limits, _time.Uptime());
        if (wait > 0)
        {
            Refuse(request, new Refusal(
                ErrorCodes.RateLimited, "Too many passwords were tried; wait a moment and try again.", null, UptimeExtensions.Milliseconds(wait)));
        }

        return wait > 0;
    }

    private void PasswordWasRight(object request)
    {
        (string name, LoginOrigin from, _) = GiverOf(request);
        _logins.Right(name, from);
    }

    private void PasswordWasNotChecked(object request)
    {
        if (request is DirectoryProtocol.Hello { Password: not null } or DirectoryProtocol.AccountCall { Action: AccountAction.ChangePassword or AccountAction.Unregister })
        {
            (string name, LoginOrigin from, _) = GiverOf(request);
            _logins.NotChecked(name, from);
        }
    }

    /// <summary>Whose turn at the hasher a password takes.</summary>
    private PasswordTurn TurnOf(object request)
    {
        (string name, LoginOrigin from, bool isKnown) = GiverOf(request);
        return new PasswordTurn(from == LoginOrigin.OwnSession ? name : from.Net.ToString(), isKnown);
    }

    private (string Name, LoginOrigin From, bool IsKnown) GiverOf(object request)
    {
        switch (request)
        {
            case DirectoryProtocol.Hello hello:
                string name = NameRules.TryParse(hello.User, NameKind.User, _options.Current.Names, out ChatName parsed, out _) ? parsed.Folded : "";
                return (name, hello.From, FindRegistered(hello.User)?.CameFrom(hello.From.Net) == true);
            case DirectoryProtocol.AccountCall call:
                return (_state.Find(call.User)?.User.Folded ?? "", LoginOrigin.OwnSession, true);
            default:
                throw new ArgumentException($"nobody gives a password with {request.GetType().Name}", nameof(request));
        }
    }
}
