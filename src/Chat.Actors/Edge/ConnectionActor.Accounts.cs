using Akka.Actor;
using Chat.Actors.Directory;
using Chat.Actors.Sessions;
using Chat.Actors.Telemetry;
using Chat.Protocol.Frames;

namespace Chat.Actors.Edge;

/// <content>Requests about accounts.</content>
public sealed partial class ConnectionActor
{
    /// <summary>A stranger registers. What it says next waits for the answer, and it is a stranger still.</summary>
    private void OnRegister(RegisterRequest register, long ticket)
    {
        _neighbours.Directory.Tell(new DirectoryProtocol.Register(
            new RequestRef(_device, ticket, register.Id), register.User, register.Password, register.Invite)
        { From = Where });
        _stage = Stage.Greeting;
        _greeting = GreetingMethods.Register;
    }

    /// <summary>Hands a request about the user's own account on.</summary>
    /// <returns>False where it is none.</returns>
    private bool OnAccountRequest(Request request, RequestRef origin)
    {
        AccountAction? action = request switch
        {
            RegisterRequest r => new AccountAction.Claim(r.User, r.Password, r.Invite),
            PasswordRequest r => new AccountAction.ChangePassword(r.Old, r.New),
            SessionsRequest => new AccountAction.ListSessions(),
            RevokeRequest r => new AccountAction.Revoke(r.Session),
            UnregisterRequest r => new AccountAction.Unregister(r.Password),
            _ => null,
        };
        if (action is not null)
        {
            _neighbours.Sessions.Tell(new SessionProtocol.ForAccount(_user, origin, action));
        }

        return action is not null;
    }
}
