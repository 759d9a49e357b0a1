using System.Net;
using System.Net.Sockets;
using System.Text;
using Chat.Protocol;
using Chat.Protocol.Frames;
using Chat.Sdk.State;
using Chat.Sdk.Tests.Support;
using Xunit;

namespace Chat.Sdk.Tests;

public class ConnectSpecs
{
    [Fact]
    public async Task Should_say_hello_and_know_its_rooms_and_their_members()
    {
        await using var server = new FakeServer();
        Task<ChatClient> connect = ChatClient.ConnectAsync(server.Options with { ClientName = "spec/1" }, server.Token);
        FakePeer peer = await server.AcceptAsync();
        HelloRequest hello = await peer.WelcomeAsync(Frames.Room("lobby", 5, 3));
        await using ChatClient client = await connect;
        Task closed = peer.UntilClosedAsync();

        ChatState state = await client.UntilAsync(state => state.Rooms["lobby"].MembersComplete, server.Token);

        Assert.Equal(("alice", "spec/1"), (hello.User, hello.Client));
        Assert.Null(hello.Session);
        Assert.Equal(["alice"], state.Rooms["lobby"].Members.Keys);
        Assert.Equal(2, state.Rooms["lobby"].Unread);
        Assert.IsType<ConnectionState.Live>(state.Connection);
        await client.DisposeAsync();
        await closed;
    }

    [Fact]
    public async Task Should_tell_the_session_token()
    {
        await using var server = new FakeServer();
        List<string> told = [];

        (ChatClient client, _) = await server.ConnectAsync(server.Options with { SessionChanged = told.Add });

        Assert.Equal(["token-1"], told);
        Assert.Equal("token-1", client.SessionToken);
        await client.DisposeAsync();
    }

    [Fact]
    public async Task Should_go_on_where_an_earlier_run_ended()
    {
        await using var server = new FakeServer();
        ChatClientOptions options = server.Options with { Session = "token-0", Cursors = new Dictionary<string, long> { ["lobby"] = 3, ["left"] = 9 } };
        Task<ChatClient> connect = ChatClient.ConnectAsync(options, server.Token);
        FakePeer peer = await server.AcceptAsync();
        HelloRequest hello = await peer.WelcomeAsync(Frames.Room("lobby", 5), Frames.Room("python", 7));
        await peer.SendAsync(Frames.Message("lobby", 4));
        await peer.SendAsync(Frames.Message("lobby", 5));
        await using ChatClient client = await connect;
        Task closed = peer.UntilClosedAsync();

        ChatState state = await client.UntilAsync(state => state.Connection is ConnectionState.Live, server.Token);

        Assert.Equal((3, 9), (hello.Cursors!["lobby"], hello.Cursors["left"]));
        Assert.Equal([4, 5], state.Rooms["lobby"].Messages.Select(message => message.Seq));
        Assert.Equal(["lobby", "python"], state.Rooms.Keys);
        Assert.Equal((5, 7), (state.Rooms["lobby"].Cursor, state.Rooms["python"].Cursor));
        await client.DisposeAsync();
        await closed;
    }

    [Fact]
    public async Task Should_throw_what_the_server_refused()
    {
        await using var server = new FakeServer();
        Task<ChatClient> connect = ChatClient.ConnectAsync(server.Options, server.Token);
        FakePeer peer = await server.AcceptAsync();
        HelloRequest hello = await peer.NextAsync<HelloRequest>();
        await peer.SendAsync(new ErrorReply(ErrorCodes.NameTaken, "Someone has this name.") { Re = hello.Id });

        ChatException refusal = await Assert.ThrowsAsync<ChatException>(() => connect);

        Assert.Equal((ErrorCodes.NameTaken, "Someone has this name."), (refusal.Code, refusal.Message));
        await peer.UntilClosedAsync();
    }

    [Fact]
    public async Task Should_throw_why_the_server_closed_instead_of_answering()
    {
        await using var server = new FakeServer();
        Task<ChatClient> connect = ChatClient.ConnectAsync(server.Options, server.Token);
        FakePeer peer = await server.AcceptAsync();
        await peer.NextAsync<HelloRequest>();
        await peer.SendAsync(new ByeEvent(ErrorCodes.Overloaded, "Too many connections.", 5000));
        await peer.DisposeAsync();

        ChatException refusal = await Assert.ThrowsAsync<ChatException>(() => connect);

        Assert.Equal((ErrorCodes.Overloaded, TimeSpan.FromSeconds(5)), (refusal.Code, refusal.RetryAfter));
    }

    [Fact]
    public async Task Should_say_that_the_server_can_not_be_reached()
    {
        // Ours, so that nobody else comes to listen there; and nobody does.
        using var deaf = new Socket(SocketType.Stream, ProtocolType.Tcp);
        deaf.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var options = new ChatClientOptions { Server = new Uri($"chat://127.0.0.1:{((IPEndPoint)deaf.LocalEndPoint!).Port}"), User = "alice" };

        ChatException failure = await Assert.ThrowsAsync<ChatException>(() => ChatClient.ConnectAsync(options));

        Assert.Equal(SdkErrorCodes.Unreachable, failure.Code);
        Assert.Contains($"127.0.0.1:{options.Server.Port}", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_say_that_the_other_side_is_no_chat_server()
    {
        await using var server = new FakeServer();
        Task<ChatClient> connect = ChatClient.ConnectAsync(server.Options, server.Token);
        FakePeer peer = await server.AcceptAsync();
        await peer.SendRawAsync(Encoding.ASCII.GetBytes("HTTP/1.1 400 Bad Request\r\n\r\n"));

        Assert.Equal(SdkErrorCodes.BadReply, (await Assert.ThrowsAsync<ChatException>(() => connect)).Code);
    }

    [Theory]
    [InlineData("http://localhost", "alice")]
    [InlineData("chat://localhost", "")]
    public async Task Should_refuse_options_that_make_no_sense(string server, string user)
    {
        var options = new ChatClientOptions { Server = new Uri(server), User = user };

        Assert.Equal(SdkErrorCodes.BadOptions, (await Assert.ThrowsAsync<ChatException>(() => ChatClient.ConnectAsync(options))).Code);
    }

    [Fact]
    public async Task Should_come_as_a_new_guest_where_a_stored_token_is_not_known_any_more()
    {
        await using var server = new FakeServer();
        Task<ChatClient> connect = ChatClient.ConnectAsync(server.Options with { Session = "old" }, server.Token);
        FakePeer first = await server.AcceptAsync();
        HelloRequest stale = await first.NextAsync<HelloRequest>();
        await first.SendAsync(new ErrorReply(ErrorCodes.AuthFailed, "No.") { Re = stale.Id });

        FakePeer second = await server.AcceptAsync();
        HelloRequest fresh = await second.WelcomeAsync();

        await using ChatClient client = await connect;
        Assert.Equal("old", stale.Session);
        Assert.Null(fresh.Session);
        Assert.Equal("token-1", client.SessionToken);
    }

    [Fact]
    public async Task Should_close_the_connection_when_connecting_is_cancelled()
    {
        await using var server = new FakeServer();
        using var cancel = new CancellationTokenSource();
        Task<ChatClient> connect = ChatClient.ConnectAsync(server.Options, cancel.Token);
        FakePeer peer = await server.AcceptAsync();
        await peer.NextAsync<HelloRequest>();

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connect);
        await peer.UntilClosedAsync();
    }

    [Fact]
    public void Should_not_print_secrets()
    {
        var options = new ChatClientOptions { Server = new Uri("chat://localhost"), User = "alice", Password = "hush", Session = "token" };

        Assert.DoesNotContain("hush", options.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("token", options.ToString(), StringComparison.Ordinal);
    }
}
