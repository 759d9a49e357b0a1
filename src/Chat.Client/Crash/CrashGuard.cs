using Chat.Client.Startup;
using Chat.Client.Terminals;

namespace Chat.Client.Crash;

/// <summary>What happens when the program itself is at fault: the terminal is given back, a report is written, and its place is said.</summary>
/// <param name="error">Where it is said.</param>
/// <param name="reports">Keeps the reports.</param>
internal sealed class CrashGuard(TextWriter error, CrashReports? reports)
{
    private int _crashed;

    /// <summary>Watches all threads of the process, and tasks that nobody waits for.</summary>
    public void Install()
    {
        AppDomain.CurrentDomain.UnhandledException += (_, e) => Environment.Exit(Crashed((Exception)e.ExceptionObject, "on a thread of its own"));
        TaskScheduler.UnobservedTaskException += (_, e) => reports?.Write(e.Exception, "in a task that nobody waited for; the program went on");
    }

    /// <summary>The program can't go on.</summary>
    /// <returns>The exit code.</returns>
    public int Crashed(Exception fault, string place)
    {
        LastResort.Restore();
        if (Interlocked.Exchange(ref _crashed, 1) == 0)
        {
            string? path = reports?.Write(fault, place);
            error.WriteLine($"The program has crashed ({fault.GetType().Name}); that is a fault of its own, and nothing you did.");
            error.WriteLine(path is null
                ? "No report could be written."
                : $"A report is in {path}: it holds no messages, names or passwords. Please send it to those who look after the program.");
        }

        return ExitCodes.Crashed;
    }
}
