using System.Diagnostics;
using System.Globalization;
using Chat.Actors.Search;
using Chat.Actors.Storage;
using Chat.Bench.Common;
using Chat.Storage.Sqlite;

namespace Chat.Bench.Scenarios;

/// <summary>Pages and searches in a database with many messages, asked of the storage itself.</summary>
internal sealed class LogScenario(int messages, int repeat, string directory, TextWriter output)
{
    private const int Page = 50;
    private const int LabelWidth = 52;

    /// <summary>Fills the database where it is empty, opens it anew and asks.</summary>
    public async Task<LogResult> RunAsync(CancellationToken cancel)
    {
        double? fill = null;
        SqliteStore filling = SqliteStore.Open(directory);
        await using (filling.ConfigureAwait(false))
        {
            if (await filling.LoadRoomAsync(LogFill.Big, cancel).ConfigureAwait(false) is null)
            {
                fill = await new LogFill(filling, messages).RunAsync(output, cancel).ConfigureAwait(false);
            }
        }

        long start = Stopwatch.GetTimestamp();
        SqliteStore store = SqliteStore.Open(directory);
        await using (store.ConfigureAwait(false))
        {
            StoredRoom big = await store.LoadRoomAsync(LogFill.Big, cancel).ConfigureAwait(false) ?? throw new BenchException("The database holds no big room.");
            double open = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            double mib = Directory.GetFiles(directory, "chat.db*").Sum(f => new FileInfo(f).Length) / 1024.0 / 1024;
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"opened   {open:0} ms, {mib:N0} MiB, {big.LastSeq:N0} messages in the big room"));
            output.WriteLine();
            output.WriteLine($"{"ms".PadRight(LabelWidth)}{"entries",9}{"first",9}{"min",9}{"median",9}{"max",9}");
            var results = new List<QuestionResult>();
            foreach ((string name, Func<Task<int>> ask) in Questions(store, big.LastSeq, cancel))
            {
                results.Add(await MeasureAsync(name, ask).ConfigureAwait(false));
            }

            return new LogResult(big.LastSeq * 2, fill, open, mib, results);
        }
    }

    private static IEnumerable<(string Name, Func<Task<int>> Ask)> Questions(SqliteStore store, long last, CancellationToken cancel)
    {
        yield return ("history, the latest of the big room", () => HistoryAsync(null, null, Page));
        yield return ("history, before the middle", () => HistoryAsync(last / 2, null, Page));
        yield return ("history, around a third, 200 messages", () => HistoryAsync(null, last / 3, 200));
        foreach ((string who, Chat.Actors.UserId asker) in new[] { ("11 rooms", LogFill.Few), ("10 small rooms", LogFill.Apart), ("201 rooms", LogFill.Many) })
        {
            yield return ($"search, {who}: a rare word", () => SearchAsync(asker, LogFill.Rare));
            yield return ($"search, {who}: a common word", () => SearchAsync(asker, LogFill.Common));
            yield return ($"search, {who}: two common words", () => SearchAsync(asker, $"{LogFill.Common} {LogFill.Word(1)}"));
            yield return ($"search, {who}: a phrase of common words", () => SearchAsync(asker, $"\"{LogFill.Common} {LogFill.Word(1)} {LogFill.Word(2)}\""));
            yield return ($"search, {who}: a word that is nowhere", () => SearchAsync(asker, "xyzzy"));
            yield return ($"search, {who}: a common word by a rare author", () => SearchAsync(asker, LogFill.Common, from: 199));
            yield return ($"search, {who}: a beginning (ba*)", () => SearchAsync(asker, "ba*"));
        }

        yield return ("search in the big room: a rare word", () => SearchAsync(LogFill.Few, LogFill.Rare, inBig: true));
        yield return ("search in the big room: a common word", () => SearchAsync(LogFill.Few, LogFill.Common, inBig: true));
        yield return ("search in the big room: a phrase", () => SearchAsync(LogFill.Few, $"\"{LogFill.Common} {LogFill.Word(1)}\"", inBig: true));
        yield return ("search in the big room: before its middle", () => SearchAsync(LogFill.Few, LogFill.Common, inBig: true, before: last / 2));

        async Task<int> HistoryAsync(long? before, long? around, int limit) =>
            (await store.ReadAsync(LogFill.Big, new HistoryQuery(before, null, around, limit), cancel).ConfigureAwait(false)).Messages.Count;

        async Task<int> SearchAsync(Chat.Actors.UserId asker, string text, int? from = null, bool inBig = false, long? before = null)
        {
            var query = new SearchQuery(asker, SearchTerms.Parse(text), Page)
            {
                Room = inBig ? LogFill.Big : null,
                From = from is { } author ? SearchText.Fold(LogFill.Author(author)) : null,
                Before = before,
            };
            return (await store.SearchAsync(query, cancel).ConfigureAwait(false))!.Hits.Count;
        }
    }

    private async Task<QuestionResult> MeasureAsync(string name, Func<Task<int>> ask)
    {
        double[] times = new double[repeat];
        int entries = 0;
        for (int i = 0; i < repeat; i++)
        {
            long start = Stopwatch.GetTimestamp();
            entries = await ask().ConfigureAwait(false);
            times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        double first = times[0];
        Array.Sort(times);
        var result = new QuestionResult(name, entries, first, times[0], times[repeat / 2], times[^1]);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name.PadRight(LabelWidth)}{entries,9}{first,9:0.00}{result.MinMs,9:0.00}{result.MedianMs,9:0.00}{result.MaxMs,9:0.00}"));
        return result;
    }
}
