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

    private StartedServer(ServerProcess process, WireProtocol protocol, string directory, double startSeconds)
    {
        Protocol = protocol;
        _process = process;
        _directory = directory;
        StartSeconds = startSeconds;
    }

    public IPEndPoint EndPoint => _process.Chat;

    public WireProtocol Protocol { get; }

    public double? StartSeconds { get; }

    public int? ProcessId => _process.Id;

    /// <summary>Starts a server and waits until it listens.</summary>
    /// <param name="dll">Path of Chat.Server.dll.</param>
    /// <param name="protocol">What is spoken there.</param>
    /// <param name="needs">How it differs from its defaults.</param>
    /// <param name="cancel">Ends the wait and the process.</param>
    /// <exception cref="Common.BenchException">It did not start.</exception>
    public static async Task<StartedServer> StartAsync(string dll, WireProtocol protocol, ServerNeeds needs, CancellationToken cancel)
    {
        string directory = Directory.CreateTempSubdirectory("chat-bench-").FullName;
        try
        {
            // The table is not for the server's notes.
            string config = Path.Combine(directory, "bench.conf");
            await File.WriteAllLinesAsync(config, [.. needs.HasLimits ? [] : BenchSettings.Lines(dll), .. needs.Settings, $"log.level = {(needs.HasLimits ? "error" : "warn")}"], cancel).ConfigureAwait(false);
            string data = Path.Combine(directory, "data");
            if (needs.Fill is { } fill)
            {
                Directory.CreateDirectory(data);
                await fill(data, cancel).ConfigureAwait(false);
            }

            var start = new ServerStart(dll, data, config) { Environment = SocketTuning.Untuned, IsEncrypted = protocol.IsEncrypted };
            long begin = Stopwatch.GetTimestamp();
            ServerProcess process = await ServerProcess.StartAsync(start, cancel).ConfigureAwait(false);
            return new StartedServer(process, protocol, directory, Stopwatch.GetElapsedTime(begin).TotalSeconds);
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
