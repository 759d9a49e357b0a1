using System.Diagnostics.CodeAnalysis;
using Chat.Client.Sessions;
using Chat.Client.Settings.Profiles;
using Chat.Client.Trust;
using Chat.Protocol;
using Chat.Sdk;

namespace Chat.Client.Startup;

/// <summary>What was written on the command line.</summary>
/// <param name="Server">The server's address as written; null where it was not.</param>
/// <param name="User">The name to be known by; null where it was not given.</param>
/// <param name="NoToken">True to use and keep no session token.</param>
/// <param name="PasswordFile">The file whose first line is the password; null where none was given.</param>
/// <param name="PasswordFromInput">True where the password is the first line of the standard input.</param>
/// <param name="Profile">The profile's name; null where none was named.</param>
/// <param name="Configuration">The settings file; null for the usual one.</param>
internal sealed record Written(string? Server, string? User, bool NoToken, string? PasswordFile = null, bool PasswordFromInput = false, string? Profile = null, string? Configuration = null)
{
    /// <summary>The fingerprint of the only certificate to trust, as written; null where none was.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>The file with authorities to trust in place of the system's; null for those.</summary>
    public string? AuthorityFile { get; init; }

    /// <summary>True to talk in plain text to another machine.</summary>
    public bool AllowPlaintext { get; init; }

    /// <summary>True where nothing says which server and who, so that it is for the profiles to say.</summary>
    public bool IsBare => Server is null && User is null && Profile is null;
}

/// <summary>Where to connect, as whom.</summary>
/// <param name="Server">The server's address.</param>
/// <param name="User">The name to be known by.</param>
/// <param name="KeepToken">Whether a session token is used and kept.</param>
/// <param name="Password">The user's password, where one was given. Secret.</param>
internal sealed record Launch(Uri Server, string User, bool KeepToken, string? Password = null)
{
    private const int Attempts = 3;
    private static readonly string DefaultServer = $"{ChatUri.Scheme}://localhost:{ProtocolLimits.DefaultPort}";

    /// <summary>By what the server is trusted.</summary>
    public LinkChoice Link { get; init; } = LinkChoice.Default;

    /// <summary>Rooms to be in from the start.</summary>
    public IReadOnlyList<string> Rooms { get; init; } = [];

    /// <summary>The shell command that prints the password, run where it is needed; null for none.</summary>
    public string? PasswordCommand { get; init; }

    /// <summary>Completes what was written from the profiles, and by asking, where there is somebody to ask.</summary>
    /// <param name="written">The command line.</param>
    /// <param name="host">The machine.</param>
    /// <param name="launch">The result where there is one.</param>
    /// <param name="problem">Otherwise: what is wrong, in English.</param>
    public static bool TryResolve(Written written, ClientHost host, [NotNullWhen(true)] out Launch? launch, [NotNullWhen(false)] out string? problem)
    {
        launch = null;
        if (!ProfileChoice.TryMake(written, host, out Profile? profile, out problem))
        {
            return false;
        }

        host.Configuration.Use(profile);
        string? server = written.Server ?? profile?.Server ?? Ask(host, $"Server [{DefaultServer}]: ", DefaultServer);
        if (server is null)
        {
            problem = Missing(written);
            return false;
        }

        if (!ChatUri.TryParse(server, out Uri? address, out problem) || !LinkChoice.TryMake(written, profile, host, out LinkChoice? link, out problem))
        {
            return false;
        }

        problem = link.Problem(address);
        if (problem is not null)
        {
            return false;
        }

        string? user = written.User ?? profile?.User ?? Ask(host, "Your name: ", null);
        if (string.IsNullOrWhiteSpace(user))
        {
            problem = written.User is null ? Missing(written) : "The name is empty; write --user NAME.";
            return false;
        }

        // A profile's password is for its own server and user only.
        Profile? trusted = written.Server is null && written.User is null ? profile : null;
        if (!TryReadPassword(written, trusted?.PasswordFile, host, out string? password, out problem))
        {
            return false;
        }

        launch = new Launch(address, user.Trim(), !written.NoToken, password)
        {
            Link = link,
            Rooms = profile?.Rooms ?? [],
            PasswordCommand = password is null ? trusted?.PasswordCommand : null,
        };
        return true;
    }

    /// <summary>The password, from the profile's command where there is one; null for none. Secret.</summary>
    /// <exception cref="ChatException">The command failed.</exception>
    public async Task<string?> FetchPasswordAsync(TimeProvider time, CancellationToken cancellationToken) =>
        PasswordCommand is { } command ? await Startup.PasswordCommand.RunAsync(command, time, cancellationToken).ConfigureAwait(false) : Password;

    /// <summary>Prints it without its secrets.</summary>
    public override string ToString() => $"Launch {{ Server = {Server}, User = {User} }}";

    private static bool TryReadPassword(Written written, string? profileFile, ClientHost host, out string? password, [NotNullWhen(false)] out string? problem)
    {
        (password, problem) = (null, null);
        if (written.PasswordFile is not null && written.PasswordFromInput)
        {
            problem = "Give --password-file or --password-stdin, not both.";
            return false;
        }

        try
        {
            string? given = host.TakePassword();
            password = written.PasswordFile is { } file ? File.ReadLines(file).FirstOrDefault("")
                : written.PasswordFromInput ? host.In.ReadLine() ?? ""
                : given ?? (profileFile is null ? null : File.ReadLines(HomeFolder.Resolve(profileFile)).FirstOrDefault(""));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problem = $"The password can't be read: {e.Message}";
            return false;
        }

        problem = password is "" ? "The password is empty." : null;
        return problem is null;
    }

    private static string? Ask(ClientHost host, string question, string? preset)
    {
        for (int attempt = 0; host.InIsTerminal && attempt < Attempts; attempt++)
        {
            host.Error.Write(question);
            host.Error.Flush();
            string? answer = host.In.ReadLine();
            if (answer is null)
            {
                return null;
            }

            if (answer.Trim() is { Length: > 0 } given)
            {
                return given;
            }

            if (preset is not null)
            {
                return preset;
            }
        }

        return null;
    }

    private static string Missing(Written written) =>
        $"Missing: {string.Join(" and ", new[] { written.Server is null ? "--server chats://HOST:PORT" : null, written.User is null ? "--user NAME" : null }.OfType<string>())}; or a profile in the settings file, and --profile NAME.";
}
