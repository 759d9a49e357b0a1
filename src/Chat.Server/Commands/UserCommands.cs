using System.CommandLine;
using System.Security.Cryptography;
using System.Text.Json;
using Chat.Server.Control;
using Chat.Server.Hosting;
using Chat.Server.Settings;
using Chat.Storage.Sqlite;

namespace Chat.Server.Commands;

/// <summary><c>user</c>: what the operator does with accounts, whether the node runs or not.</summary>
internal static class UserCommands
{
    private const int GeneratedChars = 20;
    private const string GeneratedFrom = "abcdefghijkmnpqrstuvwxyz23456789";

    private static readonly Argument<string> Name = new("NAME") { Description = "The user's name" };

    private static readonly Option<bool> FromInput = new("--password-stdin") { Description = "Read the password from the standard input, one line" };

    private static readonly Option<bool> Generate = new("--generate") { Description = "Make a password up and print it, this once" };

    internal static readonly Option<bool> Json = new("--json") { Description = "Print JSON" };

    private static readonly Option<bool> Yes = new("--yes") { Description = "Don't ask whether you are sure" };

    private static readonly Option<string> Expires = new("--expires")
    {
        HelpName = "DURATION",
        Description = "How long the code is good, such as 12h or 30d",
        DefaultValueFactory = _ => "7d",
    };

    private static readonly Argument<string?> Session = new("SESSION")
    {
        Description = "A session's id as 'user sessions' lists it; without it all of them",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Option<bool> Remove = new("--remove") { Description = "Make the user no admin any more" };

    /// <summary>Has a command carried out by whoever can.</summary>
    internal delegate Task<UserAnswer> Ask(UserCommand command);

    /// <summary>The command with its subcommands.</summary>
    public static Command Create()
    {
        var user = new Command("user", "Add, list and change accounts, while the node runs with the data directory or while none does.") { NodeOptions.Data, NodeOptions.Config };
        user.Add(Make("add", "Make an account.", SetPasswordAsync(UserCommand.Add), Name, FromInput, Generate));
        user.Add(Make("list", "List the accounts.", (c, ask, _) => ListAsync(c, ask), Json));
        user.Add(Make("passwd", "Set an account's password, which ends the user's sessions.", SetPasswordAsync(UserCommand.SetPassword), Name, FromInput, Generate));
        user.Add(Make("disable", "End a user's sessions and let nobody log in as that user.", (c, ask, _) => DoAsync(c, ask, UserCommand.Disable), Name));
        user.Add(Make("enable", "Let a disabled user log in again.", (c, ask, _) => DoAsync(c, ask, UserCommand.Enable), Name));
        user.Add(Make("delete", "Delete an account for good; nobody can have its name again.", (c, ask, _) => DeleteAsync(c, ask), Name, Yes));
        user.Add(Make("invite", "Print a code with which one new user can register.", (c, ask, _) => InviteAsync(c, ask), Expires));
        user.Add(Make("sessions", "List a user's sessions.", (c, ask, _) => ListSessionsAsync(c, ask), Name, Json));
        user.Add(Make("logout", "End a user's sessions, or one of them.", (c, ask, _) => ask(new UserCommand(UserCommand.Logout, c.GetRequiredValue(Name), Session: c.GetValue(Session))), Name, Session));
        user.Add(Make("admin", "Make a user an admin of this server, who may moderate every room.", (c, ask, _) => DoAsync(c, ask, c.GetValue(Remove) ? UserCommand.RemoveAdmin : UserCommand.MakeAdmin), Name, Remove));
        return user;
    }

    /// <summary>A command that is carried out by whoever can.</summary>
    internal static Command Make(string name, string description, Func<ParseResult, Ask, CancellationToken, Task> run, params Symbol[] parts)
    {
        var command = new Command(name, description);
        foreach (Symbol part in parts)
        {
            if (part is Argument argument)
            {
                command.Add(argument);
            }
            else
            {
                command.Add((Option)part);
            }
        }

        command.SetAction((parsed, cancel) => RunAsync(parsed, ask => run(parsed, ask, cancel), cancel));
        return command;
    }

    private static Task<int> RunAsync(ParseResult command, Func<Ask, Task> run, CancellationToken cancel) => CommandFrame.RunAsync(command, async () =>
    {
        ChatSettings settings = SettingsReader.Read(command.GetValue(NodeOptions.Config), new SettingOverrides(Data: command.GetValue(NodeOptions.Data)));
        bool isNew = settings.Storage == StorageKind.Sqlite && !SqliteStore.IsIn(settings.DataDirectory);
        try
        {
            await run(wanted => ControlClient.UseAsync(settings, admin => AskAsync(admin, wanted, cancel), cancel)).ConfigureAwait(false);
        }
        finally
        {
            // Most often that is the wrong directory: the node never sees what was done there.
            if (isNew && SqliteStore.IsIn(settings.DataDirectory))
            {
                await command.InvocationConfiguration.Error.WriteLineAsync($"No node has used {settings.DataDirectory} yet: a new database was made there. If another directory was meant, name it with --data DIR.").ConfigureAwait(false);
            }
        }
    }, stopped: "Stopped. The node may have done it all the same: look before you ask again.", stop: cancel);

    private static async Task<UserAnswer> AskAsync(IUserAdmin admin, UserCommand wanted, CancellationToken cancel)
    {
        UserAnswer answer = await admin.RunAsync(wanted, cancel).ConfigureAwait(false);
        return answer.Code is null ? answer : throw new StartException(answer.Message ?? answer.Code);
    }

    private static Task<UserAnswer> DoAsync(ParseResult command, Ask ask, string what) => ask(new UserCommand(what, command.GetRequiredValue(Name)));

    private static Func<ParseResult, Ask, CancellationToken, Task> SetPasswordAsync(string what) => async (command, ask, cancel) =>
    {
        bool generate = command.GetValue(Generate);
        string password = generate
            ? RandomNumberGenerator.GetString(GeneratedFrom, GeneratedChars)
            : await NewPassword.ReadAsync(command.GetValue(FromInput), command.InvocationConfiguration.Error, cancel).ConfigureAwait(false);
        await ask(new UserCommand(what, command.GetRequiredValue(Name), password)).ConfigureAwait(false);
        if (generate)
        {
            await command.InvocationConfiguration.Output.WriteLineAsync(password).ConfigureAwait(false);
        }
    };

    private static async Task DeleteAsync(ParseResult command, Ask ask)
    {
        string name = command.GetRequiredValue(Name);
        if (!command.GetValue(Yes))
        {
            await ConfirmAsync(command.InvocationConfiguration.Error, name).ConfigureAwait(false);
        }

        await DoAsync(command, ask, UserCommand.Delete).ConfigureAwait(false);
    }

    private static async Task ConfirmAsync(TextWriter error, string name)
    {
        if (Console.IsInputRedirected)
        {
            throw new SettingsException("Deleting is for good, and there is no terminal to ask whether you are sure: add --yes.");
        }

        await error.WriteAsync($"Delete the account of {name} for good, its name included? Type the name to go on: ").ConfigureAwait(false);
        if (!string.Equals(Console.ReadLine()?.Trim(), name, StringComparison.Ordinal))
        {
            throw new StartException("Nothing was deleted.");
        }
    }

    private static async Task InviteAsync(ParseResult command, Ask ask)
    {
        string written = command.GetRequiredValue(Expires);
        TimeSpan span = SettingUnits.ParseDuration(written) is { } duration && duration > TimeSpan.Zero && duration <= TimeSpan.FromDays(3650)
            ? duration
            : throw new SettingsException($"--expires is \"{written}\", but must be a duration of at most 3650d, such as 12h or 30d");
        UserAnswer answer = await ask(new UserCommand(UserCommand.Invite, Expires: TimeProvider.System.GetUtcNow() + span)).ConfigureAwait(false);
        await command.InvocationConfiguration.Output.WriteLineAsync(answer.Invite).ConfigureAwait(false);
    }

    private static async Task ListAsync(ParseResult command, Ask ask)
    {
        IReadOnlyList<AccountLine> accounts = (await ask(new UserCommand(UserCommand.List)).ConfigureAwait(false)).Accounts ?? [];
        TextWriter output = command.InvocationConfiguration.Output;
        await output.WriteLineAsync(command.GetValue(Json)
            ? JsonSerializer.Serialize(accounts, ControlJson.Default.IReadOnlyListAccountLine)
            : TextTable.Of(
                ["NAME", "CREATED", "LAST SEEN", "STATE"],
                accounts.Select(a => (string[])[a.User, TextTable.Time(a.CreatedAt), TextTable.Time(a.SeenAt), (a.Disabled ? "disabled" : a.Online ? "online" : "offline") + (a.Admin ? ", admin" : "")])))
            .ConfigureAwait(false);
    }

    private static async Task ListSessionsAsync(ParseResult command, Ask ask)
    {
        IReadOnlyList<SessionLine> sessions = (await ask(new UserCommand(UserCommand.Sessions, command.GetRequiredValue(Name))).ConfigureAwait(false)).Sessions ?? [];
        TextWriter output = command.InvocationConfiguration.Output;
        await output.WriteLineAsync(command.GetValue(Json)
            ? JsonSerializer.Serialize(sessions, ControlJson.Default.IReadOnlyListSessionLine)
            : TextTable.Of(
                ["SESSION", "CREATED", "LAST USED", "EXPIRES", "CLIENT"],
                sessions.Select(s => (string[])[s.Session, TextTable.Time(s.CreatedAt), TextTable.Time(s.SeenAt), TextTable.Time(s.Expires), s.Client ?? ""])))
            .ConfigureAwait(false);
    }
}
