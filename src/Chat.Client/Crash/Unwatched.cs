namespace Chat.Client.Crash;

/// <summary>Tasks that nobody waits for.</summary>
internal static class Unwatched
{
    /// <summary>Lets a task go by itself. Should it fail, that is a crash of the thread it was let go on, and not forgotten.</summary>
    public static async void Go(this Task task) => await task;
}
