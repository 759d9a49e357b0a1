using System.CommandLine;
using Chat.Server.Hosting;
using Chat.Server.Settings;
using Chat.Storage;
using Chat.Storage.Sqlite;

namespace Chat.Server.Commands;

/// <summary><c>restore FILE</c>: puts a backup in the place of what a stopped node has stored.</summary>
internal static class RestoreCommand
{
    private static readonly Argument<string> FileName = new("FILE") { Description = "The backup; it stays as it is" };

    /// <summary>The command of that name.</summary>
    public static Command Create()
    {
        var restore = new Command("restore", "Check a backup and put it in the place of a stopped node's database, which is kept beside it.");
        restore.Add(FileName);
        DataCommand.Add(restore, Run);
        return restore;
    }

    private static void Run(ParseResult parsed, ChatSettings settings, WorkProgress progress, CancellationToken cancel)
    {
        string file = Path.GetFullPath(parsed.GetRequiredValue(FileName));
        DataCommand.RequireFile(settings, "pg_restore", "--clean", "--if-exists", "--single-transaction", file);
        DataDirectory.Prepare(settings.DataDirectory);
        (BackupContent content, string? former) = SqliteBackup.Restore(settings.DataDirectory, file, TimeProvider.System.GetUtcNow(), progress, cancel);
        progress.Clear();
        string kept = former is null ? "There was no database before." : $"The former database is now {former}.";
        parsed.InvocationConfiguration.Output.WriteLine($"Restored into {settings.DataDirectory}: {BackupCommand.Describe(content)}. {kept}");
    }
}
