using System.ComponentModel;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Chat.Bench.Common;
using Chat.Bench.Common.Servers;
using Chat.Bench.Net;

namespace Chat.Bench.Targets;

/// <summary>An IRC server process of our own on the loopback, with a settings file that goes with it.</summary>
internal sealed class IrcServer : ITarget
{
    private const string SystemPrograms = "/usr/sbin";
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(20);

    private readonly Process _process;
    private readonly string _directory;

    private IrcServer(Process process, string directory, IPEndPoint endPoint, WireProtocol protocol) =>
        (_process, _directory, EndPoint, Protocol) = (process, directory, endPoint, protocol);

    public IPEndPoint EndPoint { get; }

    public WireProtocol Protocol { get; }

    public int? ProcessId => _process.Id;

    /// <summary>Where the program of a peer is; null where it is not installed.</summary>
    public static string? Find(IrcPeer peer) =>
        (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Append(SystemPrograms)
            .Select(directory => Path.Combine(directory, peer.Program))
            .FirstOrDefault(File.Exists);

    /// <summary>Starts a server and waits until it takes connections.</summary>
    /// <exception cref="BenchException">It is not installed, or did not start.</exception>
    public static async Task<IrcServer> StartAsync(IrcPeer peer, CancellationToken cancel)
    {
        string program = Find(peer) ?? throw new BenchException($"{peer.Title} is not installed: on Debian, apt-get install {peer.Program}.");
        DirectoryInfo directory = Directory.CreateTempSubdirectory("chat-bench-");
        try
        {
            if (!OperatingSystem.IsWindows())
            {
                // Such a server refuses to run as root, and so runs as somebody who must get at its settings.
                directory.UnixFileMode |= UnixFileMode.OtherRead | UnixFileMode.OtherExecute;
            }

            var endPoint = new IPEndPoint(IPAddress.Loopback, FreePort());
            string settings = Path.Combine(directory.FullName, "irc.conf");
            await File.WriteAllTextAsync(settings, peer.Settings(endPoint.Port), cancel).ConfigureAwait(false);
            Process process = Start(program, peer.Arguments(settings), directory.FullName);
            var server = new IrcServer(process, directory.FullName, endPoint, new IrcProtocol(peer.AtOnce));
            try
            {
                await server.WaitAsync(peer.Title, cancel).ConfigureAwait(false);
                return server;
            }
            catch
            {
                await server.EndAsync().ConfigureAwait(false);
                throw;
            }
        }
        catch
        {
            directory.Delete(recursive: true);
            throw;
        }
    }

    public ServerUsage? Usage()
    {
        _process.Refresh();
        return _process.HasExited ? null : new ServerUsage(_process.TotalProcessorTime, _process.WorkingSet64, _process.PeakWorkingSet64);
    }

    /// <summary>IRC servers tell their exit in codes of their own, so none is told here.</summary>
    public async Task<ServerStop?> StopAsync(CancellationToken cancel)
    {
        long start = Stopwatch.GetTimestamp();
        Signals.Terminate(_process);
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        timeout.CancelAfter(StopTimeout);
        await _process.WaitForExitAsync(timeout.Token).ConfigureAwait(false);
        return new ServerStop(Stopwatch.GetElapsedTime(start).TotalSeconds, ExitCode: null);
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync().ConfigureAwait(false);
        Directory.Delete(_directory, recursive: true);
    }

    private static Process Start(string program, IReadOnlyList<string> arguments, string directory)
    {
        ProcessStartInfo start = Unprivileged.Start(program, arguments);
        start.WorkingDirectory = directory;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        try
        {
            Process process = Process.Start(start) ?? throw new BenchException($"{program} did not start.");
            process.OutputDataReceived += (_, _) => { };
            process.ErrorDataReceived += (_, _) => { };
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            return process;
        }
        catch (Win32Exception e)
        {
            throw new BenchException($"{start.FileName} did not start: {e.Message}", e);
        }
    }

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    private async Task WaitAsync(string title, CancellationToken cancel)
    {
        for (long start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < StartTimeout && !_process.HasExited;)
        {
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                await socket.ConnectAsync(EndPoint, cancel).ConfigureAwait(false);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(Glance, cancel).ConfigureAwait(false);
            }
        }

        throw new BenchException(_process.HasExited ? $"{title} ended with {_process.ExitCode} before it listened." : $"{title} did not listen within {StartTimeout.TotalSeconds:0} s.");
    }

    private async Task EndAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        await _process.WaitForExitAsync().ConfigureAwait(false);
        _process.Dispose();
    }
}
