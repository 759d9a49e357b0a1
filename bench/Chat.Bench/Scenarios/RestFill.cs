using System.Globalization;
using Chat.Actors;
using Chat.Actors.Storage;
using Chat.Storage.Sqlite;

namespace Chat.Bench.Scenarios;

/// <summary>Puts rooms into a database, as a server that is long in use knows them.</summary>
internal static class RestFill
{
    private const int BatchSize = 500;

    /// <param name="directory">Of the data.</param>
    /// <param name="rooms">How many.</param>
    /// <param name="members">Of each room.</param>
    /// <param name="cancel">Ends it.</param>
    public static async Task RunAsync(string directory, int rooms, int members, CancellationToken cancel)
    {
        SqliteStore store = SqliteStore.Open(directory);
        await using (store.ConfigureAwait(false))
        {
            foreach (int[] batch in Enumerable.Range(0, rooms).Chunk(BatchSize))
            {
                await store.CommitAsync([.. batch.Select(i => Room(i, members))], cancel).ConfigureAwait(false);
            }
        }
    }

    private static Write.CreateRoom Room(int number, int members)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"known-{number}");
        return new Write.CreateRoom(RoomId.OfName(name), name, name, [.. Enumerable.Range(0, members).Select(i => Member((number * 7) + i))]);
    }

    private static StoredMember Member(int number)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"known-user-{number}");
        return new StoredMember(new UserId(name), name, "member");
    }
}
