using System.CommandLine;
using System.Text;
using System.Text.Json;
using Chat.Protocol;
using Chat.Server.Control;
using Chat.Server.Settings;

namespace Chat.Server.Commands;

/// <summary><c>ban</c>, <c>unban</c> and <c>bans</c>: whom the operator keeps out of the whole server, whether the node runs or not.</summary>
internal static class BanCommands
{
    private static readonly Argument<string?> User = new("NAME") { Description = "A user's name", Arity = ArgumentArity.ZeroOrOne };

    private static readonly Option<string?> Address = new("--address")
    {
        HelpName = "ADDRESS",
        Description = "An IP address, or a network such as 203.0.113.0/24, in place of NAME",
    };

    private static readonly Option<string?> Pattern = new("--pattern")
    {
        HelpName = "PATTERN",
        Description = "Names, in place of NAME: * is any text, ? any character",
    };

    private static readonly Option<string?> Reason = new("--reason") { HelpName = "TEXT", Description = "Why, for the one who is banned and for the audit log" };

    private static readonly Option<string?> For = new("--for")
    {
        HelpName = "DURATION",
        Description = "How long: a number and s, m, h or d, such as 12h or 30d [default: until unban]",
    };

    // What people write as they do in a chat; it is told how it is written here.
    private static readonly Argument<string[]> Rest = new("REST") { Arity = ArgumentArity.ZeroOrMore, Hidden = true };

    /// <summary>The commands.</summary>
    public static IEnumerable<Command> Create()
    {
        yield return Make("ban", "Keep a user, an address or names out of this server, now and later.", (c, ask, _) => BanAsync(c, ask), User, Rest, Address, Pattern, Reason, For);
        yield return Make("unban", "End a ban from this server.", (c, ask, _) => ask(Read(c, UserCommand.Unban)), User, Address, Pattern);
        yield return Make("bans", "List who is banned from this server.", (c, ask, _) => ListAsync(c, ask), UserCommands.Json);
    }

    private static Command Make(string name, string description, Func<ParseResult, UserCommands.Ask, CancellationToken, Task> run, params Symbol[] parts) =>
        UserCommands.Make(name, description, run, [.. parts, NodeOptions.Data, NodeOptions.Config]);

    private static Task<UserAnswer> BanAsync(ParseResult command, UserCommands.Ask ask)
    {
        if (command.GetValue(Rest) is { Length: > 0 })
        {
            throw new SettingsException("A time stands behind --for and a reason behind --reason: ban NAME --for 3d --reason \"spam\"; nothing was done.");
        }

        string? reason = command.GetValue(Reason);
        if (reason is not null && (Encoding.UTF8.GetByteCount(reason) > ProtocolLimits.MaxReasonBytes || reason.Any(char.IsControl)))
        {
            throw new SettingsException($"--reason must be one line of at most {ProtocolLimits.MaxReasonBytes} bytes");
        }

        long? seconds = null;
        if (command.GetValue(For) is { } written)
        {
            seconds = SettingUnits.ParseDuration(written) is { } span && span >= TimeSpan.FromSeconds(1) && span <= TimeSpan.FromSeconds(ProtocolLimits.MaxBanSeconds)
                ? (long)span.TotalSeconds
                : throw new SettingsException($"--for is \"{written}\", but must be a duration of at most 3650d: a number and s, m, h or d, such as 12h or 30d");
        }
        else if (reason?.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) is { Length: > 0 } words && new[] { words[0], words[^1] }.FirstOrDefault(IsDuration) is { } meant)
        {
            throw new SettingsException($"\"{meant}\" in --reason ends no ban; give it as --for {meant}, or word the reason otherwise. Nothing was done.");
        }

        return ask(Read(command, UserCommand.Ban) with { Reason = reason, Seconds = seconds });
    }

    private static bool IsDuration(string word) => word.Length > 1 && SettingUnits.ParseDuration(word) is not null && char.IsAsciiDigit(word[0]);

    private static UserCommand Read(ParseResult command, string what)
    {
        (string? user, string? address, string? pattern) = (command.GetValue(User), command.GetValue(Address), command.GetValue(Pattern));
        return new[] { user, address, pattern }.Count(t => t is not null) == 1
            ? new UserCommand(what, user, Address: address, Pattern: pattern)
            : throw new SettingsException("Give one of NAME, --address and --pattern.");
    }

    private static async Task ListAsync(ParseResult command, UserCommands.Ask ask)
    {
        IReadOnlyList<BanLine> bans = (await ask(new UserCommand(UserCommand.Bans)).ConfigureAwait(false)).Bans ?? [];
        TextWriter output = command.InvocationConfiguration.Output;
        await output.WriteLineAsync(command.GetValue(UserCommands.Json)
            ? JsonSerializer.Serialize(bans, ControlJson.Default.IReadOnlyListBanLine)
            : TextTable.Of(
                ["BANNED", "BY", "SINCE", "UNTIL", "REASON"],
                bans.Select(b => (string[])
                [
                    b.User ?? b.Address ?? b.Pattern ?? "", b.By, TextTable.Time(b.At), b.Until is { } until ? TextTable.Time(until) : "unban", b.Reason ?? "",
                ])))
            .ConfigureAwait(false);
    }
}
