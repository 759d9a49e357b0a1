namespace Chat.Client.Terminals;

/// <summary>Gives the terminal back where the program ends without coming to its end: a crash on another thread, the second Ctrl-C, Ctrl-\. One a process, as the terminal is.</summary>
internal static class LastResort
{
    private static readonly Lock Gate = new();
    private static readonly List<Action> Restores = [];

    static LastResort() => AppDomain.CurrentDomain.ProcessExit += (_, _) => Restore();

    /// <summary>Keeps what gives the terminal back, until the result is disposed.</summary>
    public static IDisposable Keep(Action restore)
    {
        lock (Gate)
        {
            Restores.Add(restore);
        }

        return new Kept(restore);
    }

    /// <summary>Gives the terminal back now. From any thread; what takes part in it must not wait for another.</summary>
    public static void Restore()
    {
        Action[] restores;
        lock (Gate)
        {
            restores = [.. Restores];
            Restores.Clear();
        }

        foreach (Action restore in restores)
        {
            restore();
        }
    }

    private sealed class Kept(Action restore) : IDisposable
    {
        public void Dispose()
        {
            lock (Gate)
            {
                Restores.Remove(restore);
            }
        }
    }
}
