using System.CommandLine;
using Chat.Actors.Storage;
using Chat.Server.Hosting;
using Chat.Server.Settings;

namespace Chat.Server.Commands;

/// <summary>Runs what a command does, and makes an exit code and a line for the user of how it ended.</summary>
internal static class CommandFrame
{
    private const string NothingChanged = "Stopped; nothing was changed.";

    /// <summary>Runs it.</summary>
    /// <param name="command">Where the line goes to.</param>
    /// <param name="run">What the command does. May throw the exceptions whose message is a line for the user.</param>
    /// <param name="clear">Makes room for the line; null where nothing is in its way.</param>
    /// <param name="stopped">What a user who has stopped it is told.</param>
    /// <param name="stop">Cancelled where the user has stopped it.</param>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static async Task<int> RunAsync(ParseResult command, Func<Task> run, Action? clear = null, string stopped = NothingChanged, CancellationToken stop = default)
    {
        try
        {
            await run().ConfigureAwait(false);
            return ExitCodes.Ok;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return await FailAsync(ExitCodes.Interrupted, stopped).ConfigureAwait(false);
        }
        catch (SettingsException e)
        {
            return await FailAsync(ExitCodes.WrongSettings, e.Message).ConfigureAwait(false);
        }
        catch (Exception e) when (e is StartException or StorageException or IOException or UnauthorizedAccessException)
        {
            return await FailAsync(ExitCodes.Failed, e.Message.ReplaceLineEndings(" ")).ConfigureAwait(false);
        }

        async Task<int> FailAsync(int code, string line)
        {
            clear?.Invoke();
            await command.InvocationConfiguration.Error.WriteLineAsync(line).ConfigureAwait(false);
            return code;
        }
    }
}
