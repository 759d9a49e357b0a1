using System.Text;
using Chat.Client.Connecting;
using Chat.Client.Crash;
using Chat.Client.Plain.Typing;
using Chat.Client.Sessions;
using Chat.Client.Settings;
using Chat.Client.Settings.Conf;
using Chat.Client.Text;
using Chat.Client.Trust;
using Chat.Sdk;

namespace Chat.Client.Startup;

/// <summary>All that the program takes from the machine, so that a test can give it something else.</summary>
internal sealed record ClientHost
{
    /// <summary>Where typed lines come from.</summary>
    public required TextReader In { get; init; }

    /// <summary>Where the chat goes to. Every line is flushed at once.</summary>
    public required TextWriter Out { get; init; }

    /// <summary>Where complaints go to.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>True where a person types.</summary>
    public required bool InIsTerminal { get; init; }

    /// <summary>True where a person looks.</summary>
    public required bool OutIsTerminal { get; init; }

    /// <summary>True where certificates are asked about on the screen, and not in lines.</summary>
    public bool AsksOnScreen { get; init; }

    /// <summary>The kind of terminal, as <c>TERM</c> says.</summary>
    public string? TerminalKind { get; init; }

    /// <summary>Clock and time zone.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Where sessions are kept.</summary>
    public SessionStore? Sessions { get; init; }

    /// <summary>Which servers are trusted by the fingerprint of their certificate; null to keep none.</summary>
    public KnownServers? Known { get; init; }

    /// <summary>What is done about a fault of the program itself.</summary>
    public required CrashGuard Crash { get; init; }

    /// <summary>Where the interface's state is kept; null to keep none.</summary>
    public KeptStore? Kept { get; init; }

    /// <summary>Where the settings file is when nobody names another; null for none.</summary>
    public string? ConfigurationPath { get; init; }

    /// <summary>What is set.</summary>
    public ClientConfiguration Configuration { get; init; } = new();

    /// <summary>How a server is reached.</summary>
    public Func<ChatClientOptions, CancellationToken, Task<IChat>> Connect { get; init; } =
        async (options, cancellationToken) => new SdkChat(await ChatClient.ConnectAsync(options, cancellationToken).ConfigureAwait(false));

    /// <summary>How an account is made on a server.</summary>
    public Func<ChatClientOptions, string?, CancellationToken, Task> Register { get; init; } = ChatClient.RegisterAsync;

    /// <summary>The password in the environment; null for none. It is taken out of there, so that no program started from here gets it. Secret.</summary>
    public Func<string?> TakePassword { get; init; } = () => null;

    /// <summary>Tries whether something listens at an address; tells in English why not, or null.</summary>
    public Func<Uri, CancellationToken, Task<string?>> Reach { get; init; } = Reachability.ProblemAsync;

    /// <summary>Reads a line that must not be seen, where a person types; null at the end.</summary>
    public required Func<string?> ReadSecret { get; init; }

    /// <summary>Takes the terminal's keys one by one, for plain mode; null where that can't be done, and lines are read as the terminal gives them.</summary>
    public Func<IKeyboard?> OpenKeyboard { get; init; } = () => null;

    /// <summary>The machine itself.</summary>
    public static ClientHost System()
    {
        if (OperatingSystem.IsWindows())
        {
            Console.OutputEncoding = Encoding.UTF8;
            Console.InputEncoding = Encoding.UTF8;
        }

        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        var error = TextWriter.Synchronized(new StreamWriter(Console.OpenStandardError(), utf8) { AutoFlush = true });
        return new ClientHost
        {
            In = new StreamReader(Console.OpenStandardInput(), utf8),
            OpenKeyboard = () => OperatingSystem.IsWindows() ? new ConsoleKeyboard() : UnixKeyboard.TryOpen(),
            ReadSecret = () => SecretKeys.ReadLine(error),
            Out = new StreamWriter(Console.OpenStandardOutput(), utf8) { AutoFlush = true },
            Error = error,
            InIsTerminal = !Console.IsInputRedirected,
            OutIsTerminal = !Console.IsOutputRedirected,
            TerminalKind = Environment.GetEnvironmentVariable("TERM"),
            Crash = new CrashGuard(error, new CrashReports(StateFolder.Default(), TimeProvider.System)),
            ConfigurationPath = ConfPlace.Default(),
            Kept = new KeptStore(StateFolder.Default(), warning => error.WriteLine($"Warning: {warning}")),
            TakePassword = PasswordVariable.Take,
            Known = new KnownServers(StateFolder.Default(), warning => error.WriteLine($"Warning: {CleanText.Line(warning)}")),
            Sessions = new SessionStore(StateFolder.Default(), warning => error.WriteLine($"Warning: {warning}")),
        };
    }
}
