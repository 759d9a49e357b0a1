using System.Text.Json;
using System.Text.Json.Serialization;

namespace Chat.Client.Sessions;

/// <summary>The place of one guest's token on disk, held against other processes while it is open. Safe for use from any thread.</summary>
internal sealed class SessionSlot : IDisposable
{
    private const int LongestFile = 64 * 1024;
    private readonly Lock _gate = new();
    private readonly string _path;
    private readonly FileStream _held;
    private readonly CursorFile _cursors;
    private readonly Action<string> _warn;

    /// <summary>A place that is held by an open lock file.</summary>
    /// <param name="path">The token's file.</param>
    /// <param name="held">The lock file.</param>
    /// <param name="warn">Told what goes wrong, in English.</param>
    public SessionSlot(string path, FileStream held, Action<string> warn)
    {
        (_path, _held, _warn) = (path, held, warn);
        _cursors = new CursorFile(path + ".cursors", warn);
        Token = Read();
    }

    /// <summary>The token; null when there is none. Secret.</summary>
    public string? Token { get; private set; }

    /// <summary>Room → last seq that an earlier run has told; empty where there is none.</summary>
    public IReadOnlyDictionary<string, long> ReadCursors() => _cursors.Read();

    /// <summary>Notes how far this run has told.</summary>
    /// <param name="cursors">Room → seq; empty when an earlier run's are of no more use.</param>
    public void SaveCursors(IReadOnlyDictionary<string, long> cursors) => _cursors.Write(cursors);

    /// <summary>Puts a token to disk: the file holds the old one or the new one, never a part.</summary>
    public void Save(string token)
    {
        lock (_gate)
        {
            try
            {
                PrivateFile.Replace(_path, file => JsonSerializer.Serialize(file, new StoredSession(token), SessionJson.Default.StoredSession));
                Token = token;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                _warn($"The session was not kept: {e.Message}");
            }
        }
    }

    /// <summary>Removes the token and the cursors: they are of no more use.</summary>
    public void Forget()
    {
        lock (_gate)
        {
            Token = null;
            try
            {
                File.Delete(_path);
                _cursors.Delete();
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                _warn($"The ended session was not removed: {e.Message}");
            }
        }
    }

    /// <summary>Lets others have the place. What is on disk stays, and so does the lock file: to remove it would free it for two.</summary>
    public void Dispose()
    {
        _cursors.Dispose();
        _held.Dispose();
    }

    private string? Read()
    {
        try
        {
            var info = new FileInfo(_path);
            if (!info.Exists)
            {
                return null;
            }

            if (info.Length <= LongestFile)
            {
                using FileStream file = info.OpenRead();
                if (JsonSerializer.Deserialize(file, SessionJson.Default.StoredSession) is { Token: { Length: > 0 } token })
                {
                    return token;
                }
            }

            _warn($"The kept session {_path} makes no sense and is ignored.");
        }
        catch (JsonException)
        {
            _warn($"The kept session {_path} is damaged and is ignored.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _warn($"The kept session can't be read: {e.Message}");
        }

        return null;
    }
}

/// <summary>What the file of a session holds.</summary>
/// <param name="Token">The token. Secret.</param>
internal sealed record StoredSession(string? Token)
{
    /// <summary>Prints nothing of the secret.</summary>
    public override string ToString() => nameof(StoredSession);
}

/// <summary>The file's form.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(StoredSession))]
[JsonSerializable(typeof(Dictionary<string, long>))]
internal sealed partial class SessionJson : JsonSerializerContext;
