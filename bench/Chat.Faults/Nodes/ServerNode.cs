using System.Diagnostics;
using System.Net;
using Chat.Bench.Common;
using Chat.Bench.Common.Servers;
using Chat.Faults.History;
using Chat.Faults.Proxy;

namespace Chat.Faults.Nodes;

/// <summary>The server under test through all of its lives: processes come and go, the data stays.</summary>
internal sealed class ServerNode : IAsyncDisposable
{
    private static readonly TimeSpan ReadyTimeout = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(20);

    private readonly string _dll;
    private readonly string _config;
    private readonly IStorageUnderTest _storage;
    private readonly FaultProxy _proxy;
    private readonly RunHistory _history;
    private readonly CancellationToken _halt;
    private readonly StreamWriter _log;
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(5) };
    private ServerProcess? _process;

    public ServerNode(string dll, string directory, IStorageUnderTest storage, FaultProxy proxy, RunHistory history, CancellationToken halt)
    {
        _dll = dll;
        _storage = storage;
        _proxy = proxy;
        _history = history;
        _halt = halt;
        _config = Path.Combine(directory, "server.conf");
        _log = new StreamWriter(Path.Combine(directory, "server.log")) { AutoFlush = true };
    }

    /// <summary>How often a process was started.</summary>
    public int Starts { get; private set; }

    /// <summary>True once a process could not be started in place of one that had run: the server does not come back.</summary>
    public bool IsLost { get; private set; }

    /// <summary>The process that runs now; 0 for none.</summary>
    public int ProcessId => _process is { HasExited: false } process ? process.Id : 0;

    /// <summary>Where chat clients connect without the proxy.</summary>
    public IPEndPoint Chat => Process.Chat;

    private ServerProcess Process => _process ?? throw new InvalidOperationException("no server runs");

    /// <summary>Starts a process and waits until it is ready for clients.</summary>
    /// <param name="environment">Variables to set.</param>
    /// <param name="cancel">Ends the wait.</param>
    /// <exception cref="BenchException">It does not start.</exception>
    public async Task StartAsync(IReadOnlyDictionary<string, string?>? environment, CancellationToken cancel)
    {
        WriteConfig();
        Starts++;
        Log($"--- start {Starts}");
        var start = new ServerStart(_dll, _storage.DataDirectory, _config) { Log = Log, Timeout = ReadyTimeout };
        start = environment is null ? start : start with { Environment = environment };
        try
        {
            _process = await ServerProcess.StartAsync(start, cancel).ConfigureAwait(false);
            await ReadyAsync(cancel).ConfigureAwait(false);
        }
        catch (BenchException e)
        {
            IsLost = Starts > 1;
            throw new BenchException($"Life {Starts} of the server: {e.Message}", e);
        }

        _proxy.Target = _process.Chat;
    }

    /// <summary>Ends the process at once, with SIGKILL where there are signals.</summary>
    public async Task KillAsync()
    {
        NoteDeath();
        _process?.Kill();
        await EndAsync("killed").ConfigureAwait(false);
    }

    /// <summary>Stops the process as its operator would. It must end by itself, with exit code 0.</summary>
    public async Task StopAsync()
    {
        NoteDeath();
        if (_process is not { HasExited: false } process)
        {
            await EndAsync("was gone").ConfigureAwait(false);
            return;
        }

        bool isAsked = process.Terminate();
        using var timeout = new CancellationTokenSource(StopTimeout);
        try
        {
            await process.WaitForExitAsync(timeout.Token).ConfigureAwait(false);
            if (isAsked && process.ExitCode != 0)
            {
                _history.Add(IncidentKind.BadStop, $"life {Starts} of the server ended with exit code {process.ExitCode} on SIGTERM");
            }
        }
        catch (OperationCanceledException)
        {
            _history.Add(IncidentKind.BadStop, $"life {Starts} of the server did not end within {StopTimeout.TotalSeconds:0} s of SIGTERM");
        }

        await EndAsync("stopped").ConfigureAwait(false);
    }

    /// <summary>Starts a process in place of one that has ended by itself, and notes that.</summary>
    public async Task EnsureAsync()
    {
        if (NoteDeath())
        {
            await EndAsync("gone").ConfigureAwait(false);
            await StartAsync(environment: null, CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await EndAsync("ended").ConfigureAwait(false);
        _http.Dispose();
        File.Delete(_config);
        await _log.DisposeAsync().ConfigureAwait(false);
    }

    // It may hold a password: only its owner may read it, and it is not kept.
    private void WriteConfig()
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var config = new StreamWriter(_config, options);
        foreach (string line in (IEnumerable<string>)[.. BenchSettings.Lines(_dll), .. ServerSettings.Lines, .. _storage.Settings])
        {
            config.WriteLine(line);
        }
    }

    // A Ctrl-C that ends the run reaches the server too, which stops as it should.
    private bool NoteDeath()
    {
        if (_process is not { HasExited: true } process)
        {
            return false;
        }

        if (process.ExitCode != 0 || !_halt.IsCancellationRequested)
        {
            _history.Add(IncidentKind.ServerDied, $"life {Starts} of the server ended by itself with exit code {process.ExitCode}");
        }

        return true;
    }

    private async Task ReadyAsync(CancellationToken cancel)
    {
        long began = Stopwatch.GetTimestamp();
        var ready = new Uri($"http://{Process.Monitor}/health/ready");
        while (Stopwatch.GetElapsedTime(began) < ReadyTimeout && !Process.HasExited)
        {
            try
            {
                using HttpResponseMessage answer = await _http.GetAsync(ready, cancel).ConfigureAwait(false);
                if (answer.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (Exception e) when (e is HttpRequestException || (e is OperationCanceledException && !cancel.IsCancellationRequested))
            {
                // Not yet.
            }

            await Task.Delay(Poll, cancel).ConfigureAwait(false);
        }

        throw new BenchException("It did not become ready; see server.log.");
    }

    private async Task EndAsync(string how)
    {
        _proxy.Target = null;
        if (_process is { } process)
        {
            _process = null;
            await process.DisposeAsync().ConfigureAwait(false);
            Log($"--- {how}");
        }
    }

    private void Log(string line)
    {
        lock (_log)
        {
            _log.WriteLine(line);
        }
    }
}
