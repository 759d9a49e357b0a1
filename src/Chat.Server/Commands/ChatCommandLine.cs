using System.CommandLine;
using System.CommandLine.Invocation;

namespace Chat.Server.Commands;

/// <summary>The command line of the server.</summary>
internal static class ChatCommandLine
{
    /// <summary>Runs what the arguments ask for.</summary>
    /// <param name="arguments">Of the process.</param>
    /// <param name="output">For what was asked for.</param>
    /// <param name="error">For what is wrong: one line.</param>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, TextWriter output, TextWriter error)
    {
        // An argument such as @bob is a name here, not a file of further arguments.
        ParseResult command = Create().Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (command.Errors.Count > 0)
        {
            await error.WriteLineAsync($"{command.Errors[0].Message} See --help.").ConfigureAwait(false);
            return ExitCodes.WrongSettings;
        }

        // The host handles signals itself: the command line library would end the process after two seconds.
        var configuration = new InvocationConfiguration
        {
            Output = output,
            Error = error,
            ProcessTerminationTimeout = null,
            EnableDefaultExceptionHandler = false,
        };
        return await command.InvokeAsync(configuration).ConfigureAwait(false);
    }

    private static RootCommand Create()
    {
        var root = new RootCommand("AkkaChat, a chat server people run themselves. Without a command it runs a node.");
        ServeCommand.AddTo(root);
        root.Add(ServeCommand.Create());
        root.Add(NodeCommands.CreateCheck());
        root.Add(NodeCommands.CreateReload());
        root.Add(NodeCommands.CreateHealth());
        root.Add(BackupCommand.Create());
        root.Add(RestoreCommand.Create());
        root.Add(ExportCommand.Create());
        root.Add(UserCommands.Create());
        root.Add(CertCommand.Create());
        root.Options.OfType<VersionOption>().Single().Action = new PrintVersion();
        return root;
    }

    private sealed class PrintVersion : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult)
        {
            parseResult.InvocationConfiguration.Output.WriteLine($"AkkaChat {ServerVersion.Current}");
            return ExitCodes.Ok;
        }
    }
}
