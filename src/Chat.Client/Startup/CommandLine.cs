using System.CommandLine;
using System.CommandLine.Parsing;
using System.Diagnostics.CodeAnalysis;
using Chat.Client.Connecting;
using Chat.Client.Manual;
using Chat.Client.Plain;
using Chat.Client.Plain.Json;
using Chat.Client.Scripting;
using Chat.Client.Settings;
using Chat.Client.Text;
using Chat.Client.Trust;
using Chat.Client.Tui;
using Chat.Sdk;

namespace Chat.Client.Startup;

/// <summary>The program's command line: options, help, and what runs for it.</summary>
internal static class CommandLine
{
    /// <summary>Carries a command line out.</summary>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static async Task<int> RunAsync(string[] args, ClientHost host)
    {
        // No response files: @bob is a person.
        ParseResult parsed = Build(host).Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        int code = await parsed.InvokeAsync(new InvocationConfiguration { Output = host.Out, Error = host.Error, ProcessTerminationTimeout = null })
            .ConfigureAwait(false);
        return parsed.Errors.Count > 0 ? ExitCodes.Usage : code;
    }

    /// <summary>The options and what runs for them.</summary>
    internal static RootCommand Build(ClientHost host)
    {
        var server = new Option<string?>("--server") { Description = "The server, for example chats://chat.example.org, or localhost.", HelpName = "chats://HOST:PORT", Recursive = true };
        var user = new Option<string?>("--user") { Description = "The name to be known by.", HelpName = "NAME", Recursive = true };
        var noToken = new Option<bool>("--no-token") { Description = "Neither use nor keep the token that brings a guest back after a crash.", Recursive = true };
        var passwordFile = new Option<string?>("--password-file") { Description = "A file whose first line is your password, for a registered name.", HelpName = "FILE", Recursive = true };
        var passwordInput = new Option<bool>("--password-stdin") { Description = "Your password is the first line of the standard input.", Recursive = true };
        var plain = new Option<bool>("--plain") { Description = "Plain lines in and out, for pipes and screen readers; by itself where the output is no terminal." };
        var json = new Option<bool>("--json") { Description = "Plain mode for programs: each line out is a JSON object; lines in are the same." };
        var color = new Option<bool>("--color") { Description = "Plain mode in colours." };
        var room = new Option<string>("--room") { Description = "The room, or @NAME for one person.", HelpName = "ROOM", Required = true };
        var text = new Argument<string>("TEXT") { Description = "What to say; - reads it from the standard input." };
        var profile = new Option<string?>("--profile") { Description = "A profile of the settings file: its server, user and rooms.", HelpName = "NAME", Recursive = true };
        var config = new Option<string?>("--config") { Description = "Another settings file.", HelpName = "FILE", Recursive = true };
        var fingerprint = new Option<string?>("--fingerprint") { Description = "The fingerprint of the server's certificate: no other is trusted, whoever vouches for it.", HelpName = "SHA256:…", Recursive = true };
        var authorities = new Option<string?>("--ca") { Description = "A file with certificates of authorities (PEM), which count in place of the system's.", HelpName = "FILE", Recursive = true };
        var plaintext = new Option<bool>("--allow-plaintext") { Description = "Talk in plain text (chat://) to another machine, though it can be read and changed on the way.", Recursive = true };
        Written Read(ParseResult result) => new(
            result.GetValue(server), result.GetValue(user), result.GetValue(noToken), result.GetValue(passwordFile), result.GetValue(passwordInput), result.GetValue(profile), result.GetValue(config))
        {
            Fingerprint = result.GetValue(fingerprint),
            AuthorityFile = result.GetValue(authorities),
            AllowPlaintext = result.GetValue(plaintext),
        };

        var root = new RootCommand($"Talks to an AkkaChat server. {ExitCodes.Summary}") { server, user, profile, passwordFile, passwordInput, noToken, fingerprint, authorities, plaintext, config, plain, json, color };
        root.Validators.Add(result => Exclude(result, json, color));
        root.SetAction((result, _) =>
        {
            PlainStyle? style = Style(result.GetValue(plain), result.GetValue(json), result.GetValue(color));
            return style is not null || WantsPlain(host)
                ? RunAsync(host, Read(result), (configured, launch, stop) => PlainAsync(configured, launch, style ?? PlainStyle.Lines, stop))
                : ScreenAsync(host, Read(result));
        });

        var send = new Command("send", "Posts one message and ends; exit code 0 means that the server has stored it.") { room, text };
        send.SetAction((result, _) => RunAsync(host, Read(result), (configured, launch, stop) =>
            SendOnce.RunAsync(configured, launch, result.GetRequiredValue(room), result.GetRequiredValue(text), stop.Token)));
        root.Subcommands.Add(send);

        var tail = new Command("tail", "Prints a room's messages as they come, until Ctrl-C.") { room };
        tail.SetAction((result, _) => RunAsync(host, Read(result), (configured, launch, stop) => Tail.RunAsync(configured, launch, result.GetRequiredValue(room), stop)));
        root.Subcommands.Add(tail);
        root.Subcommands.Add(TrustCommand.Build(host));
        root.Subcommands.Add(Manual(host, root));
        return root;
    }

    private static Command Manual(ClientHost host, RootCommand root)
    {
        var markdown = new Option<bool>("--markdown") { Description = "All commands, keys and settings in Markdown." };
        var manual = new Command("manual", "Prints the manual page, in the form that man reads: Chat.Client manual | man -l -.") { markdown };
        manual.SetAction(result => host.Out.Write(result.GetValue(markdown) ? ReferencePage.Write() : ManPage.Write(root)));
        return manual;
    }

    private static Task<int> RunAsync(ClientHost machine, Written written, Func<ClientHost, Launch, StopSignals, Task<int>> run)
    {
        if (!TryConfigure(machine, written, out ClientHost? host, out string? problem) || !Launch.TryResolve(written, host, out Launch? launch, out problem))
        {
            return Task.FromResult(Misused(machine, problem));
        }

        Warn(host);
        return GuardAsync(host, stop => run(host, launch, stop));
    }

    // What is wrong in the settings is told on the screen.
    private static Task<int> ScreenAsync(ClientHost machine, Written written)
    {
        if (!TryConfigure(machine with { AsksOnScreen = true }, written, out ClientHost? host, out string? problem))
        {
            return Task.FromResult(Misused(machine, problem));
        }

        if (written is { IsBare: true, PasswordFile: null, PasswordFromInput: false } && host.Configuration.Profiles.Count == 0)
        {
            return GuardAsync(host, stop => BeginAsync(TuiSession.AskingOnScreen(host, stop), written, stop));
        }

        return Launch.TryResolve(written, host, out Launch? launch, out problem)
            ? GuardAsync(host, stop => TuiSession.RunAsync(TuiSession.AskingOnScreen(host, stop), launch, stop))
            : Task.FromResult(Misused(host, problem));
    }

    private static bool TryConfigure(ClientHost machine, Written written, [NotNullWhen(true)] out ClientHost? host, [NotNullWhen(false)] out string? problem)
    {
        problem = written.Configuration is { } named && !File.Exists(named) ? $"There is no settings file {named}." : null;
        host = problem is null ? machine with { Configuration = ClientConfiguration.Load(written.Configuration ?? machine.ConfigurationPath) } : null;
        return host is not null;
    }

    private static async Task<int> GuardAsync(ClientHost host, Func<StopSignals, Task<int>> run)
    {
        using var stop = new StopSignals();
        try
        {
            return await run(stop).ConfigureAwait(false);
        }
        catch (ChatException e)
        {
            Complain(host, e.Message);
            return ExitCodes.Of(e.Code);
        }
        catch (OperationCanceledException) when (stop.ExitCode != 0)
        {
            return stop.ExitCode;
        }
        catch (IOException)
        {
            // Who read the output has gone, as in "… | head -1".
            return ExitCodes.Done;
        }
        catch (Exception) when (stop.ExitCode != 0)
        {
            // The terminal went first: what failed then is no fault.
            return stop.ExitCode;
        }
        catch (Exception e)
        {
            return host.Crash.Crashed(e, "in the interface");
        }
    }

    private static async Task<int> BeginAsync(ClientHost host, Written written, StopSignals stop)
    {
        Warn(host);
        // A password is asked for here, and programs started later must not find one.
        host.TakePassword();
        // What a refusal leads to is for the assistant to ask.
        if (!LinkChoice.TryMake(written, profile: null, host, out LinkChoice? link, out string? problem))
        {
            return Misused(host, problem);
        }

        var first = new FirstRun(host, link, launch => TuiSession.ConnectAsync(host with { InIsTerminal = false }, launch, stop.Token));
        return await first.RunAsync(!written.NoToken, stop.Token).ConfigureAwait(false) is { } session
            ? await TuiSession.RunAsync(host, session, [], stop).ConfigureAwait(false)
            : ExitCodes.Refused;
    }

    private static async Task<int> PlainAsync(ClientHost host, Launch launch, PlainStyle style, StopSignals stop)
    {
        await using ChatSession session = await OpenAsync(host, launch, style, stop.Token).ConfigureAwait(false);
        foreach (string problem in await session.EnterAsync(launch.Rooms, stop.Token).ConfigureAwait(false))
        {
            await host.Error.WriteLineAsync($"Warning: {problem}").ConfigureAwait(false);
        }

        using var plain = new PlainSession(host, session, style);
        try
        {
            return await plain.RunAsync(stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.ExitCode == ExitCodes.Interrupted)
        {
            await session.QuitAsync(CancellationToken.None).ConfigureAwait(false);
            throw;
        }
    }

    private static async Task<ChatSession> OpenAsync(ClientHost host, Launch launch, PlainStyle style, CancellationToken cancellationToken)
    {
        try
        {
            return await ChatSession.OpenAsync(host, launch, PlainSession.MessagesPerRoom, ChatUse.Lines, cancellationToken).ConfigureAwait(false);
        }
        catch (ChatException e) when (style == PlainStyle.Json && e.Refusal is not null)
        {
            await host.Out.WriteLineAsync(JsonTranscript.Untrusted(e.Refusal)).ConfigureAwait(false);
            throw;
        }
    }

    // Null leaves it to what input and output are.
    private static PlainStyle? Style(bool plain, bool json, bool color) => json ? PlainStyle.Json : color ? PlainStyle.Colours : plain ? PlainStyle.Lines : null;

    private static void Exclude(CommandResult result, Option<bool> json, Option<bool> color)
    {
        if (result.GetValue(json) && result.GetValue(color))
        {
            result.AddError("Give --json or --color, not both.");
        }
    }

    private static bool WantsPlain(ClientHost host)
    {
        if (!host.OutIsTerminal || !host.InIsTerminal)
        {
            return true;
        }

        bool dumb = host.TerminalKind is "dumb" || (string.IsNullOrEmpty(host.TerminalKind) && !OperatingSystem.IsWindows());
        if (dumb)
        {
            host.Error.WriteLine("This terminal can only show lines (TERM), so this is the plain mode; /help lists the commands.");
        }

        return dumb;
    }

    private static void Warn(ClientHost host)
    {
        foreach (string wrong in host.Configuration.Problems)
        {
            host.Error.WriteLine($"Warning: {CleanText.Line(wrong)}");
        }
    }

    private static int Misused(ClientHost host, string problem)
    {
        Complain(host, problem);
        return ExitCodes.Usage;
    }

    private static void Complain(ClientHost host, string problem) =>
        host.Error.WriteLine($"Error: {string.Join('\n', problem.Split('\n').Select(CleanText.Line))}");
}
