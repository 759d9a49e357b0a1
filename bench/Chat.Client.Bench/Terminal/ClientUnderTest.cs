using System.Diagnostics;
using System.Globalization;
using System.Runtime.Versioning;
using Chat.Bench.Common;

namespace Chat.Client.Bench.Terminal;

/// <summary>A client process of our own with a terminal of its own, and a home that goes with it.</summary>
[SupportedOSPlatform("linux")]
internal sealed class ClientUnderTest : IAsyncDisposable
{
    private const string SlowTurns = "AKKACHAT_SLOW_TURNS";
    private const double TicksPerSecond = 100;
    private const double MiB = 1024;
    private const ushort Columns = 120;
    private const ushort Rows = 40;
    private readonly PseudoTerminal _terminal;
    private readonly Process _process;
    private readonly string _home;

    private ClientUnderTest(PseudoTerminal terminal, Process process, string home) =>
        (_terminal, _process, _home, Screen) = (terminal, process, home, new Screening(terminal.Stream));

    /// <summary>What it writes, and its keys.</summary>
    public Screening Screen { get; }

    /// <summary>Processor time since its start.</summary>
    public TimeSpan Cpu
    {
        get
        {
            string stat = File.ReadAllText($"/proc/{_process.Id}/stat");
            string[] fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return TimeSpan.FromSeconds((Number(fields[11]) + Number(fields[12])) / TicksPerSecond);
        }
    }

    /// <summary>Memory now, MiB.</summary>
    public double ResidentMiB => Number(File.ReadLines($"/proc/{_process.Id}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]) / MiB;

    /// <summary>Milliseconds of the longest turn of the interface so far, 0 where none took 10; null of a client that does not tell.</summary>
    public double? LongestTurnMs => File.Exists(SlowFile) ? File.ReadAllLines(SlowFile).Select(Number).DefaultIfEmpty(0).Max() : null;

    private string SlowFile => Path.Combine(_home, "slow");

    /// <summary>Starts a client.</summary>
    /// <param name="program">The published program.</param>
    /// <param name="server">Where to connect.</param>
    /// <param name="user">As whom.</param>
    public static ClientUnderTest Start(string program, string server, string user)
    {
        string home = Directory.CreateTempSubdirectory("chat-client-bench-").FullName;
        var terminal = new PseudoTerminal(Columns, Rows);
        // A session of its own with this terminal: only then are its signals and its size the client's.
        var start = new ProcessStartInfo("/bin/sh", ["-c", "exec setsid -c \"$@\" <\"$0\" >\"$0\" 2>\"$0\"", terminal.Path, program, "--server", server, "--user", user]);
        start.Environment["TERM"] = "xterm-256color";
        start.Environment["HOME"] = home;
        start.Environment[SlowTurns] = Path.Combine(home, "slow");
        foreach (string name in new[] { "TMUX", "STY", "TERM_PROGRAM", "COLORTERM", "NO_COLOR", "XDG_STATE_HOME", "XDG_CONFIG_HOME" })
        {
            start.Environment.Remove(name);
        }

        Process process = Process.Start(start) ?? throw new BenchException("The client did not start.");
        return new ClientUnderTest(terminal, process, home);
    }

    /// <summary>Forgets the slow turns so far.</summary>
    public void ForgetSlowTurns()
    {
        if (File.Exists(SlowFile))
        {
            File.WriteAllText(SlowFile, string.Empty);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        await _process.WaitForExitAsync().ConfigureAwait(false);
        _process.Dispose();
        Screen.Dispose();
        _terminal.Dispose();
        Directory.Delete(_home, recursive: true);
    }

    private static double Number(string written) => double.Parse(written, CultureInfo.InvariantCulture);
}
