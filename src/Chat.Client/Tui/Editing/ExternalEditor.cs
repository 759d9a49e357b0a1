using System.Diagnostics;

namespace Chat.Client.Tui.Editing;

/// <summary>What came of writing in an editor.</summary>
/// <param name="Text">The text, where it was changed.</param>
/// <param name="Problem">Otherwise: why it was not, in English.</param>
internal readonly record struct Edited(string? Text, string? Problem);

/// <summary>Lets the user write in the editor of their choice. The text lies meanwhile in a file that nobody else can read.</summary>
internal static class ExternalEditor
{
    private static readonly string[] Variables = ["VISUAL", "EDITOR"];

    /// <summary>The user's editor as a command line; null where none is set.</summary>
    public static string? Command => Variables.Select(Environment.GetEnvironmentVariable).FirstOrDefault(command => !string.IsNullOrWhiteSpace(command));

    /// <summary>Runs an editor and waits for its end. The terminal must be free for it.</summary>
    /// <param name="command">The editor as a command line.</param>
    /// <param name="text">What it begins with.</param>
    public static Edited Run(string command, string text)
    {
        string? folder = null;
        try
        {
            folder = Directory.CreateTempSubdirectory("akkachat-").FullName;
            string file = Path.Combine(folder, "message.txt");
            Write(file, text);
            using Process editor = Start(command, file);
            editor.WaitForExit();
            return editor.ExitCode == 0
                ? Read(file, text)
                : new Edited(null, $"the editor ended with code {editor.ExitCode}; the text is what it was");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or System.ComponentModel.Win32Exception)
        {
            return new Edited(null, $"the editor can't be used: {e.Message}");
        }
        finally
        {
            Remove(folder);
        }
    }

    // Others may not read it even where the folder for temporary files is shared.
    private static void Write(string file, string text)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var writer = new StreamWriter(file, options);
        writer.Write(text);
        writer.Write('\n');
    }

    private static Edited Read(string file, string before)
    {
        // A character has at most four bytes a unit.
        if (new FileInfo(file).Length > 4L * EditText.MaxLength || File.ReadAllText(file) is not { } written || EditText.Normalize(written).TrimEnd('\n') is not { Length: <= EditText.MaxLength } text)
        {
            return new Edited(null, $"the edited text is longer than fits here ({EditText.MaxLength} characters); the text is what it was");
        }

        return text == before.TrimEnd('\n') ? new Edited(null, "nothing was changed in the editor") : new Edited(text, null);
    }

    // As other programs do: the variable holds a command line for the shell.
    private static Process Start(string command, string file)
    {
        ProcessStartInfo start = OperatingSystem.IsWindows()
            ? new ProcessStartInfo("cmd.exe") { Arguments = $"/s /c \"{command} \"{file}\"\"" }
            : new ProcessStartInfo("/bin/sh") { ArgumentList = { "-c", $"{command} \"$1\"", "sh", file } };
        start.UseShellExecute = false;
        return Process.Start(start) ?? throw new IOException("It did not start.");
    }

    private static void Remove(string? folder)
    {
        try
        {
            if (folder is not null)
            {
                Directory.Delete(folder, recursive: true);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Somebody holds it still; it can be read by the user alone.
        }
    }
}
