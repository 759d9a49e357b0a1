using System.Diagnostics;
using System.Globalization;
using Chat.Actors.Storage;
using Chat.Bench.Common.Servers;
using Chat.Bench.Net;
using Chat.Storage.Sqlite;

namespace Chat.Bench.Scenarios;

/// <summary>Starts a server on an empty data directory and on one with many messages, in turn.</summary>
/// <param name="dll">The server.</param>
/// <param name="full">The data directory with many messages.</param>
internal sealed class StartScenario(string dll, string full)
{
    /// <summary>Fills the directory where it is empty.</summary>
    /// <param name="messages">Messages in all.</param>
    /// <param name="output">Hears how far it is.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>Messages that are in it.</returns>
    public async Task<long> FillAsync(int messages, TextWriter output, CancellationToken cancel)
    {
        SqliteStore store = SqliteStore.Open(full);
        await using (store.ConfigureAwait(false))
        {
            if (await store.LoadRoomAsync(LogFill.Big, cancel).ConfigureAwait(false) is null)
            {
                // It stores as many in small rooms as in the big one.
                await new LogFill(store, messages / 2).RunAsync(output, cancel).ConfigureAwait(false);
            }

            return (await store.LoadRoomAsync(LogFill.Big, cancel).ConfigureAwait(false) is { } big ? big.LastSeq : 0) * 2;
        }
    }

    /// <summary>Starts and stops the server once on each.</summary>
    public async Task<StartResult> RunAsync(CancellationToken cancel)
    {
        string directory = Directory.CreateTempSubdirectory("chat-bench-").FullName;
        try
        {
            string config = Path.Combine(directory, "bench.conf");
            await File.WriteAllTextAsync(config, "log.level = warn\n", cancel).ConfigureAwait(false);
            (double emptyListening, double emptyHello) = await StartAsync(Path.Combine(directory, "data"), config, cancel).ConfigureAwait(false);
            (double fullListening, double fullHello) = await StartAsync(full, config, cancel).ConfigureAwait(false);
            return new StartResult(emptyListening, emptyHello, fullListening, fullHello);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private async Task<(double Listening, double Hello)> StartAsync(string data, string config, CancellationToken cancel)
    {
        long start = Stopwatch.GetTimestamp();
        var how = new ServerStart(dll, data, config) { Environment = SocketTuning.Untuned };
        ServerProcess server = await ServerProcess.StartAsync(how, cancel).ConfigureAwait(false);
        await using (server.ConfigureAwait(false))
        {
            double listening = Stopwatch.GetElapsedTime(start).TotalSeconds;

            // The guest of an earlier start is still known by its name.
            string name = string.Create(CultureInfo.InvariantCulture, $"start-{Random.Shared.Next():x8}");
            var faults = new Faults();
            using var guest = new Member(name, FrameScan.RoomOf(0), server.Chat.AddressFamily, WireProtocol.Chat, faults, check: null);
            await faults.GuardAsync(guest.HelloAsync(server.Chat, cancel)).ConfigureAwait(false);
            double hello = Stopwatch.GetElapsedTime(start).TotalSeconds;
            faults.Ignore();
            server.Terminate();
            await server.WaitForExitAsync(cancel).ConfigureAwait(false);
            return (listening, hello);
        }
    }
}
