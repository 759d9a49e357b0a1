using System.Diagnostics;
using System.Net;
using Chat.Bench.Common.Servers;
using Chat.Bench.Net;

namespace Chat.Bench.Targets;

/// <summary>A server process of our own, with a data directory that goes with it.</summary>
internal sealed class StartedServer : ITarget
{
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(60);

    private readonly ServerProcess _process;
    private readonly string _directory;

    private StartedServer(ServerProcess process, string directory)
    {
        _process = process;
        _directory = directory;
    }

    public IPEndPoint EndPoint => _process.Chat;

    public WireProtocol Protocol => WireProtocol.Chat;

    /// <summary>Starts a server and waits until it listens.</summary>
    /// <param name="dll">Path of Chat.Server.dll.</param>
    /// <param name="cancel">Ends the wait and the process.</param>
    /// <exception cref="Common.BenchException">It did not start.</exception>
    public static async Task<StartedServer> StartAsync(string dll, CancellationToken cancel)
    {
        string directory = Directory.CreateTempSubdirectory("chat-bench-").FullName;
        try
        {
            // One room means one room: newcomers are in none from the start. The table is not for the server's notes.
            string config = Path.Combine(directory, "bench.conf");
            await File.WriteAllTextAsync(config, "rooms.autojoin = []\nlog.level = warn\n", cancel).ConfigureAwait(false);
            var start = new ServerStart(dll, Path.Combine(directory, "data"), config) { Environment = SocketTuning.Untuned };
            return new StartedServer(await ServerProcess.StartAsync(start, cancel).ConfigureAwait(false), directory);
        }
        catch
        {
            Directory.Delete(directory, recursive: true);
            throw;
        }
    }

    public ServerUsage? Usage() => _process.Usage();

    public async Task<ServerStop?> StopAsync(CancellationToken cancel)
    {
        long start = Stopwatch.GetTimestamp();
        bool asked = _process.Terminate();
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        timeout.CancelAfter(StopTimeout);
        await _process.WaitForExitAsync(timeout.Token).ConfigureAwait(false);
        return new ServerStop(Stopwatch.GetElapsedTime(start).TotalSeconds, asked ? _process.ExitCode : null);
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync().ConfigureAwait(false);
        Directory.Delete(_directory, recursive: true);
    }
}
