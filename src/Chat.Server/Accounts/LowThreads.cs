using System.Runtime.InteropServices;

namespace Chat.Server.Accounts;

/// <summary>
/// Runs each task on a thread of its own that the system lets run when nothing else wants to: a hash of a password takes a core for 20 ms, and the chat must not wait for it. Whoever
/// starts tasks bounds how many run at once.
/// </summary>
internal sealed class LowThreads : TaskScheduler
{
    private const int StackBytes = 256 * 1024;
    private const int Process = 0;
    private const int CallingThread = 0;
    private const int Niceness = 10;

    /// <inheritdoc/>
    protected override void QueueTask(Task task) =>
        new Thread(() => Run(task), StackBytes) { IsBackground = true, Priority = ThreadPriority.BelowNormal, Name = "passwords" }.Start();

    /// <inheritdoc/>
    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

    /// <inheritdoc/>
    protected override IEnumerable<Task> GetScheduledTasks() => [];

    private void Run(Task task)
    {
        if (OperatingSystem.IsLinux())
        {
            // The runtime sets no priorities of threads there.
            _ = SetPriority(Process, CallingThread, Niceness);
        }

        TryExecuteTask(task);
    }

    [DllImport("libc", EntryPoint = "setpriority", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetPriority(int which, int who, int priority);
}
