using System.Text.Json;
using System.Text.Json.Serialization;
using Chat.Client.Settings;

namespace Chat.Client.Sessions;

/// <summary>Where the interface's state is kept, one file per server and user, readable by its owner only.</summary>
/// <param name="folder">Where the files are.</param>
/// <param name="warn">Told, in English, what goes wrong; nothing here is worth failing for.</param>
internal sealed class KeptStore(string folder, Action<string> warn)
{
    /// <summary>Opens the state for a server and a user.</summary>
    /// <param name="server">The server's address.</param>
    /// <param name="user">The name; case does not count.</param>
    /// <param name="time">Says when to write.</param>
    public KeptFile Open(Uri server, string user, TimeProvider time) =>
        new(Path.Combine(folder, "interface", SessionStore.FileName(server, user) + ".json"), time, warn);
}

/// <summary>
/// A <see cref="KeptState"/> on disk. What changes is written two seconds later and at the end. Several clients of one user may run: each writes what it has
/// changed itself into what the others wrote, so the last one wins for a name, and nothing else is lost. Safe for use from any thread.
/// </summary>
internal sealed class KeptFile : IDisposable
{
    private const int LongestFile = 8 * 1024 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private readonly Lock _gate = new();
    private readonly Lock _writing = new();
    private readonly string _path;
    private readonly Action<string> _warn;
    private readonly ITimer _timer;
    private Dictionary<string, string?> _changed = new(StringComparer.Ordinal);
    private string? _problem;

    /// <summary>Reads what is there.</summary>
    public KeptFile(string path, TimeProvider time, Action<string> warn)
    {
        (_path, _warn) = (path, warn);
        _timer = time.CreateTimer(_ => Flush(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        State = new KeptState(Read(warn));
        State.Changed += Note;
    }

    /// <summary>What is kept. Belongs to the interface's thread.</summary>
    public KeptState State { get; }

    /// <summary>Writes what has changed. Its first failure is told at the end, when nothing else is on the screen.</summary>
    public void Flush()
    {
        lock (_writing)
        {
            Dictionary<string, string?> changed;
            lock (_gate)
            {
                (changed, _changed) = (_changed, new Dictionary<string, string?>(StringComparer.Ordinal));
            }

            if (changed.Count == 0)
            {
                return;
            }

            try
            {
                PrivateFile.CreateOwnFolder(Path.GetDirectoryName(_path)!);
                using FileStream held = PrivateFile.Hold(_path);
                Dictionary<string, string> entries = Read(_ => { });
                foreach ((string name, string? value) in changed)
                {
                    Put(entries, name, value);
                }

                PrivateFile.Replace(_path, file => JsonSerializer.Serialize(file, entries, KeptJson.Default.DictionaryStringString));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                _problem ??= e.Message;
            }
        }
    }

    /// <summary>Writes what has changed and ends.</summary>
    public void Dispose()
    {
        _timer.Dispose();
        Flush();
        if (_problem is not null)
        {
            _warn($"The layout of the screen was not kept: {_problem}");
        }
    }

    private static void Put(Dictionary<string, string> entries, string name, string? value)
    {
        if (value is null)
        {
            entries.Remove(name);
        }
        else if (entries.ContainsKey(name) || entries.Count < KeptState.MaxEntries)
        {
            entries[name] = value;
        }
    }

    private void Note(string name, string? value)
    {
        lock (_gate)
        {
            if (_changed.Count == 0)
            {
                _timer.Change(Patience, Timeout.InfiniteTimeSpan);
            }

            _changed[name] = value;
        }
    }

    private Dictionary<string, string> Read(Action<string> warn)
    {
        try
        {
            var info = new FileInfo(_path);
            if (info is { Exists: true, Length: <= LongestFile }
                && JsonSerializer.Deserialize(File.ReadAllBytes(_path), KeptJson.Default.DictionaryStringString) is { } entries)
            {
                return new Dictionary<string, string>(entries.Where(pair => pair.Value is not null), StringComparer.Ordinal);
            }

            if (info.Exists)
            {
                warn($"The layout of the screen kept in {_path} makes no sense and is ignored.");
            }
        }
        catch (JsonException)
        {
            warn($"The layout of the screen kept in {_path} is damaged and is ignored.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            warn($"The layout of the screen that was kept can't be read: {e.Message}");
        }

        return new Dictionary<string, string>(StringComparer.Ordinal);
    }
}

/// <summary>The file's form.</summary>
[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class KeptJson : JsonSerializerContext;
