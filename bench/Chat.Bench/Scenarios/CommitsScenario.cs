using System.Diagnostics;
using Chat.Actors;
using Chat.Actors.Storage;
using Chat.Bench.Common;
using Chat.Bench.Measure;

namespace Chat.Bench.Scenarios;

/// <summary>What one storage did with batches of one size.</summary>
/// <param name="Messages">Stored.</param>
/// <param name="Commits">Done, each on disk.</param>
/// <param name="Seconds">The measured time as it was.</param>
/// <param name="P50Ms">Of one commit.</param>
/// <param name="P99Ms">The same.</param>
internal sealed record CommitsResult(long Messages, long Commits, double Seconds, double? P50Ms, double? P99Ms);

/// <summary>Stores batch after batch, as the node's writer does: texts of 64 bytes from 10 authors in turn, over 100 rooms.</summary>
internal static class CommitsScenario
{
    private const int Rooms = 100;
    private const int Authors = 10;
    private static readonly string Text = new('x', 64);

    /// <summary>Runs once.</summary>
    /// <exception cref="BenchException">A message was not stored as a new one.</exception>
    public static async Task<CommitsResult> RunAsync(IChatStore store, int batchSize, TimeSpan time, CancellationToken cancel)
    {
        RoomId[] rooms = [.. Enumerable.Range(0, Rooms).Select(i => RoomId.OfName($"bench-{i}"))];
        await store.CommitAsync([.. rooms.Select(room => new Write.CreateRoom(room, room.Value, room.Value, []))], cancel).ConfigureAwait(false);
        string run = Guid.NewGuid().ToString("N");
        var latency = new LatencyHistogram();
        long sent = 0;
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < time)
        {
            cancel.ThrowIfCancellationRequested();
            Write[] batch = [.. Enumerable.Range(0, batchSize).Select(_ => Message(sent++))];
            long before = Stopwatch.GetTimestamp();
            IReadOnlyList<WriteResult> results = await store.CommitAsync(batch, CancellationToken.None).ConfigureAwait(false);
            latency.Record(Stopwatch.GetElapsedTime(before));
            if (results.Any(r => r is not WriteResult.Appended { Duplicate: false }))
            {
                throw new BenchException($"{store.Description} did not store a message as a new one.");
            }
        }

        return new CommitsResult(sent, latency.Count, Stopwatch.GetElapsedTime(start).TotalSeconds, latency.QuantileMs(0.5), latency.QuantileMs(0.99));

        Write.AppendMessage Message(long n) =>
            new(rooms[n % Rooms], new UserId($"author-{n % Authors}"), $"author-{n % Authors}", Text, $"{run}-{n}", null, DateTimeOffset.UtcNow);
    }
}
