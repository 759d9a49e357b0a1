using System.CommandLine;
using System.CommandLine.Help;
using System.Text;
using Chat.Client.Commands;
using Chat.Client.Settings;
using Chat.Client.Settings.Profiles;
using Chat.Client.Startup;
using Chat.Client.Tui.Actions;

namespace Chat.Client.Manual;

/// <summary>The manual page <c>docs/chat-client.1</c>, made from the tables that the program itself works with.</summary>
internal static class ManPage
{
    private static readonly (string Code, string Means)[] Codes =
    [
        ("0", "Done."),
        ("1", "The server refused, or the connection ended for good."),
        ("2", "The command line is wrong or lacks something."),
        ("3", "The server could not be reached."),
        ("4", "The server's certificate is not trusted, or not the one that is pinned. Nothing was sent to it."),
        ("70", "The program failed by its own fault; it says where its report is."),
        ("129, 130, 143", "Ended by SIGHUP, SIGINT, SIGTERM."),
    ];

    /// <summary>The page in the macros of man(7).</summary>
    /// <param name="root">The program's options and subcommands.</param>
    public static string Write(RootCommand root)
    {
        var page = new StringBuilder();
        page.Append(".TH CHAT\\-CLIENT 1 \"\" AkkaChat \"AkkaChat Manual\"\n");
        page.Append(".SH NAME\nChat.Client \\- talk to an AkkaChat server from a terminal or a script\n");
        page.Append(".SH SYNOPSIS\n.B Chat.Client\n.RI [ options ]\n");
        foreach ((string name, Command command) in Commands(root))
        {
            page.Append(".br\n.B Chat.Client ").Append(Text(name)).Append("\n.RI [ options ]\n");
            foreach (Argument argument in command.Arguments)
            {
                page.Append(".I ").Append(Text(argument.Name)).Append('\n');
            }
        }

        Section(page, "DESCRIPTION", "Shows the chat on a full screen, or in plain lines where input or output is no terminal.", "Without options, the first start asks for a server and a name, and later ones take the profile of the settings file.");
        page.Append(".SH OPTIONS\n");
        Options(page, root.Options);
        Tagged(page, "--help, --version", "Show the options, or the version.");
        page.Append(".SH SUBCOMMANDS\n");
        foreach ((string name, Command command) in Commands(root))
        {
            page.Append(".SS ").Append(Text(name)).Append('\n').Append(Text(command.Description ?? string.Empty)).Append('\n');
            foreach (Argument argument in command.Arguments)
            {
                Tagged(page, argument.Name, argument.Description ?? string.Empty);
            }

            Options(page, command.Options);
        }

        page.Append(".SH COMMANDS\nA line that begins with a slash is a command; // begins a message with one.\n");
        foreach (CommandInfo info in CommandTable.All)
        {
            CommandNotes notes = CommandNotes.Of(info);
            Tagged(page, info.Usage, string.Join(' ', [info.Help, .. notes.More]));
            page.Append(".RS\n.PP\n.nf\n").AppendJoin('\n', notes.Examples.Select(Text)).Append("\n.fi\n.RE\n");
        }

        page.Append(".SH KEYS\nEach with its name, under which the section [keys] of the settings and /bind give it others.\n");
        foreach (UiAction action in ActionTable.All)
        {
            Tagged(page, $"{BoundKeys.Write(ActionMap.DefaultsOf(action))} ({action.Name})", $"{action.Help}.");
        }

        page.Append(".SH SETTINGS\nIn the settings file, in sections, and with /set.\n");
        foreach (Setting setting in SettingsTable.All)
        {
            Tagged(page, setting.Name, $"{setting.Help} It is {setting.Values}; by default {(setting.WrittenDefault.Length == 0 ? "empty" : setting.WrittenDefault)}.");
        }

        page.Append(".SH PROFILES\nA section [profile NAME] of the settings file has these, and any setting under its full name.\n");
        foreach (ProfileKey key in ProfileKey.All)
        {
            Tagged(page, key.Name, $"{key.Help} For example: {key.Example}");
        }

        page.Append(".SH ENVIRONMENT\n");
        Tagged(page, Settings.Conf.ConfPlace.Variable, "Another settings file.");
        Tagged(page, PasswordVariable.Name, "The password. Whoever may look into the process may read it; programs started from here do not get it.");
        Tagged(page, "NO_COLOR", "Without colours, where it is set.");
        Tagged(page, "TERM", "Where it is dumb or not set, plain lines are shown.");
        page.Append(".SH FILES\n");
        Tagged(page, "~/.config/akkachat/client.conf", "The settings; under $XDG_CONFIG_HOME where that is set. On macOS in ~/Library/Application Support/akkachat, on Windows in %APPDATA%\\akkachat.");
        Tagged(page, "~/.local/state/akkachat", "Session tokens, the layout of the screen, and in known-servers the pinned certificates; under $XDG_STATE_HOME where that is set. On macOS in ~/Library/Application Support/akkachat, on Windows in %LOCALAPPDATA%\\akkachat.");
        page.Append(".SH EXIT STATUS\n");
        foreach ((string code, string means) in Codes)
        {
            Tagged(page, code, means);
        }

        return page.ToString();
    }

    // Those that have commands of their own are only their beginning.
    private static IEnumerable<(string Name, Command Command)> Commands(Command of, string before = "") => of.Subcommands
        .Where(command => !command.Hidden)
        .SelectMany(command => command.Subcommands.Count == 0 ? [(before + command.Name, command)] : Commands(command, $"{before}{command.Name} "));

    private static void Options(StringBuilder page, IEnumerable<Option> options)
    {
        foreach (Option option in options.Where(option => option is { Hidden: false, Description: not null } and not (HelpOption or VersionOption)))
        {
            Tagged(page, option.HelpName is { } value ? $"{option.Name} {value}" : option.Name, option.Description!);
        }
    }

    private static void Section(StringBuilder page, string name, params string[] paragraphs) =>
        page.Append(".SH ").Append(name).Append('\n').AppendJoin("\n.PP\n", paragraphs.Select(Text)).Append('\n');

    private static void Tagged(StringBuilder page, string tag, string text) => page.Append(".TP\n.B ").Append(Text(tag)).Append('\n').Append(Text(text)).Append('\n');

    // A backslash begins an escape, and a dot or quote at a line's beginning a request.
    private static string Text(string text)
    {
        string safe = text.Replace("\\", "\\e", StringComparison.Ordinal).Replace("-", "\\-", StringComparison.Ordinal).Replace("~", "\\(ti", StringComparison.Ordinal)
            .Replace("^", "\\(ha", StringComparison.Ordinal).Replace("\"", "\\(dq", StringComparison.Ordinal).Replace("'", "\\(aq", StringComparison.Ordinal);
        return safe.StartsWith('.') ? $"\\&{safe}" : safe;
    }
}
