using Chat.Client.Startup;
using Chat.Client.Text;
using Chat.Protocol;
using Chat.Protocol.Passwords;
using Chat.Sdk;

namespace Chat.Client.Connecting;

/// <summary>Leads the person at the terminal past a server that wants a password: to type it, or to register.</summary>
/// <param name="host">The machine.</param>
internal sealed class Login(ClientHost host)
{
    private const int Attempts = 3;
    private int _attempts;

    /// <summary>Whether asking may help against a refusal: there is somebody to ask, and not too often yet.</summary>
    public bool CanHelp(ChatException refusal) =>
        host.InIsTerminal && _attempts < Attempts && refusal.Code is ErrorCodes.AuthFailed or ErrorCodes.NotAuthenticated or ErrorCodes.NameTaken;

    /// <summary>Asks for what the server wants.</summary>
    /// <param name="options">What was tried.</param>
    /// <param name="refusal">What the server said.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>What to try now.</returns>
    /// <exception cref="ChatException">The person does not want to, or could not register.</exception>
    public async Task<ChatClientOptions> AskAsync(ChatClientOptions options, ChatException refusal, CancellationToken cancellationToken)
    {
        _attempts++;
        string user = CleanText.Line(options.User);
        await host.Error.WriteLineAsync(CleanText.Line(refusal.Message)).ConfigureAwait(false);
        bool mayRegister = refusal.Code == ErrorCodes.NotAuthenticated;
        string? password = Ask(mayRegister ? $"Password of {user}, or Enter to register: " : $"Password of {user}, or Enter to give up: ");
        if (!string.IsNullOrEmpty(password))
        {
            return options with { Password = password };
        }

        if (password is null || !mayRegister)
        {
            throw refusal;
        }

        options = options with { Password = AskNew(user) ?? throw refusal };
        await RegisterAsync(options, cancellationToken).ConfigureAwait(false);
        await host.Error.WriteLineAsync($"{user} is registered.").ConfigureAwait(false);
        return options;
    }

    private Task RegisterAsync(ChatClientOptions options, CancellationToken cancellationToken) => Invitation.RegisterAsync(
        null,
        invite => host.Register(options, invite, cancellationToken),
        async why =>
        {
            await host.Error.WriteLineAsync(CleanText.Line(why)).ConfigureAwait(false);
            await host.Error.WriteAsync("Invite, or Enter to give up: ").ConfigureAwait(false);
            await host.Error.FlushAsync(cancellationToken).ConfigureAwait(false);
            return host.In.ReadLine()?.Trim();
        });

    private string? AskNew(string user)
    {
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            if (Ask($"New password for {user}: ") is not { Length: > 0 } password)
            {
                return null;
            }

            if (PasswordRules.Problem(password) is { } problem)
            {
                host.Error.WriteLine(problem);
            }
            else if (Ask("The same again: ") == password)
            {
                return password;
            }
            else
            {
                host.Error.WriteLine("The two differ.");
            }
        }

        return null;
    }

    private string? Ask(string question)
    {
        host.Error.Write(question);
        host.Error.Flush();
        return host.ReadSecret();
    }
}
