using System.CommandLine;
using Chat.Server.Settings;
using Chat.Storage;
using Chat.Storage.Sqlite;

namespace Chat.Server.Commands;

/// <summary><c>backup FILE</c>: copies what a node has stored, also while it runs.</summary>
internal static class BackupCommand
{
    private static readonly Argument<string> FileName = new("FILE") { Description = "The backup to make" };

    private static readonly Option<bool> Compact = new("--compact")
    {
        Description = "Leave out the room that removed messages have left in the database; takes longer",
    };

    /// <summary>The command of that name.</summary>
    public static Command Create()
    {
        var backup = new Command("backup", "Copy everything a node has stored to one file, also while the node runs, and check the copy.");
        backup.Add(FileName);
        backup.Add(DataCommand.Force);
        backup.Add(Compact);
        DataCommand.Add(backup, Run);
        return backup;
    }

    /// <summary>A backup's content, for people.</summary>
    public static string Describe(BackupContent content)
    {
        string newest = content.Newest is { } at ? string.Create(DataCommand.Invariant, $", the newest of {at.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC") : "";
        return string.Create(
            DataCommand.Invariant,
            $"{Count(content.Messages, "message")}{newest}, {Count(content.Rooms, "room")}, {Count(content.Users, "user")}; {DataCommand.Size(content.Bytes)}, schema {content.Schema}");
    }

    private static string Count(long number, string one) => string.Create(DataCommand.Invariant, $"{number:#,0} {one}{(number == 1 ? "" : "s")}");

    private static void Run(ParseResult parsed, ChatSettings settings, WorkProgress progress, CancellationToken cancel)
    {
        string file = Path.GetFullPath(parsed.GetRequiredValue(FileName));
        DataCommand.RequireFile(settings, "pg_dump", "--format=custom", $"--file={file}");
        DataCommand.RequireFree(file, parsed.GetValue(DataCommand.Force));
        BackupContent content = SqliteBackup.Create(settings.DataDirectory, file, parsed.GetValue(Compact), progress, cancel);
        progress.Clear();
        parsed.InvocationConfiguration.Output.WriteLine($"Backed up to {file} and checked: {Describe(content)}.");
    }
}
