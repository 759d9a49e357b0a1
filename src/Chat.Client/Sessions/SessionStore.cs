using System.Security.Cryptography;
using System.Text;
using Chat.Protocol.Texts;

namespace Chat.Client.Sessions;

/// <summary>
/// The session tokens of guests, so that a client that was killed comes back as the same guest. One file per server and name, readable by its owner only.
/// </summary>
/// <param name="folder">Where the files are.</param>
/// <param name="warn">Told, in English, what is wrong with a file or the folder. Nothing here is worth failing for.</param>
internal sealed class SessionStore(string folder, Action<string> warn)
{
    /// <summary>Takes the place for this server and name, which no other process has until it is disposed.</summary>
    /// <param name="server">The server's address.</param>
    /// <param name="user">The name; case does not count.</param>
    /// <returns>The place; null when another process has it, or it can't be had.</returns>
    public SessionSlot? TryOpen(Uri server, string user)
    {
        string path = Path.Combine(folder, "sessions", FileName(server, user));
        try
        {
            PrivateFile.CreateOwnFolder(Path.GetDirectoryName(path)!);
            FileStream held = new(path + ".lock", PrivateFile.Options(FileMode.OpenOrCreate));
            return new SessionSlot(path + ".json", held, warn);
        }
        catch (IOException) when (File.Exists(path + ".lock"))
        {
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            warn($"The session can't be kept: {e.Message}");
            return null;
        }
    }

    /// <summary>A file's name for a server and a name: a hash, because a name may hold what a file name must not.</summary>
    internal static string FileName(Uri server, string user)
    {
        string key = $"{server.Host.ToLowerInvariant()}:{server.Port}\n{user.NormalizeAny(NormalizationForm.FormKC).ToLowerInvariant()}";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..32];
    }
}
