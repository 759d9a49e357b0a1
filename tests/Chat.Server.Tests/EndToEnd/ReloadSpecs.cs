using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Channels;
using Chat.Server.Commands;
using Chat.Server.Tests.EndToEnd.Support;
using Xunit;

namespace Chat.Server.Tests.EndToEnd;

/// <summary>A node that is told to read its settings again, by a signal and by the command, while people talk.</summary>
public sealed class ReloadSpecs : IAsyncLifetime, IAsyncDisposable
{
    private const int Sighup = 1;

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("akkachat-");
    private readonly Socket _systemd = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
    private readonly Channel<string> _notices = Channel.CreateUnbounded<string>();
    private readonly Task _listening;
    private readonly ProductProcess _server;

    public ReloadSpecs()
    {
        string notify = Path.Combine(_directory.FullName, "notify.sock");
        _systemd.Bind(new UnixDomainSocketEndPoint(notify));
        _listening = ListenAsync();
        Write("limits.replay = 10");

        // Under nohup a program never hears of SIGHUP, and what it starts neither.
        _server = ProductProcess.StartBy(
            ["env", "--default-signal=HUP", $"NOTIFY_SOCKET={notify}", "WATCHDOG_USEC=200000"], "Chat.Server", "serve", "--listen", "127.0.0.1:0", "--tls-listen", "127.0.0.1:0", "--http", "127.0.0.1:0", "--monitor", "127.0.0.1:0", "--data", Data, "--config", File);
    }

    private string Data => Path.Combine(_directory.FullName, "data");

    private string File => Path.Combine(_directory.FullName, "own.conf");

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        _server.Dispose();
        _systemd.Dispose();
        await _listening;
        _directory.Delete(recursive: true);
    }

    ValueTask IAsyncDisposable.DisposeAsync() => new(DisposeAsync());

    [Fact]
    public async Task Should_take_new_settings_over_without_losing_anyone()
    {
        IPEndPoint node = IPEndPoint.Parse((await _server.LineAsync(@"chat://(\S+)$")).Groups[1].Value);
        using WireClient alice = await WireClient.ConnectAsync(node);
        await alice.EnterAsync("alice");
        await alice.OkAsync("join", ("room", "cats"));
        await NoticeAsync("READY=1");
        await NoticeAsync("WATCHDOG=1");

        Write("limits { replay = 20, roomsPerUser = 2 }");
        _server.Signal(Sighup);
        await NoticeAsync("RELOADING=1");
        Assert.Contains("limits.replay: 10 -> 20; limits.roomsPerUser: 200 -> 2", await NoticeAsync("READY=1"), StringComparison.Ordinal);
        Assert.Contains("You are in 2 rooms", (await alice.ErrorAsync("forbidden", "join", ("room", "dogs"))).ToString(), StringComparison.Ordinal);

        Write("limits { replay = 20, roomsPerUser = 3x }");
        _server.Signal(Sighup);
        Assert.Contains("Nothing was changed: ", await NoticeAsync("READY=1"), StringComparison.Ordinal);
        Assert.Equal((2, "", "is \"3x\""), await ReloadAsync());
        await alice.ErrorAsync("forbidden", "join", ("room", "dogs"));

        Write("limits { replay = 20, roomsPerUser = 3 }");
        Assert.Equal((0, $"Read {File} again: limits.roomsPerUser: 2 -> 3.\n", ""), await ReloadAsync());
        await alice.OkAsync("join", ("room", "dogs"));

        _server.Terminate();
        await NoticeAsync("STOPPING=1");
        await _server.ExitAsync();
        Assert.Equal(0, _server.ExitCode);
    }

    private void Write(string text) => System.IO.File.WriteAllText(File, text);

    private async Task<(int Code, string Output, string Part)> ReloadAsync()
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        int code = await ChatCommandLine.RunAsync(["reload", "--data", Data], output, error);
        string part = error.ToString();
        return (code, output.ToString(), part.Contains("is \"3x\"", StringComparison.Ordinal) ? "is \"3x\"" : part);
    }

    /// <summary>Takes in what systemd is told, as systemd does at once: a socket that nobody reads is full after ten notices, and the node would wait in its next one.</summary>
    private async Task ListenAsync()
    {
        byte[] buffer = new byte[4096];
        try
        {
            while (true)
            {
                int length = await _systemd.ReceiveAsync(buffer);
                _notices.Writer.TryWrite(Encoding.UTF8.GetString(buffer, 0, length));
            }
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
        {
            _notices.Writer.Complete();
        }
    }

    /// <summary>What systemd would be told next that begins so.</summary>
    private async Task<string> NoticeAsync(string beginning)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await foreach (string notice in _notices.Reader.ReadAllAsync(deadline.Token))
        {
            if (notice.StartsWith(beginning, StringComparison.Ordinal))
            {
                return notice;
            }
        }

        throw new InvalidOperationException($"The socket of systemd ended before a notice that begins with {beginning}.");
    }
}
