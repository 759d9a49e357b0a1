namespace Chat.Server.Commands;

/// <summary>What the process tells whoever started it.</summary>
internal static class ExitCodes
{
    /// <summary>Done, or stopped as asked.</summary>
    public const int Ok = 0;

    /// <summary>
    /// The node could not start here, or ended by itself: a port in use, a directory that can't be written, a failed actor system. Or a command could
    /// not do its work.
    /// </summary>
    public const int Failed = 1;

    /// <summary>The command line or a setting is wrong.</summary>
    public const int WrongSettings = 2;

    /// <summary>A command was told to stop before it was done (128 and the number of SIGINT, as shells count). It has changed nothing.</summary>
    public const int Interrupted = 130;
}
