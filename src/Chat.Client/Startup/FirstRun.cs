using Chat.Client.Connecting;
using Chat.Client.Settings.Profiles;
using Chat.Client.Text;
using Chat.Client.Trust;
using Chat.Protocol;
using Chat.Protocol.Names;
using Chat.Protocol.Passwords;
using Chat.Sdk;

namespace Chat.Client.Startup;

/// <summary>
/// The first start, before there are settings: asks for the server and who to be there, in plain lines that any terminal and screen reader shows, until one is
/// in. A refusal leads back to the question that it is about. Nothing is kept before the end.
/// </summary>
/// <param name="host">The machine, with somebody at its terminal.</param>
/// <param name="link">By what a server is trusted.</param>
/// <param name="open">Connects.</param>
internal sealed class FirstRun(ClientHost host, LinkChoice link, Func<Launch, Task<ChatSession>> open)
{
    private const string PresetServer = "localhost";
    private readonly Prompts _prompts = new(host);
    private Uri? _server;
    private string? _user;
    private Way? _way;

    private enum Way
    {
        Guest,
        Login,
        Register,
    }

    /// <summary>Asks until one is connected.</summary>
    /// <param name="keepToken">Whether a session token is used and kept.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The connection; null where the input has ended.</returns>
    public async Task<ChatSession?> RunAsync(bool keepToken, CancellationToken cancellationToken)
    {
        _prompts.Say("Welcome to AkkaChat. A few questions to begin with:");
        _prompts.Say("Enter takes what stands in brackets, Ctrl-C leaves.");
        try
        {
            while (true)
            {
                _server ??= await AskServerAsync(cancellationToken).ConfigureAwait(false);
                _user ??= await AskNameAsync(cancellationToken).ConfigureAwait(false);
                _way ??= await AskWayAsync(cancellationToken).ConfigureAwait(false);
                if (await TryAsync(new Launch(_server, _user, keepToken) { Link = link }, cancellationToken).ConfigureAwait(false) is { } session)
                {
                    await OfferAsync(session, cancellationToken).ConfigureAwait(false);
                    return session;
                }
            }
        }
        catch (EndOfStreamException)
        {
            return null;
        }
    }

    private async Task<Uri> AskServerAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            string answer = await _prompts.AskAsync($"Server [{PresetServer}]", cancellationToken).ConfigureAwait(false);
            if (ChatUri.TryParse(answer.Length == 0 ? PresetServer : answer, out Uri? server, out string? problem)
                && (problem = link.Problem(server) ?? await host.Reach(server, cancellationToken).ConfigureAwait(false)) is null)
            {
                return server;
            }

            _prompts.Say(CleanText.Line(problem));
        }
    }

    private async Task<string> AskNameAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            string answer = await _prompts.AskAsync("Your name", cancellationToken).ConfigureAwait(false);
            // Whether it takes letters beyond ASCII is for the server to say.
            if (NameRules.TryParse(answer, NameKind.User, NamePolicy.Unicode, out _, out string? problem))
            {
                return answer;
            }

            _prompts.Say(CleanText.Line(problem));
        }
    }

    private async Task<Way> AskWayAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            string answer = await _prompts.AskAsync("Come in as a guest (g), log in (l), or register (r) [g]", cancellationToken).ConfigureAwait(false);
            switch (answer.ToLowerInvariant())
            {
                case "" or "g" or "guest":
                    return Way.Guest;
                case "l" or "login" or "log in":
                    return Way.Login;
                case "r" or "register":
                    return Way.Register;
                default:
                    _prompts.Say("Write g, l or r.");
                    break;
            }
        }
    }

    private async Task<ChatSession?> TryAsync(Launch launch, CancellationToken cancellationToken)
    {
        try
        {
            string? password = _way switch
            {
                Way.Login => await _prompts.AskSecretAsync($"Password of {launch.User}", cancellationToken).ConfigureAwait(false),
                Way.Register => await RegisterAsync(launch, cancellationToken).ConfigureAwait(false),
                _ => null,
            };
            if (_way != Way.Guest && string.IsNullOrEmpty(password))
            {
                (_user, _way) = (null, null);
                return null;
            }

            // Registered, so from now on it is to log in.
            _way = _way == Way.Register ? Way.Login : _way;
            return await open(launch with { Password = password }).ConfigureAwait(false);
        }
        catch (ChatException e)
        {
            foreach (string line in e.Message.Split('\n'))
            {
                _prompts.Say(CleanText.Line(line));
            }

            AskAgain(e.Code);
            return null;
        }
    }

    private void AskAgain(string code)
    {
        switch (code)
        {
            case SdkErrorCodes.Unreachable or SdkErrorCodes.Timeout or SdkErrorCodes.Untrusted or ErrorCodes.BadFrame:
                _server = null;
                break;
            case ErrorCodes.NotAuthenticated or ErrorCodes.Forbidden:
                _way = null;
                break;
            case ErrorCodes.AuthFailed when _way == Way.Login:
                // The password once more; none leads back to the name.
                break;
            default:
                (_user, _way) = (null, null);
                break;
        }
    }

    private async Task<string?> RegisterAsync(Launch launch, CancellationToken cancellationToken)
    {
        if (await AskNewPasswordAsync(cancellationToken).ConfigureAwait(false) is not { } password)
        {
            return null;
        }

        var options = new ChatClientOptions { Server = launch.Server, User = launch.User, Password = password, Tls = launch.Link.Tls, AllowPlaintext = launch.Link.AllowPlaintext, Time = host.Time };
        await Invitation.RegisterAsync(
            null,
            invite => host.Register(options, invite, cancellationToken),
            async why =>
            {
                _prompts.Say(CleanText.Line(why));
                return await _prompts.AskAsync("Invite, or Enter to go back", cancellationToken).ConfigureAwait(false);
            }).ConfigureAwait(false);
        _prompts.Say($"{CleanText.Line(launch.User)} is registered.");
        return password;
    }

    private async Task<string?> AskNewPasswordAsync(CancellationToken cancellationToken)
    {
        while (await _prompts.AskSecretAsync("New password, or Enter to go back", cancellationToken).ConfigureAwait(false) is { Length: > 0 } password)
        {
            if (PasswordRules.Problem(password) is { } problem)
            {
                _prompts.Say(problem);
            }
            else if (await _prompts.AskSecretAsync("The same again", cancellationToken).ConfigureAwait(false) == password)
            {
                return password;
            }
            else
            {
                _prompts.Say("The two differ.");
            }
        }

        return null;
    }

    private async Task OfferAsync(ChatSession session, CancellationToken cancellationToken)
    {
        try
        {
            await OfferProfileAsync(session, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            // Gone without having entered: nothing stays.
            await session.QuitAsync(CancellationToken.None).ConfigureAwait(false);
            await session.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task OfferProfileAsync(ChatSession session, CancellationToken cancellationToken)
    {
        if (host.Configuration.Path is not { } path)
        {
            return;
        }

        string answer = await _prompts.AskAsync($"Begin here next time without asking? It goes to {path}, the password does not [y]", cancellationToken).ConfigureAwait(false);
        if (answer.StartsWith("n", StringComparison.OrdinalIgnoreCase))
        {
            return;
        }

        var profile = new Profile(session.Server.Host) { Server = session.Server.ToString().TrimEnd('/'), User = session.Chat.State.Self };
        if (await host.Configuration.AddProfileAsync(profile).ConfigureAwait(false) is { } problem)
        {
            _prompts.Say(CleanText.Line($"It could not be kept: {problem}"));
            return;
        }

        host.Configuration.Use(host.Configuration.FindProfile(profile.Name));
    }
}
