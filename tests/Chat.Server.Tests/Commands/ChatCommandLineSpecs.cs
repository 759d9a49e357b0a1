using System.Net;
using System.Net.Sockets;
using Chat.Server.Commands;
using Chat.Storage.Sqlite;
using Xunit;

namespace Chat.Server.Tests.Commands;

public sealed class ChatCommandLineSpecs : IDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("akkachat-").FullName;

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Theory]
    [InlineData("--lisen")]
    [InlineData("serve", "--listen")]
    [InlineData("sevre")]
    [InlineData("backup")]
    [InlineData("restore")]
    [InlineData("export")]
    [InlineData("export", "--room", "lobby", "--user", "alice")]
    public async Task Should_refuse_a_wrong_command_line_in_one_line(params string[] arguments)
    {
        (int code, string output, string error) = await RunAsync(arguments);

        Assert.Equal(ExitCodes.WrongSettings, code);
        Assert.Empty(output);
        Assert.EndsWith("See --help.", Assert.Single(Lines(error)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_refuse_a_wrong_setting_in_one_line()
    {
        (int code, _, string error) = await RunAsync("serve", "--config", Path.Combine(_data, "none.conf"));

        Assert.Equal(ExitCodes.WrongSettings, code);
        Assert.EndsWith("none.conf: there is no such settings file", Assert.Single(Lines(error)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_say_its_version_without_the_commit()
    {
        (int code, string output, _) = await RunAsync("--version");

        Assert.Equal(ExitCodes.Ok, code);
        Assert.Matches(@"^AkkaChat \d+\.\d+\.\d+$", Assert.Single(Lines(output)));
    }

    [Fact]
    public async Task Should_name_every_option_in_its_help()
    {
        (int code, string output, _) = await RunAsync("serve", "--help");

        Assert.Equal(ExitCodes.Ok, code);
        Assert.All(
            ["--listen <HOST:PORT>", "--tls-listen <HOST:PORT>", "--http <HOST:PORT>", "--monitor <HOST:PORT>", "--data <DIR>", "--config <FILE>"],
            option => Assert.Contains(option, output, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("backup", "--data <DIR>", "--config <FILE>", "--force", "--compact")]
    [InlineData("restore", "--data <DIR>", "--config <FILE>")]
    [InlineData("export", "--room <NAME>", "--user <NAME>", "--output <FILE>", "--force", "--data <DIR>", "--config <FILE>")]
    public async Task Should_name_every_option_of_a_command_in_its_help(string command, params string[] options)
    {
        (int code, string output, _) = await RunAsync(command, "--help");

        Assert.Equal(ExitCodes.Ok, code);
        Assert.All(options, option => Assert.Contains(option, output, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("There is no database in ", "backup", "FILE")]
    [InlineData("There is no database in ", "export", "--room", "lobby")]
    [InlineData("There is no backup ", "restore", "FILE")]
    [InlineData("There is no directory ", "backup", "FILE/deeper")]
    public async Task Should_say_in_one_line_why_a_command_can_not_work(string problem, params string[] arguments)
    {
        string file = Path.Combine(_data, "file");

        (int code, string output, string error) = await RunAsync([.. arguments.Select(a => a.Replace("FILE", file, StringComparison.Ordinal)), "--data", _data]);

        Assert.Equal(ExitCodes.Failed, code);
        Assert.Empty(output);
        Assert.StartsWith(problem, Assert.Single(Lines(error)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("backup", "FILE")]
    [InlineData("restore", "FILE")]
    [InlineData("export", "--room", "lobby")]
    public async Task Should_have_nothing_to_back_up_of_a_node_that_keeps_nothing(params string[] arguments)
    {
        string config = Path.Combine(_data, "own.conf");
        await File.WriteAllTextAsync(config, "data.storage = memory");

        (int code, _, string error) = await RunAsync([.. arguments, "--config", config, "--data", _data]);

        Assert.Equal(ExitCodes.Failed, code);
        Assert.StartsWith("data.storage is memory: ", Assert.Single(Lines(error)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pg_dump --format=custom --file=FILE", "backup", "FILE")]
    [InlineData("pg_dump --format=custom '--file=FILE of today'", "backup", "FILE of today")]
    [InlineData("pg_restore --clean --if-exists --single-transaction FILE", "restore", "FILE")]
    public async Task Should_leave_backups_of_a_PostgreSQL_database_to_its_own_programs(string program, params string[] arguments)
    {
        string config = Path.Combine(_data, "own.conf");
        string file = Path.Combine(_data, "file");
        await File.WriteAllTextAsync(config, "data { storage = postgres, postgres = \"Host=db.example;Database=chat;Username=ann\" }");

        (int code, _, string error) = await RunAsync([.. arguments.Select(a => a.Replace("FILE", file, StringComparison.Ordinal)), "--config", config, "--data", _data]);

        Assert.Equal(ExitCodes.WrongSettings, code);
        Assert.EndsWith(
            $": {program.Replace("FILE", file, StringComparison.Ordinal)} --host=db.example --port=5432 --username=ann --dbname=chat",
            Assert.Single(Lines(error)),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("export", "--room", "lobby")]
    [InlineData("user", "list")]
    public async Task Should_say_in_one_line_that_the_PostgreSQL_server_is_away(params string[] arguments)
    {
        // Ours, so that nobody else comes to listen there; and nobody does.
        using var deaf = new Socket(SocketType.Stream, ProtocolType.Tcp);
        deaf.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        int port = ((IPEndPoint)deaf.LocalEndPoint!).Port;
        string config = Path.Combine(_data, "own.conf");
        await File.WriteAllTextAsync(config, $"data {{ storage = postgres, postgres = \"Host=127.0.0.1;Port={port};Database=chat\" }}");

        (int code, _, string error) = await RunAsync([.. arguments, "--config", config, "--data", _data]);

        Assert.Equal(ExitCodes.Failed, code);
        Assert.Matches($@"^PostgreSQL, 127\.0\.0\.1:{port}/chat can't be reached: .+ Start it, or mend data\.postgres\.$", Assert.Single(Lines(error)));
    }

    [Theory]
    [InlineData("--room", "nowhere", "There is no room 'nowhere'.")]
    [InlineData("--room", "@bob", "A private conversation is not exported as a whole: --user NAME writes what one of the two has written.")]
    [InlineData("--user", "nobody", "There is no user 'nobody'.")]
    public async Task Should_say_that_there_is_nobody_of_that_name_to_export(string option, string name, string line)
    {
        await SqliteStore.Open(_data).DisposeAsync();
        string file = Path.Combine(_data, "file");

        (int code, _, string error) = await RunAsync("export", option, name, "--output", file, "--data", _data);

        Assert.Equal((ExitCodes.Failed, line), (code, Assert.Single(Lines(error))));
        Assert.False(File.Exists(file) || File.Exists(file + ".part"));
    }

    [Theory]
    [InlineData("--listen", "chat clients")]
    [InlineData("--tls-listen", "chat clients with TLS")]
    [InlineData("--http", "web clients")]
    [InlineData("--monitor", "health and metrics")]
    public async Task Should_say_which_port_is_in_use(string taken, string what)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        string address = listener.LocalEndpoint.ToString()!;

        string[] free = ["--listen", "127.0.0.1:0", "--tls-listen", "127.0.0.1:0", "--http", "127.0.0.1:0", "--monitor", "127.0.0.1:0"];
        free[Array.IndexOf(free, taken) + 1] = address;

        (int code, string output, string error) = await RunAsync([.. free, "--data", _data]);

        Assert.Equal(ExitCodes.Failed, code);
        Assert.Empty(output);
        Assert.Equal(
            $"Can't listen for {what} on {address}: another program is using it. Choose another address with {taken} HOST:PORT; port 0 picks a free one.",
            Assert.Single(Lines(error)));
    }

    [Fact]
    public async Task Should_say_that_the_certificate_can_not_be_used()
    {
        string config = Path.Combine(_data, "own.conf");
        await File.WriteAllTextAsync(config, "tls.certificate = nowhere.pem");

        (int code, string output, string error) = await RunAsync("--data", _data, "--config", config, "--listen", "off", "--tls-listen", "127.0.0.1:0", "--http", "off", "--monitor", "off");

        Assert.Equal(ExitCodes.Failed, code);
        Assert.Empty(output);
        string line = Assert.Single(Lines(error));
        Assert.StartsWith("Can't encrypt: ", line, StringComparison.Ordinal);
        Assert.Contains("nowhere.pem", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_say_that_the_data_directory_can_not_be_written()
    {
        string file = Path.Combine(_data, "file");
        await File.WriteAllTextAsync(file, string.Empty);

        (int code, _, string error) = await RunAsync("--data", file, "--listen", "127.0.0.1:0", "--tls-listen", "off", "--http", "127.0.0.1:0", "--monitor", "127.0.0.1:0");

        Assert.Equal(ExitCodes.Failed, code);
        Assert.StartsWith($"The data directory {file} can't be written: ", Assert.Single(Lines(error)), StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        int code = await ChatCommandLine.RunAsync(arguments, output, error);
        return (code, output.ToString(), error.ToString());
    }

    private static string[] Lines(string text) => text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
}
