using System.Text;

namespace Chat.Fuzz.Running;

/// <summary>An input as a file: a line that names its target, then its bytes.</summary>
internal static class FailureFile
{
    private const string Mark = "akkachat-fuzz ";

    /// <summary>Writes an input that failed.</summary>
    /// <returns>Where it is.</returns>
    public static string Write(string directory, string target, byte[] input)
    {
        string path = Path.Combine(Directory.CreateDirectory(directory).FullName, $"{target}-{Inputs.Dice.Of(input).Next():x16}.fuzz");
        File.WriteAllBytes(path, [.. Encoding.ASCII.GetBytes($"{Mark}{target}\n"), .. input]);
        return path;
    }

    /// <summary>Reads one back.</summary>
    /// <exception cref="InvalidDataException">It is no such file.</exception>
    public static (string Target, byte[] Input) Read(string path)
    {
        byte[] bytes = File.ReadAllBytes(path);
        int end = Array.IndexOf(bytes, (byte)'\n');
        string head = end < 0 ? string.Empty : Encoding.ASCII.GetString(bytes, 0, end);
        return head.StartsWith(Mark, StringComparison.Ordinal)
            ? (head[Mark.Length..], bytes[(end + 1)..])
            : throw new InvalidDataException($"{path} was not written by this program.");
    }
}
