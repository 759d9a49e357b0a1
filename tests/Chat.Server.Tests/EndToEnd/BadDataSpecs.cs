using Chat.Server.Commands;
using Chat.Server.Tests.EndToEnd.Support;
using Chat.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Xunit;
using Xunit.Abstractions;

namespace Chat.Server.Tests.EndToEnd;

/// <summary>A node that can't use its data directory says so in one line, ends with an exit code, and changes nothing.</summary>
public sealed class BadDataSpecs(ITestOutputHelper output) : IDisposable
{
    private const string Remedy = "Restore a backup with: restore FILE --data ";

    private readonly string _data = Directory.CreateTempSubdirectory("akkachat-").FullName;

    private string Database => Path.Combine(_data, "chat.db");

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Theory]
    [InlineData("garbage", "is no SQLite database")]
    [InlineData("empty", "is empty")]
    [InlineData("truncated", "is damaged: database disk image is malformed")]
    [InlineData("page", "is damaged: ")]
    [InlineData("newer", "was written by a newer version of the server")]
    public async Task Should_refuse_a_database_that_it_can_not_trust(string harm, string problem)
    {
        await SqliteStore.Open(_data).DisposeAsync();
        Harm(harm);
        byte[] before = await File.ReadAllBytesAsync(Database);

        string line = await FailAsync(_data);

        Assert.StartsWith($"{Database} {problem}", line, StringComparison.Ordinal);
        Assert.Equal(harm != "newer", line.Contains(Remedy + _data, StringComparison.Ordinal));
        Assert.Equal(before, await File.ReadAllBytesAsync(Database));
    }

    [Fact]
    public async Task Should_refuse_the_directory_of_a_running_node_and_leave_that_alone()
    {
        using ProductProcess owner = Serve(_data);
        await owner.LineAsync("^Ctrl-C stops");

        Assert.StartsWith($"The data directory {_data} is in use by a running node. Stop that node first", await FailAsync(_data), StringComparison.Ordinal);

        owner.Terminate();
        await owner.ExitAsync();
        Assert.Equal(ExitCodes.Ok, owner.ExitCode);
    }

    [Theory]
    [InlineData("EXCLUSIVE")]
    [InlineData("IMMEDIATE")]
    public async Task Should_refuse_a_database_that_another_program_holds_locked(string how)
    {
        await SqliteStore.Open(_data).DisposeAsync();
        await using var other = new SqliteConnection($"Data Source={Database};Pooling=False");
        await other.OpenAsync();
        await using SqliteCommand hold = other.CreateCommand();
        hold.CommandText = $"PRAGMA locking_mode = {(how == "EXCLUSIVE" ? how : "NORMAL")}; BEGIN {how}";
        await hold.ExecuteNonQueryAsync();

        Assert.Equal(
            $"{Database} can't be opened: another program holds it locked. Close that program, or choose another directory with --data DIR.", await FailAsync(_data));
    }

    [Fact]
    public async Task Should_refuse_a_database_that_can_only_be_read()
    {
        await SqliteStore.Open(_data).DisposeAsync();

        // Root may write every file but one of a disk that is mounted so.
        string[] readOnly = ["unshare", "-rm", "sh", "-c", $"mount --bind {Database} {Database} && mount -o remount,bind,ro {Database} && exec \"$@\"", "sh"];
        if (!OperatingSystem.IsLinux() || !await CanMountAsync(readOnly))
        {
            output.WriteLine("Skipped: this user can't mount here.");
            return;
        }

        using ProductProcess node = ProductProcess.StartBy(readOnly, "Chat.Server", Arguments(_data));

        Assert.Equal(
            $"{Database} can't be used: attempt to write a readonly database. Let the node's user read and write it and the files beside it, or choose another directory with --data DIR.",
            await FailAsync(node));
    }

    [Fact]
    public async Task Should_refuse_a_file_and_what_would_be_under_one()
    {
        string file = Path.Combine(_data, "file");
        await File.WriteAllTextAsync(file, "kept");
        string below = Path.Combine(file, "deeper", "data");

        Assert.Equal($"The data directory {file} can't be written: {file} is a file. Choose another with --data DIR.", await FailAsync(file));
        Assert.Equal($"The data directory {below} can't be written: {file} is a file. Choose another with --data DIR.", await FailAsync(below));
        Assert.Equal("kept", await File.ReadAllTextAsync(file));
    }

    [Fact]
    public async Task Should_make_a_directory_with_all_that_is_missing_above_it()
    {
        using ProductProcess node = Serve(Path.Combine(_data, "not", "yet", "there"));

        await node.LineAsync("^Ctrl-C stops");
    }

    [Fact]
    public async Task Should_refuse_a_directory_that_can_not_be_written()
    {
        // Root may write everywhere but here.
        string directory = OperatingSystem.IsLinux() ? "/proc/self/fdinfo" : _data;
        if (!OperatingSystem.IsLinux())
        {
            if (OperatingSystem.IsWindows() || Environment.UserName == "root")
            {
                output.WriteLine("Skipped: this user can write every directory here.");
                return;
            }

            File.SetUnixFileMode(_data, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        try
        {
            Assert.StartsWith($"The data directory {directory} can't be written: ", await FailAsync(directory), StringComparison.Ordinal);
        }
        finally
        {
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(_data, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }
        }
    }

    // On a disk of this many KiB not even the probe fits, or the probe fits and the database does not.
    [Theory]
    [InlineData(0)]
    [InlineData(12)]
    public async Task Should_refuse_a_disk_that_is_full(int free)
    {
        const int Size = 64;
        string[] onSmallDisk = ["unshare", "-rm", "sh", "-c", $"mount -t tmpfs -o size={Size}k tmpfs {_data} && head -c {(Size - free) * 1024} /dev/zero >{_data}/filler && exec \"$@\"", "sh"];
        if (!OperatingSystem.IsLinux() || !await CanMountAsync(onSmallDisk))
        {
            output.WriteLine("Skipped: this user can't make a small disk here.");
            return;
        }

        using ProductProcess node = ProductProcess.StartBy(onSmallDisk, "Chat.Server", Arguments(_data));

        Assert.Matches("No space left on device|there is no space left on its disk", await FailAsync(node));
    }

    private static string[] Arguments(string data) => ["serve", "--listen", "127.0.0.1:0", "--tls-listen", "off", "--http", "127.0.0.1:0", "--monitor", "127.0.0.1:0", "--data", data];

    private static ProductProcess Serve(string data) => ProductProcess.Start("Chat.Server", Arguments(data));

    private static async Task<string> FailAsync(string data)
    {
        using ProductProcess node = Serve(data);
        return await FailAsync(node);
    }

    /// <summary>The one line of a node that does not start.</summary>
    private static async Task<string> FailAsync(ProductProcess node)
    {
        await node.ExitAsync();
        Assert.Equal(ExitCodes.Failed, node.ExitCode);
        Assert.Empty(node.OutputLines);
        return Assert.Single(node.ErrorLines);
    }

    private static async Task<bool> CanMountAsync(string[] mounted)
    {
        try
        {
            using var trial = System.Diagnostics.Process.Start(
                new System.Diagnostics.ProcessStartInfo(mounted[0], [.. mounted[1..], "true"]) { RedirectStandardError = true })!;
            await trial.WaitForExitAsync();
            return trial.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private void Harm(string harm)
    {
        switch (harm)
        {
            case "garbage":
                File.WriteAllText(Database, "this is no database, however long it may be, and so it must not be taken for one");
                break;
            case "empty":
                File.WriteAllBytes(Database, []);
                break;
            case "truncated":
                using (FileStream file = File.OpenWrite(Database))
                {
                    file.SetLength(file.Length / 2);
                }

                break;
            case "page":
                using (FileStream file = File.OpenWrite(Database))
                {
                    file.Position = file.Length / 2 / 4096 * 4096;
                    file.Write([.. Enumerable.Repeat((byte)0xa5, 4096)]);
                }

                break;
            default:
                DatabaseFile.Run(Database, "INSERT INTO SchemaVersions (ScriptName, Applied) VALUES ('Chat.Storage.Sqlite.Migrations.9999-later.sql', '2030-01-01')");
                break;
        }
    }
}
