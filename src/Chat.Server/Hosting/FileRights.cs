using Chat.Server.Settings;

namespace Chat.Server.Hosting;

/// <summary>
/// Warns at the start where other users of the machine can read what they should not, but for the certificate's key: <see cref="Tls.CertificateDoubts"/> looks after that. The node starts all the same: on a machine of one's own, or where a container's engine puts secrets
/// in place, that may be meant.
/// </summary>
internal sealed partial class FileRights(ChatSettings settings, ILogger<FileRights> log) : IHostedService
{
    private const UnixFileMode OthersRead = UnixFileMode.OtherRead;
    private const UnixFileMode OthersEnter = UnixFileMode.OtherRead | UnixFileMode.OtherExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute;

    /// <summary>Whether a file or directory, or what a link leads to, allows one of these. False where that can't be looked at: what needs it says so. False on Windows.</summary>
    internal static bool Allow(string path, UnixFileMode rights)
    {
        if (OperatingSystem.IsWindows())
        {
            return false;
        }

        try
        {
            return (File.GetUnixFileMode(path) & rights) != 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (settings.Storage != StorageKind.Memory)
        {
            Look("The data directory", settings.DataDirectory, OthersEnter, "700");
        }

        Look("The database's password", settings.PostgresPasswordFile, OthersRead, "600");
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Look(string what, string? path, UnixFileMode rights, string mode)
    {
        if (path is not null && Allow(path, rights))
        {
            Log.Readable(log, what, path, mode);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "{What} can be read by other users of this machine: chmod {Mode} '{Path}'")]
        public static partial void Readable(ILogger logger, string what, string path, string mode);
    }
}
