using Akka.Actor;
using Chat.Actors.Directory;
using Chat.Actors.Limits;
using Chat.Actors.Sessions;
using Chat.Actors.Telemetry;
using Chat.Protocol;
using Chat.Protocol.Frames;
using Chat.Protocol.Framing;

namespace Chat.Actors.Edge;

/// <content>How a stranger becomes someone.</content>
public sealed partial class ConnectionActor
{
    private static readonly Dictionary<string, long> NoCursors = [];

    /// <summary>While it is greeting: one of <see cref="GreetingMethods"/>.</summary>
    private string? _greeting;

    private LoginOrigin Where => LoginOrigin.Of(_connection.Remote.Address, _options.Current.Limits);

    private void Stranger(object message)
    {
        switch (message)
        {
            case ConnectionProtocol.Requested { Frame: HelloRequest hello } requested:
                OnHello(hello, requested.Ticket);
                break;
            case ConnectionProtocol.Requested { Frame: RegisterRequest register } requested:
                OnRegister(register, requested.Ticket);
                break;
            case ConnectionProtocol.Requested requested:
                Refuse(requested, new Refusal(ErrorCodes.NotAuthenticated, "Say hello first."));
                break;
            default:
                OnAnyTime(message);
                break;
        }
    }

    private void Greeting(object message)
    {
        switch (message)
        {
            case ConnectionProtocol.Requested:
                Stash.Stash();
                break;
            case SessionProtocol.Welcome welcome:
                OnWelcome(welcome);
                break;
            case SessionProtocol.Reply reply:
                Greeted(reply.Answer is SessionReply.Refused refused ? refused.Why.Code : "ok");
                Answer(reply);
                _stage = Stage.Stranger;
                Stash.UnstashAll();
                break;
            default:
                OnAnyTime(message);
                break;
        }
    }

    private void OnHello(HelloRequest hello, long ticket)
    {
        var origin = new RequestRef(_device, ticket, hello.Id);
        ConnectAttempt? attempt = hello is { Instance: { } instance, Attempt: { } number } ? new ConnectAttempt(instance, number) : null;
        _neighbours.Directory.Tell(
            new DirectoryProtocol.Hello(origin, hello.User, hello.Session, hello.Cursors ?? NoCursors, hello.Password, hello.Client, attempt) { From = Where });
        _connection.AnswersPings = hello.Pings == true;
        _stage = Stage.Greeting;
        _greeting = hello.Session is not null ? GreetingMethods.Token : hello.Password is not null ? GreetingMethods.Password : GreetingMethods.Guest;
    }

    private void Greeted(string result)
    {
        if (_greeting is { } method)
        {
            AccountMetrics.Greet(method, result);
            _greeting = null;
        }
    }

    private void OnWelcome(SessionProtocol.Welcome welcome)
    {
        Greeted("ok");
        _deadline.CancelIfNotNull();
        _deadline = null;
        _user = welcome.UserId;
        _connection.IsAdmin = welcome.Admin;
        _neighbours.Connections.Identify(_connection, _user);
        _connection.Reply(welcome.Origin.Ticket, FrameCodec.Encode(new HelloOk(
            welcome.Name,
            welcome.Guest,
            welcome.Token,
            new LimitsInfo(_connection.Options.MaxFrameBytes, _connection.Options.MaxTextBytes),
            [.. welcome.Rooms.Select(ReplyFrames.ToSummary)],
            new ServerInfo(_options.Current.ServerName, _options.Current.ServerVersion),
            welcome.Admin ? true : null,
            welcome.Invitations.Count == 0 ? null : [.. welcome.Invitations.Select(i => new InvitationInfo(i.Room, i.By, i.At))])
        { Re = welcome.Origin.Re }));
        Sender.Tell(new SessionProtocol.DeviceReady(_user, _device, welcome.Cursors));
        _stage = Stage.Known;
        Stash.UnstashAll();
    }
}
