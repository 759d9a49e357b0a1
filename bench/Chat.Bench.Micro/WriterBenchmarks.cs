using System.Globalization;
using BenchmarkDotNet.Attributes;
using Chat.Actors;
using Chat.Actors.Storage;
using Chat.Bench.Micro.Pieces;
using Chat.Storage.Sqlite;

namespace Chat.Bench.Micro;

/// <summary>A commit to SQLite, on disk with synchronous=FULL as in the server. The figures are for the whole batch.</summary>
public class WriterBenchmarks
{
    private static readonly RoomId Room = RoomId.OfName(Given.Room);

    private DirectoryInfo _directory = null!;
    private SqliteStore _store = null!;
    private long _key;

    /// <summary>Messages in a commit.</summary>
    [Params(1, 100, 1000)]
    public int Messages { get; set; }

    [GlobalSetup]
    public async Task OpenAsync()
    {
        _directory = Directory.CreateTempSubdirectory("akkachat-micro-");
        _store = SqliteStore.Open(_directory.FullName);
        await _store.CommitAsync([new Write.CreateRoom(Room, Given.Room, Given.Room, [])], CancellationToken.None).ConfigureAwait(false);
    }

    [GlobalCleanup]
    public async Task CloseAsync()
    {
        await _store.DisposeAsync().ConfigureAwait(false);
        _directory.Delete(recursive: true);
    }

    [Benchmark(Description = "commit to SQLite")]
    public async Task<int> CommitAsync()
    {
        var batch = new Write[Messages];
        for (int i = 0; i < batch.Length; i++)
        {
            batch[i] = Given.Append(Room, (++_key).ToString(CultureInfo.InvariantCulture));
        }

        return (await _store.CommitAsync(batch, CancellationToken.None).ConfigureAwait(false)).Count;
    }
}
