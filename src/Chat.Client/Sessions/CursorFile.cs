using System.Text.Json;

namespace Chat.Client.Sessions;

/// <summary>
/// How far a client has told each room, so that one that was killed goes on there. Written in place with one call each time: a killed process leaves it whole; a
/// crash of the machine may not, and then it counts as absent. Safe for use from any thread.
/// </summary>
/// <param name="path">The file, made at the first write.</param>
/// <param name="warn">Told, in English, what goes wrong; nothing here is worth failing for.</param>
internal sealed class CursorFile(string path, Action<string> warn) : IDisposable
{
    private const int LongestFile = 1024 * 1024;
    private readonly Lock _gate = new();
    private FileStream? _file;
    private bool _failed;

    /// <summary>Room → last seq told; empty where nothing useful is there.</summary>
    public IReadOnlyDictionary<string, long> Read()
    {
        try
        {
            var info = new FileInfo(path);
            if (info is { Exists: true, Length: > 0 and <= LongestFile }
                && JsonSerializer.Deserialize(File.ReadAllBytes(path), SessionJson.Default.DictionaryStringInt64) is { } cursors
                && cursors.Values.All(seq => seq >= 0))
            {
                return cursors;
            }
        }
        catch (JsonException)
        {
            warn($"The places kept in {path} are damaged: what was missed since the last run is not told.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            warn($"The places kept can't be read: {e.Message}");
        }

        return new Dictionary<string, long>();
    }

    /// <summary>Replaces what is there.</summary>
    public void Write(IReadOnlyDictionary<string, long> cursors)
    {
        byte[] content = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, long>(cursors), SessionJson.Default.DictionaryStringInt64);
        lock (_gate)
        {
            try
            {
                _file ??= new FileStream(path, PrivateFile.Options(FileMode.OpenOrCreate));
                int padding = Math.Max(0, (int)_file.Length - content.Length);
                RandomAccess.Write(_file.SafeFileHandle, [.. content, .. Enumerable.Repeat((byte)' ', padding)], fileOffset: 0);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                if (!_failed)
                {
                    _failed = true;
                    warn($"How far was read can't be kept: {e.Message}");
                }
            }
        }
    }

    /// <summary>Removes the file.</summary>
    public void Delete()
    {
        lock (_gate)
        {
            _file?.Dispose();
            _file = null;
            File.Delete(path);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            _file?.Dispose();
            _file = null;
        }
    }
}
