using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using Xunit;

namespace Chat.Server.Tests.EndToEnd.Support;

/// <summary>The built server or client as a process of its own, with its lines.</summary>
internal sealed class ProductProcess : IDisposable
{
    /// <summary>Of each wait; only ever reached by a spec that fails: a process starts slowly on a busy machine.</summary>
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly ConcurrentQueue<string> _errors = new();
    private readonly SemaphoreSlim _arrived = new(0);

    private ProductProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, e) => Take(_lines, e.Data);
        process.ErrorDataReceived += (_, e) => Take(_errors, e.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public int ExitCode => _process.ExitCode;

    /// <summary>What it wrote to the standard error and nobody has read.</summary>
    public IReadOnlyCollection<string> ErrorLines => _errors;

    /// <summary>What it wrote to the standard output and nobody has read.</summary>
    public IReadOnlyCollection<string> OutputLines => _lines;

    /// <summary>Starts a program that was built beside this test.</summary>
    /// <param name="assembly">Its name, without the extension.</param>
    /// <param name="arguments">Its arguments.</param>
    public static ProductProcess Start(string assembly, params string[] arguments) => Start([], assembly, null, arguments);

    /// <summary>Starts a program that finds what an earlier run has kept in that folder instead of the user's own.</summary>
    public static ProductProcess StartIn(DirectoryInfo stateFolder, string assembly, params string[] arguments) => Start([], assembly, stateFolder, arguments);

    /// <summary>Starts a program by another, which is given the program's command line behind its own.</summary>
    public static ProductProcess StartBy(IReadOnlyList<string> starter, string assembly, params string[] arguments) => Start(starter, assembly, null, arguments);

    private static ProductProcess Start(IReadOnlyList<string> starter, string assembly, DirectoryInfo? stateFolder, string[] arguments)
    {
        string path = Path.Combine(AppContext.BaseDirectory, assembly + ".dll");
        string[] command = [.. starter, Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", "exec", path, .. arguments];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (stateFolder is not null)
        {
            start.Environment["XDG_STATE_HOME"] = start.Environment["HOME"] = start.Environment["LOCALAPPDATA"] = stateFolder.FullName;
        }

        if (OperatingSystem.IsWindows())
        {
            // Ctrl-Break goes to a group of processes: this one must not be in ours.
            start.CreateNewProcessGroup = true;
        }

        return new ProductProcess(Process.Start(start)!);
    }

    /// <summary>What it wrote to its standard error so far.</summary>
    public string Errors => string.Join(Environment.NewLine, _errors);

    /// <summary>Runs a program to its end.</summary>
    /// <param name="input">What it reads.</param>
    /// <param name="assembly">Its name, without the extension.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <returns>Its exit code, what it wrote, and its complaints.</returns>
    public static async Task<(int Code, string Output, string Errors)> RunAsync(string input, string assembly, params string[] arguments)
    {
        using ProductProcess process = Start(assembly, arguments);
        await process._process.StandardInput.WriteAsync(input);
        process._process.StandardInput.Close();
        await process.ExitAsync();
        return (process.ExitCode, string.Join('\n', process._lines), process.Errors);
    }

    public Task TypeAsync(string line) => _process.StandardInput.WriteLineAsync(line);

    /// <summary>Reads lines until one fits. Those before it are passed over.</summary>
    public async Task<Match> LineAsync(string pattern)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        var seen = new List<string>();
        while (true)
        {
            while (_lines.TryDequeue(out string? line))
            {
                seen.Add(line);
                if (Regex.Match(line, pattern) is { Success: true } match)
                {
                    return match;
                }
            }

            try
            {
                await _arrived.WaitAsync(deadline.Token);
            }
            catch (OperationCanceledException)
            {
                Assert.Fail($"no line like {pattern}; there were: {string.Join(Environment.NewLine, seen.Concat(_errors))}");
            }
        }
    }

    /// <summary>Tells the process to stop: SIGTERM, or Ctrl-Break on Windows.</summary>
    public void Terminate()
    {
        const int sigterm = 15;
        const uint ctrlBreak = 1;
        bool told = OperatingSystem.IsWindows() ? GenerateConsoleCtrlEvent(ctrlBreak, (uint)_process.Id) : Kill(_process.Id, sigterm) == 0;
        Assert.True(told, "the process could not be told to stop");
    }

    /// <summary>Sends a signal, by its number. Not on Windows.</summary>
    public void Signal(int signal) => Assert.Equal(0, Kill(_process.Id, signal));

    /// <summary>Ends the process without a word, as a crash would.</summary>
    public Task KillAsync()
    {
        _process.Kill();
        return ExitAsync();
    }

    public async Task ExitAsync()
    {
        using var deadline = new CancellationTokenSource(Deadline);
        try
        {
            await _process.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"it does not end; it said: {string.Join(Environment.NewLine, _errors)}");
        }
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    private void Take(ConcurrentQueue<string> lines, string? line)
    {
        if (line is not null)
        {
            lines.Enqueue(line);
            _arrived.Release();
        }
    }

    [DllImport("libc", EntryPoint = "kill", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int processId, int signal);

    [DllImport("kernel32", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool GenerateConsoleCtrlEvent(uint controlEvent, uint processGroup);
}
