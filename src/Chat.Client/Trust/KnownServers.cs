using System.Text;
using Chat.Client.Sessions;
using Chat.Sdk;

namespace Chat.Client.Trust;

/// <summary>
/// The pinned servers on disk, in a file that people can read and edit. Read anew each time, since other clients and people change it. Safe for use from any
/// thread, and by several clients at once.
/// </summary>
/// <param name="folder">Where the file is.</param>
/// <param name="warn">Told, in English, what is wrong with the file; once.</param>
internal sealed class KnownServers(string folder, Action<string> warn)
{
    private const int LongestFile = 1024 * 1024;
    private const UnixFileMode Others = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;
    private int _warned;

    /// <summary>The file.</summary>
    public string Path { get; } = System.IO.Path.Combine(folder, "known-servers");

    /// <summary>All of them, by host and port.</summary>
    /// <exception cref="ChatException">The file can't be read: then nobody can say what is trusted.</exception>
    public IReadOnlyList<KnownServer> List() => [.. Read().Servers.Values.OrderBy(known => known.Server, StringComparer.Ordinal)];

    /// <summary>The pin of a server; null where there is none.</summary>
    /// <param name="server">As <see cref="ChatUri.HostAndPort"/> writes it.</param>
    /// <exception cref="ChatException">The file can't be read.</exception>
    public KnownServer? Find(string server) => Read().Servers.GetValueOrDefault(server);

    /// <summary>Pins a server, unless another certificate of it is pinned, perhaps by another client just now.</summary>
    /// <returns>What is pinned now.</returns>
    /// <exception cref="ChatException">The file can't be read.</exception>
    /// <exception cref="IOException">The file can't be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file can't be written.</exception>
    public KnownServer Add(KnownServer known)
    {
        KnownServer pinned = known;
        Change(text =>
        {
            pinned = text.Servers.GetValueOrDefault(known.Server, known);
            return pinned == known ? text.With(known) : text;
        });
        return pinned;
    }

    /// <summary>Pins a server, whatever was pinned before.</summary>
    /// <inheritdoc cref="Add" path="/exception"/>
    public void Set(KnownServer known) => Change(text => text.With(known));

    /// <summary>Forgets a server; false where it is not there.</summary>
    /// <inheritdoc cref="Add" path="/exception"/>
    public bool Forget(string server)
    {
        bool found = Find(server) is not null;
        if (found)
        {
            Change(text => text.Without(server));
        }

        return found;
    }

    private void Change(Func<KnownServersText, KnownServersText> change)
    {
        PrivateFile.CreateOwnFolder(folder);
        using FileStream held = PrivateFile.Hold(Path);
        KnownServersText before = Read();
        KnownServersText after = change(before);
        if (!ReferenceEquals(before, after))
        {
            PrivateFile.Replace(Path, file => file.Write(Encoding.UTF8.GetBytes(after.ToString())));
        }
    }

    private KnownServersText Read()
    {
        try
        {
            var file = new FileInfo(Path);
            if (!file.Exists)
            {
                return KnownServersText.Parse(null);
            }

            if (file.Length > LongestFile)
            {
                throw new IOException($"it is longer than {LongestFile} bytes");
            }

            var text = KnownServersText.Parse(File.ReadAllText(Path));
            Warn(text);
            return text;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ChatException(SdkErrorCodes.Untrusted, $"Which servers are trusted can't be read from {Path}: {e.Message} Make the file readable, or move it away.", e);
        }
    }

    // Once: later the screen is in use.
    private void Warn(KnownServersText text)
    {
        if (Interlocked.Exchange(ref _warned, 1) != 0)
        {
            return;
        }

        foreach (string problem in text.Problems)
        {
            warn($"{Path}:{problem}");
        }

        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(Path) & Others) != 0)
        {
            warn($"{Path} can be written by others than you, who may say what you trust; chmod 600 mends it.");
        }
    }
}
