using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text;
using Chat.Actors.Storage;
using Chat.Protocol.Names;
using Chat.Server.Export;
using Chat.Server.Hosting;
using Chat.Server.Settings;
using Chat.Storage;
using Chat.Storage.Postgres;
using Chat.Storage.Sqlite;

namespace Chat.Server.Commands;

/// <summary><c>export</c>: writes a room's log, or all that a user wrote, as JSON Lines.</summary>
internal static class ExportCommand
{
    private const string StandardOutput = "-";

    private static readonly Option<string?> Room = new("--room") { HelpName = "NAME", Description = "The room whose messages to write" };

    private static readonly Option<string?> User = new("--user") { HelpName = "NAME", Description = "The user whose profile, rooms and own messages to write" };

    private static readonly Option<string> Output = new("--output")
    {
        HelpName = "FILE",
        Description = "Where to write; - is the standard output",
        DefaultValueFactory = _ => StandardOutput,
    };

    /// <summary>The command of that name.</summary>
    public static Command Create()
    {
        var export = new Command("export", "Write a room's log, or what a user has stored, as JSON Lines; also while the node runs.");
        export.Add(Room);
        export.Add(User);
        export.Add(Output);
        export.Add(DataCommand.Force);
        export.Validators.Add(RequireOne);
        DataCommand.Add(export, Run);
        return export;
    }

    private static void RequireOne(CommandResult result)
    {
        if (result.GetResult(Room) is null == result.GetResult(User) is null)
        {
            result.AddError("Say what to export: either --room NAME or --user NAME.");
        }
    }

    private static void Run(ParseResult parsed, ChatSettings settings, WorkProgress progress, CancellationToken cancel)
    {
        DataCommand.RequireKept(settings);
        string output = parsed.GetValue(Output) ?? StandardOutput;
        if (output != StandardOutput)
        {
            DataCommand.RequireFree(output, parsed.GetValue(DataCommand.Force));
        }

        using IChatArchive archive = settings.Postgres is { } postgres ? PostgresArchive.Open(postgres) : SqliteArchive.Open(settings.DataDirectory);
        string what = parsed.GetValue(User) is { } user ? $"user {user}" : $"room {parsed.GetValue(Room)}";
        Action<ArchiveExport> write = parsed.GetValue(User) is { } name ? UserOf(archive, name, settings) : RoomOf(archive, parsed.GetValue(Room)!, settings);
        long messages = output == StandardOutput
            ? Write(parsed.InvocationConfiguration.Output, settings, write, progress, cancel)
            : WriteFile(Path.GetFullPath(output), settings, write, progress, cancel);
        progress.Clear();
        string where = output == StandardOutput ? "" : $" to {Path.GetFullPath(output)}, {DataCommand.Size(new FileInfo(output).Length)}";
        parsed.InvocationConfiguration.Error.WriteLine(string.Create(DataCommand.Invariant, $"Exported {messages:#,0} messages of {what}{where}."));
    }

    private static Action<ArchiveExport> UserOf(IChatArchive archive, string name, ChatSettings settings) =>
        archive.FindUser(NameRules.TryParse(name, NameKind.User, settings.Options.Names, out ChatName parsed, out _) ? parsed.Folded : name) is { } user
            ? export => export.WriteUser(archive, user)
            : throw new StartException($"There is no user '{name}'.");

    private static Action<ArchiveExport> RoomOf(IChatArchive archive, string name, ChatSettings settings)
    {
        if (name.StartsWith('@'))
        {
            throw new StartException("A private conversation is not exported as a whole: --user NAME writes what one of the two has written.");
        }

        return NameRules.TryParse(name, NameKind.Room, settings.Options.Names, out ChatName parsed, out _) && archive.FindRoom(parsed.Folded) is { } room
            ? export => export.WriteRoom(archive, room)
            : throw new StartException($"There is no room '{name}'.");
    }

    private static long Write(TextWriter writer, ChatSettings settings, Action<ArchiveExport> write, WorkProgress progress, CancellationToken cancel)
    {
        var export = new ArchiveExport(writer, settings.Options.ServerName, settings.Options.ServerVersion, TimeProvider.System.GetUtcNow(), progress, cancel);
        write(export);
        export.Flush();
        return export.Messages;
    }

    /// <summary>Writes a file that has its name only once it is whole.</summary>
    private static long WriteFile(string file, ChatSettings settings, Action<ArchiveExport> write, WorkProgress progress, CancellationToken cancel)
    {
        string unfinished = file + ".part";
        try
        {
            long messages;
            using (var writer = new StreamWriter(Durable.CreatePrivate(unfinished), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)))
            {
                messages = Write(writer, settings, write, progress, cancel);
            }

            Durable.SyncFile(unfinished);
            Durable.Rename(unfinished, file);
            return messages;
        }
        catch
        {
            File.Delete(unfinished);
            throw;
        }
    }
}
