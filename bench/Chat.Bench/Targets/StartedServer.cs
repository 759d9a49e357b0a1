using System.Diagnostics;
using System.Net;
using Chat.Bench.Net;

namespace Chat.Bench.Targets;

/// <summary>A server process of our own on free ports, with a data directory that goes with it.</summary>
internal sealed class StartedServer : ITarget
{
    private const string BannerMark = "chat://";
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly string _directory;

    private StartedServer(Process process, string directory, IPEndPoint endPoint)
    {
        _process = process;
        _directory = directory;
        EndPoint = endPoint;
    }

    public IPEndPoint EndPoint { get; }

    /// <summary>Starts a server and waits until it listens.</summary>
    /// <param name="dll">Path of Chat.Server.dll.</param>
    /// <param name="cancel">Ends the wait and the process.</param>
    /// <exception cref="BenchException">It did not start.</exception>
    public static async Task<StartedServer> StartAsync(string dll, CancellationToken cancel)
    {
        string directory = Directory.CreateTempSubdirectory("chat-bench-").FullName;
        Process process = Process.Start(Command(dll, directory)) ?? throw new BenchException("The server process did not start.");
        try
        {
            using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            timeout.CancelAfter(StartTimeout);
            IPEndPoint endPoint = await ReadBannerAsync(process.StandardOutput, timeout.Token).ConfigureAwait(false)
                ?? throw new BenchException("The server ended before it listened; its own message stands above.");
            return new StartedServer(process, directory, endPoint);
        }
        catch (Exception e)
        {
            await EndAsync(process, directory).ConfigureAwait(false);
            if (e is OperationCanceledException && !cancel.IsCancellationRequested)
            {
                throw new BenchException($"The server did not listen within {StartTimeout.TotalSeconds:0} s.", e);
            }

            throw;
        }
    }

    public ServerUsage? Usage()
    {
        _process.Refresh();
        return _process.HasExited ? null : new ServerUsage(_process.TotalProcessorTime, _process.WorkingSet64, _process.PeakWorkingSet64);
    }

    public async Task<ServerStop?> StopAsync(CancellationToken cancel)
    {
        long start = Stopwatch.GetTimestamp();
        bool asked = Terminate.Ask(_process);
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        timeout.CancelAfter(StopTimeout);
        await _process.WaitForExitAsync(timeout.Token).ConfigureAwait(false);
        return new ServerStop(Stopwatch.GetElapsedTime(start).TotalSeconds, asked ? _process.ExitCode : null);
    }

    public async ValueTask DisposeAsync() => await EndAsync(_process, _directory).ConfigureAwait(false);

    private static ProcessStartInfo Command(string dll, string directory)
    {
        // One room means one room: newcomers are in none from the start. The table is not for the server's notes.
        string config = Path.Combine(directory, "bench.conf");
        File.WriteAllText(config, "rooms.autojoin = []\nlog.level = warn\n");
        string dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        var command = new ProcessStartInfo(
            dotnet,
            [dll, "serve", "--listen", "127.0.0.1:0", "--http", "127.0.0.1:0", "--data", Path.Combine(directory, "data"), "--config", config])
        {
            RedirectStandardOutput = true,
        };
        SocketTuning.RemoveFrom(command.Environment);
        return command;
    }

    private static async Task<IPEndPoint?> ReadBannerAsync(StreamReader output, CancellationToken cancel)
    {
        while (await output.ReadLineAsync(cancel).ConfigureAwait(false) is { } line)
        {
            int at = line.IndexOf(BannerMark, StringComparison.Ordinal);
            if (at >= 0 && IPEndPoint.TryParse(line[(at + BannerMark.Length)..].Trim(), out IPEndPoint? endPoint))
            {
                return endPoint;
            }
        }

        return null;
    }

    private static async Task EndAsync(Process process, string directory)
    {
        if (!process.HasExited)
        {
            process.Kill();
            await process.WaitForExitAsync().ConfigureAwait(false);
        }

        process.Dispose();
        Directory.Delete(directory, recursive: true);
    }
}
