using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Chat.Sdk;

namespace Chat.Client.Startup;

/// <summary>Asks a program for the password, such as a password manager. It may ask for a passphrase of its own on the terminal.</summary>
internal static class PasswordCommand
{
    private const int LongestLine = 4096;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Runs a command in the system's shell.</summary>
    /// <param name="command">The command.</param>
    /// <param name="time">Measures how long it takes; two minutes is too long.</param>
    /// <param name="cancellationToken">Ends the wait, and the command.</param>
    /// <returns>The first line of its output. Secret.</returns>
    /// <exception cref="ChatException">It failed. What it printed is not told.</exception>
    public static async Task<string> RunAsync(string command, TimeProvider time, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(Patience, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        using Process process = Start(command);
        try
        {
            string? line = await ReadLineAsync(process.StandardOutput, stop.Token).ConfigureAwait(false);
            await process.WaitForExitAsync(stop.Token).ConfigureAwait(false);
            return process.ExitCode != 0 ? throw Failed(string.Create(CultureInfo.InvariantCulture, $"failed with exit code {process.ExitCode}"))
                : string.IsNullOrEmpty(line) ? throw Failed("printed no password")
                : line;
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw Failed("took longer than two minutes");
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private static Process Start(string command)
    {
        var start = new ProcessStartInfo(OperatingSystem.IsWindows() ? "cmd" : "sh") { RedirectStandardOutput = true, UseShellExecute = false };
        if (OperatingSystem.IsWindows())
        {
            // As it stands: cmd has rules of its own for quotes.
            start.Arguments = $"/d /c {command}";
        }
        else
        {
            start.ArgumentList.Add("-c");
            start.ArgumentList.Add(command);
        }

        try
        {
            return Process.Start(start) ?? throw Failed("could not be started");
        }
        catch (Win32Exception e)
        {
            throw Failed($"could not be started: {e.Message}");
        }
    }

    // The rest is read too: a program that can't write its output would fail.
    private static async Task<string?> ReadLineAsync(StreamReader output, CancellationToken cancellationToken)
    {
        char[] buffer = new char[LongestLine];
        int length = await output.ReadBlockAsync(buffer, cancellationToken).ConfigureAwait(false);
        char[] rest = new char[LongestLine];
        while (await output.ReadAsync(rest, cancellationToken).ConfigureAwait(false) > 0)
        {
            // Of no interest.
        }

        int end = Array.IndexOf(buffer, '\n', 0, length);
        return new string(buffer, 0, end < 0 ? length : end).TrimEnd('\r');
    }

    private static ChatException Failed(string how) => new(SdkErrorCodes.BadOptions, $"The password command of the profile {how}.");
}
