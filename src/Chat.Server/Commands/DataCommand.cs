using System.CommandLine;
using Chat.Server.Hosting;
using Chat.Server.Settings;

namespace Chat.Server.Commands;

/// <summary>What the commands that work on a node's data have in common: where the data is, how errors are told, and how they are stopped.</summary>
internal static class DataCommand
{
    /// <summary>Replaces a file that is there.</summary>
    public static readonly Option<bool> Force = new("--force") { Description = "Replace FILE if it is there" };

    /// <summary>Gives a command the options that say where the data is, and what it does.</summary>
    /// <param name="command">The command.</param>
    /// <param name="work">What it does; it tells its result itself. May throw the exceptions whose message is a line for the user.</param>
    public static void Add(Command command, Action<ParseResult, ChatSettings, WorkProgress, CancellationToken> work)
    {
        command.Add(NodeOptions.Data);
        command.Add(NodeOptions.Config);
        command.SetAction((parsed, cancel) => RunAsync(parsed, work, cancel));
    }

    /// <summary>Refuses to write over a file that was not meant to be replaced.</summary>
    /// <exception cref="StartException">It is there, or its directory is not.</exception>
    public static void RequireFree(string file, bool force)
    {
        string directory = Path.GetDirectoryName(Path.GetFullPath(file)) ?? file;
        if (Directory.Exists(file) || !Directory.Exists(directory))
        {
            throw new StartException(Directory.Exists(file) ? $"{file} is a directory; name a file in it." : $"There is no directory {directory}.");
        }

        if (File.Exists(file) && !force)
        {
            throw new StartException($"{file} is there already; --force replaces it.");
        }
    }

    /// <summary>Makes sure that something is stored.</summary>
    /// <exception cref="StartException">It is not.</exception>
    public static void RequireKept(ChatSettings settings)
    {
        if (settings.Storage == StorageKind.Memory)
        {
            throw new StartException("data.storage is memory: such a node keeps nothing, so there is nothing to export, back up or restore.");
        }
    }

    /// <summary>Makes sure that what is stored is in a file of the data directory.</summary>
    /// <param name="settings">Where it is.</param>
    /// <param name="program">What does the command's work on PostgreSQL: a program and its options but for those that say where the database is.</param>
    /// <exception cref="StartException">Nothing is stored.</exception>
    /// <exception cref="SettingsException">It is in PostgreSQL; the line says what does it there.</exception>
    public static void RequireFile(ChatSettings settings, params string[] program)
    {
        RequireKept(settings);
        if (settings is { Storage: StorageKind.Postgres, Postgres: { } postgres })
        {
            throw new SettingsException(
                $"data.storage is postgres, and PostgreSQL has programs of its own for this: {string.Join(' ', program.Concat(postgres.ProgramOptions).Select(ShellWord))}");
        }
    }

    /// <summary>A size for people.</summary>
    public static string Size(long bytes) => bytes switch
    {
        < 10 * 1024 => string.Create(Invariant, $"{bytes} bytes"),
        < 10 * 1024 * 1024 => string.Create(Invariant, $"{bytes / 1024.0:0.0} KiB"),
        _ => string.Create(Invariant, $"{bytes / 1024.0 / 1024.0:0.0} MiB"),
    };

    private static string ShellWord(string word) =>
        word.All(c => char.IsAsciiLetterOrDigit(c) || "-_./:=@,".Contains(c, StringComparison.Ordinal)) ? word : $"'{word.Replace("'", @"'\''", StringComparison.Ordinal)}'";

    /// <summary>How numbers are written.</summary>
    public static System.Globalization.CultureInfo Invariant => System.Globalization.CultureInfo.InvariantCulture;

    private static async Task<int> RunAsync(ParseResult parsed, Action<ParseResult, ChatSettings, WorkProgress, CancellationToken> work, CancellationToken cancel)
    {
        TextWriter error = parsed.InvocationConfiguration.Error;
        using var signals = new StopSignals(cancel);
        var progress = new WorkProgress(error, ReferenceEquals(error, Console.Error) && !Console.IsErrorRedirected, TimeProvider.System);
        return await CommandFrame.RunAsync(
            parsed,
            () =>
            {
                ChatSettings settings = SettingsReader.Read(parsed.GetValue(NodeOptions.Config), new SettingOverrides(Data: parsed.GetValue(NodeOptions.Data)));
                return Task.Run(() => work(parsed, settings, progress, signals.Token), CancellationToken.None);
            },
            progress.Clear,
            stop: signals.Token).ConfigureAwait(false);
    }
}
