using Chat.Protocol;
using Chat.Protocol.Frames;
using Chat.Sdk.State;
using Chat.Sdk.Tests.Support;
using Xunit;

namespace Chat.Sdk.Tests;

public sealed class AccountSpecs : IAsyncLifetime, IAsyncDisposable
{
    private readonly FakeServer _server = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _server.DisposeAsync().AsTask();

    ValueTask IAsyncDisposable.DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Should_register_before_hello_and_close()
    {
        Task register = ChatClient.RegisterAsync(_server.Options with { Password = "secret one" }, "4f1c", _server.Token);
        FakePeer peer = await _server.AcceptAsync();
        RegisterRequest request = await peer.NextAsync<RegisterRequest>();
        await peer.SendAsync(new OkReply { Re = request.Id });
        await register;
        await peer.UntilClosedAsync();

        Assert.Equal(("alice", "secret one", "4f1c"), (request.User, request.Password, request.Invite));
    }

    [Fact]
    public async Task Should_tell_why_it_could_not_register()
    {
        Task register = ChatClient.RegisterAsync(_server.Options with { Password = "secret one" }, null, _server.Token);
        FakePeer peer = await _server.AcceptAsync();
        RegisterRequest request = await peer.NextAsync<RegisterRequest>();
        await peer.SendAsync(new ErrorReply(ErrorCodes.Forbidden, "No.", "invite") { Re = request.Id });

        ChatException refusal = await Assert.ThrowsAsync<ChatException>(() => register);
        Assert.Equal((ErrorCodes.Forbidden, "invite"), (refusal.Code, refusal.Field));
    }

    [Fact]
    public async Task Should_come_back_by_the_password_it_registered_with_where_the_token_is_no_good()
    {
        (ChatClient client, FakePeer peer) = await _server.ConnectAsync(_server.Options);
        await using ChatClient _ = client;
        Assert.True(client.State.Guest);
        Task register = client.RegisterAsync("secret one");
        await peer.SendAsync(new OkReply { Re = (await peer.NextAsync<RegisterRequest>()).Id });
        await register;
        Assert.False(client.State.Guest);
        await peer.DisposeAsync();

        FakePeer second = await _server.AcceptAsync();
        HelloRequest byToken = await second.NextAsync<HelloRequest>();
        Assert.Equal(("token-1", null), (byToken.Session, byToken.Password));
        await second.SendAsync(new ErrorReply(ErrorCodes.AuthFailed, "No.") { Re = byToken.Id });
        HelloRequest byPassword = await (await _server.AcceptAsync()).NextAsync<HelloRequest>();

        Assert.Equal((null, "secret one"), (byPassword.Session, byPassword.Password));
    }

    [Fact]
    public async Task Should_not_come_back_by_itself_when_its_session_was_ended()
    {
        (ChatClient client, FakePeer peer) = await _server.ConnectAsync(_server.Options with { Password = "secret one" });
        await using ChatClient _ = client;
        await peer.SendAsync(new ByeEvent(ErrorCodes.NotAuthenticated, "This session was ended."));
        await peer.DisposeAsync();

        ChatState end = await client.UntilAsync(state => state.Connection is ConnectionState.Closed, _server.Token);
        Assert.Equal(new ConnectionState.Closed(ErrorCodes.NotAuthenticated, "This session was ended."), end.Connection);
    }

    [Fact]
    public async Task Should_close_when_the_account_is_deleted_and_stay_when_it_is_not()
    {
        (ChatClient client, FakePeer peer) = await _server.ConnectAsync(_server.Options with { Password = "secret one" });
        await using ChatClient _ = client;
        Task wrong = client.UnregisterAsync("another");
        await peer.SendAsync(new ErrorReply(ErrorCodes.AuthFailed, "No.") { Re = (await peer.NextAsync<UnregisterRequest>()).Id });
        await Assert.ThrowsAsync<ChatException>(() => wrong);
        Assert.True(client.State.Connection.IsConnected);
        Task right = client.UnregisterAsync("secret one");
        await peer.SendAsync(new OkReply { Re = (await peer.NextAsync<UnregisterRequest>()).Id });
        await right;

        Assert.Equal(ErrorCodes.Quit, Assert.IsType<ConnectionState.Closed>(client.State.Connection).Code);
    }
}
