using System.Runtime.ExceptionServices;

namespace Chat.Client.Crash;

/// <summary>Tasks that nobody waits for.</summary>
internal static class Unwatched
{
    /// <summary>Lets a task go by itself. Should it fail, that is a crash of the thread that let it go, and not forgotten.</summary>
    public static void Go(this Task task)
    {
        SynchronizationContext context = SynchronizationContext.Current ?? new SynchronizationContext();
        task.ContinueWith(
            failed => context.Post(fault => ExceptionDispatchInfo.Throw((Exception)fault!), failed.Exception!.InnerException),
            CancellationToken.None,
            TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }
}
