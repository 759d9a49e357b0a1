using System.Text;

namespace Chat.Client.Startup;

/// <summary>Reads a line from the keyboard without showing it.</summary>
internal static class SecretKeys
{
    /// <summary>Reads to Enter. Backspace and Ctrl+U work; Ctrl+D in an empty line and Escape give it up.</summary>
    /// <param name="echo">Gets the line's end.</param>
    /// <returns>The line; null where it was given up.</returns>
    public static string? ReadLine(TextWriter echo)
    {
        var typed = new StringBuilder();
        while (true)
        {
            ConsoleKeyInfo key = Console.ReadKey(intercept: true);
            bool control = key.Modifiers.HasFlag(ConsoleModifiers.Control);
            if (key.Key == ConsoleKey.Enter)
            {
                echo.WriteLine();
                return typed.ToString();
            }

            if (key.Key == ConsoleKey.Escape || (control && key.Key == ConsoleKey.D && typed.Length == 0))
            {
                echo.WriteLine();
                return null;
            }

            if (key.Key == ConsoleKey.Backspace)
            {
                typed.Length -= Math.Min(1, typed.Length);
            }
            else if (control && key.Key == ConsoleKey.U)
            {
                typed.Clear();
            }
            else if (!char.IsControl(key.KeyChar))
            {
                typed.Append(key.KeyChar);
            }
        }
    }
}
