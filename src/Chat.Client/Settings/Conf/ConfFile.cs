using System.Text;
using Chat.Client.Sessions;

namespace Chat.Client.Settings.Conf;

/// <summary>A settings file on disk.</summary>
internal static class ConfFile
{
    private const int LongestFile = 1024 * 1024;
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads it; null where there is none.</summary>
    /// <exception cref="IOException">It can't be read, or holds no text that could be written back as it was.</exception>
    public static ConfText? Read(string path)
    {
        try
        {
            var info = new FileInfo(path);
            if (!info.Exists)
            {
                return null;
            }

            return info.Length > LongestFile
                ? throw new IOException($"it is longer than {LongestFile / 1024} KiB")
                : ConfText.Parse(Strict.GetString(File.ReadAllBytes(path)));
        }
        catch (DecoderFallbackException)
        {
            throw new IOException("it is no UTF-8 text; save it as UTF-8");
        }
        catch (UnauthorizedAccessException e)
        {
            throw new IOException(e.Message, e);
        }
    }

    /// <summary>Puts a text in its place at once, readable by its owner only. A link stays one.</summary>
    /// <exception cref="IOException">It can't be written; what was there is there.</exception>
    public static void Write(string path, ConfText text)
    {
        try
        {
            string place = File.Exists(path) ? File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? Path.GetFullPath(path) : Path.GetFullPath(path);
            PrivateFile.CreateFolder(Path.GetDirectoryName(place)!);
            PrivateFile.Replace(place, file => file.Write(Strict.GetBytes(text.ToString())));
        }
        catch (UnauthorizedAccessException e)
        {
            throw new IOException(e.Message, e);
        }
    }
}
