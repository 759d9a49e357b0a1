using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;

namespace Chat.Bench.Common.Servers;

/// <summary>A server process of our own, on free ports. Disposing ends it.</summary>
public sealed partial class ServerProcess : IAsyncDisposable
{
    private readonly Process _process;

    private ServerProcess(Process process, IPEndPoint chat, IPEndPoint monitor)
    {
        _process = process;
        Chat = chat;
        Monitor = monitor;
    }

    /// <summary>Where chat clients connect.</summary>
    public IPEndPoint Chat { get; }

    /// <summary>Where health and metrics are answered.</summary>
    public IPEndPoint Monitor { get; }

    /// <summary>The process's number.</summary>
    public int Id => _process.Id;

    /// <summary>True once the process is gone.</summary>
    public bool HasExited => _process.HasExited;

    /// <summary>Of a process that is gone; 128 plus the signal where one ended it.</summary>
    public int ExitCode => _process.ExitCode;

    /// <summary>Starts a server and waits until it listens.</summary>
    /// <param name="start">How.</param>
    /// <param name="cancel">Ends the wait and the process.</param>
    /// <exception cref="BenchException">It did not start.</exception>
    public static async Task<ServerProcess> StartAsync(ServerStart start, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(start);
        Process process = Process.Start(Command(start)) ?? throw new BenchException("The server process did not start.");
        try
        {
            if (start.Log is { } log)
            {
                process.ErrorDataReceived += (_, e) => Pass(e.Data, log);
                process.BeginErrorReadLine();
            }

            using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            timeout.CancelAfter(start.Timeout);
            (IPEndPoint chat, IPEndPoint monitor) = await ReadBannerAsync(process.StandardOutput, timeout.Token).ConfigureAwait(false)
                ?? throw new BenchException("The server ended before it listened; its own message stands above or in its log.");
            return new ServerProcess(process, chat, monitor);
        }
        catch (Exception e)
        {
            await EndAsync(process).ConfigureAwait(false);
            if (e is OperationCanceledException && !cancel.IsCancellationRequested)
            {
                throw new BenchException($"The server did not listen within {start.Timeout.TotalSeconds:0} s.", e);
            }

            throw;
        }
    }

    /// <summary>What the process uses; null once it is gone.</summary>
    public ServerUsage? Usage()
    {
        _process.Refresh();
        return _process.HasExited ? null : new ServerUsage(_process.TotalProcessorTime, _process.WorkingSet64, _process.PeakWorkingSet64);
    }

    /// <summary>Ends the process at once, as a crash would.</summary>
    public void Kill() => _process.Kill();

    /// <summary>Asks the process to stop, as an operator would.</summary>
    /// <returns>False where the system has no way to ask: then it was ended.</returns>
    public bool Terminate() => Signals.Terminate(_process);

    /// <summary>Waits until the process is gone.</summary>
    public Task WaitForExitAsync(CancellationToken cancel) => _process.WaitForExitAsync(cancel);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await EndAsync(_process).ConfigureAwait(false);

    private static ProcessStartInfo Command(ServerStart start)
    {
        const string free = "127.0.0.1:0";
        string dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        var command = new ProcessStartInfo(
            dotnet,
            [
                start.Dll, "serve", "--listen", start.IsEncrypted ? "off" : free, "--tls-listen", start.IsEncrypted ? free : "off", "--http", free, "--monitor", free,
                "--data", start.DataDirectory, "--config", start.Config,
            ])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = start.Log is not null,
        };
        foreach ((string name, string? value) in start.Environment)
        {
            if (value is null)
            {
                command.Environment.Remove(name);
            }
            else
            {
                command.Environment[name] = value;
            }
        }

        return command;
    }

    private static void Pass(string? line, Action<string> log)
    {
        if (line is not null)
        {
            log(line);
        }
    }

    private static async Task<(IPEndPoint Chat, IPEndPoint Monitor)?> ReadBannerAsync(StreamReader output, CancellationToken cancel)
    {
        IPEndPoint? chat = null;
        while (await output.ReadLineAsync(cancel).ConfigureAwait(false) is { } line)
        {
            Match match = Address().Match(line);
            if (!match.Success)
            {
                continue;
            }

            IPEndPoint found = IPEndPoint.Parse(match.Groups["where"].Value);
            if (match.Groups["scheme"].Value is "chat" or "chats")
            {
                chat = found;
            }
            else if (chat is not null)
            {
                return (chat, found);
            }
        }

        return null;
    }

    private static async Task EndAsync(Process process)
    {
        if (!process.HasExited)
        {
            process.Kill();
        }

        await process.WaitForExitAsync().ConfigureAwait(false);
        process.Dispose();
    }

    [GeneratedRegex(@"\b(?<scheme>chats?|http)://(?<where>[^\s/]+)")]
    private static partial Regex Address();
}
