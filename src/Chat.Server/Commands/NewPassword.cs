using System.Text;
using Chat.Protocol.Passwords;
using Chat.Server.Hosting;
using Chat.Server.Settings;

namespace Chat.Server.Commands;

/// <summary>Where a password comes from that is to be set: never from the command line, which others can read.</summary>
internal static class NewPassword
{
    private const int LongestLine = 4096;

    /// <summary>Reads a password that may be set.</summary>
    /// <param name="fromInput">True for the first line of the standard input; false to ask at the terminal, twice, without showing it.</param>
    /// <param name="error">Where the questions go to.</param>
    /// <param name="cancel">Ends the wait.</param>
    /// <exception cref="SettingsException">There is no terminal to ask at.</exception>
    /// <exception cref="StartException">What was given is no password.</exception>
    public static async Task<string> ReadAsync(bool fromInput, TextWriter error, CancellationToken cancel)
    {
        if (!fromInput && Console.IsInputRedirected)
        {
            throw new SettingsException("There is no terminal to ask for the password at: give it with --password-stdin, or let --generate make one up.");
        }

        string password = fromInput ? await ReadLineAsync(cancel).ConfigureAwait(false) : Ask(error, "New password: ");
        if (PasswordRules.Problem(password) is { } problem)
        {
            throw new StartException(problem);
        }

        return fromInput || Ask(error, "The same again: ") == password ? password : throw new StartException("The two passwords differ; nothing was changed.");
    }

    private static async Task<string> ReadLineAsync(CancellationToken cancel)
    {
        // Not Console.In, whose encoding is the terminal's.
        using var input = new StreamReader(Console.OpenStandardInput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        var line = new StringBuilder();
        char[] next = new char[1];
        while (line.Length < LongestLine && await input.ReadAsync(next.AsMemory(), cancel).ConfigureAwait(false) > 0 && next[0] != '\n')
        {
            line.Append(next[0]);
        }

        return line.ToString().TrimEnd('\r');
    }

    private static string Ask(TextWriter error, string question)
    {
        error.Write(question);
        error.Flush();
        var typed = new StringBuilder();
        while (true)
        {
            ConsoleKeyInfo key = Console.ReadKey(intercept: true);
            switch (key.Key)
            {
                case ConsoleKey.Enter:
                    error.WriteLine();
                    return typed.ToString();
                case ConsoleKey.Backspace:
                    typed.Length -= Math.Min(1, typed.Length);
                    break;
                case ConsoleKey.U when key.Modifiers.HasFlag(ConsoleModifiers.Control):
                    typed.Clear();
                    break;
                default:
                    if (!char.IsControl(key.KeyChar))
                    {
                        typed.Append(key.KeyChar);
                    }

                    break;
            }
        }
    }
}
