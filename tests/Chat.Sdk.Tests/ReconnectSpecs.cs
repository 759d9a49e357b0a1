using System.Text;
using Chat.Protocol;
using Chat.Protocol.Frames;
using Chat.Protocol.Framing;
using Chat.Sdk.State;
using Chat.Sdk.Tests.Support;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Chat.Sdk.Tests;

public class ReconnectSpecs
{
    [Fact]
    public async Task Should_resume_with_its_token_and_cursors_and_ask_for_the_members_again()
    {
        await using var server = new FakeServer();
        (ChatClient client, FakePeer peer) = await server.ConnectAsync(server.Options, Frames.Room("lobby", 5));
        await peer.SendAsync(Frames.Message("lobby", 6));
        await client.UntilAsync(state => state.Rooms["lobby"].Cursor == 6, server.Token);
        await peer.DisposeAsync();

        FakePeer again = await server.AcceptAsync();
        again.Members = [Frames.User("alice"), Frames.User("carol")];
        HelloRequest hello = await again.WelcomeAsync(Frames.Room("lobby", 8));
        await again.SendAsync(Frames.Message("lobby", 7));
        await again.SendAsync(Frames.Message("lobby", 8));
        Task closed = again.UntilClosedAsync();

        ChatState state = await client.UntilAsync(state => state.Connection is ConnectionState.Live && state.Rooms["lobby"].MembersComplete, server.Token);
        Assert.Equal("token-1", hello.Session);
        Assert.Equal(6, hello.Cursors!["lobby"]);
        Assert.Equal([6, 7, 8], state.Rooms["lobby"].Messages.Select(message => message.Seq));
        Assert.Equal(["alice", "carol"], state.Rooms["lobby"].Members.Keys);
        await client.DisposeAsync();
        await closed;
    }

    [Fact]
    public async Task Should_page_through_a_gap_until_nothing_is_missing()
    {
        await using var server = new FakeServer();
        (ChatClient client, FakePeer peer) = await server.ConnectAsync(server.Options with { MessagesPerRoom = 300 }, Frames.Room("lobby", 10));
        await peer.DisposeAsync();
        FakePeer again = await server.AcceptAsync();
        await again.WelcomeAsync(Frames.Room("lobby", 2000));
        await again.SendAsync(new GapEvent("lobby", 11, 2000));

        for (long after = 1700; after < 2000; after += 200)
        {
            HistoryRequest asked = await again.NextAsync<HistoryRequest>();
            Assert.Equal((after, 200), (asked.After, asked.Limit));
            await again.SendAsync(Frames.History("lobby", after + 1, Math.Min(after + 200, 2000), 2000) with { Re = asked.Id });
        }

        ChatState state = await client.UntilLiveAsync(server.Token);
        Assert.Equal(Frames.Range(1701, 2000), state.Rooms["lobby"].Messages.Select(message => message.Seq));
        await client.DisposeAsync();
    }

    [Theory]
    [InlineData(ErrorCodes.SlowConsumer, null, 0)]
    [InlineData(ErrorCodes.ShuttingDown, 60_000L, 60)]
    public async Task Should_come_back_after_the_time_the_server_asked_for(string code, long? retryAfterMs, int seconds)
    {
        await using var server = new FakeServer();
        var time = new FakeTimeProvider();
        (ChatClient client, FakePeer peer) = await server.ConnectAsync(server.Options with { Time = time });
        // From before on: the random wait may be over at once.
        Task<ChatState> goingOffline = client.UntilAsync(state => state.Connection is ConnectionState.Offline, server.Token);
        await peer.SendAsync(new ByeEvent(code, "Come again.", retryAfterMs));
        await peer.DisposeAsync();

        var offline = (ConnectionState.Offline)(await goingOffline).Connection;
        Assert.Equal("Come again.", offline.Reason);
        Assert.InRange(offline.RetryAt - offline.Since, TimeSpan.FromSeconds(seconds), TimeSpan.FromSeconds(seconds) + server.Options.BackoffMax);

        time.Advance(offline.RetryAt - offline.Since);
        await (await server.AcceptAsync()).WelcomeAsync();
        await client.UntilLiveAsync(server.Token);
        await client.DisposeAsync();
    }

    [Fact]
    public async Task Should_count_its_connections_up()
    {
        await using var server = new FakeServer();
        Task<ChatClient> connecting = ChatClient.ConnectAsync(server.Options, server.Token);
        FakePeer peer = await server.AcceptAsync();
        HelloRequest first = await peer.WelcomeAsync();
        await using ChatClient client = await connecting;
        await peer.DisposeAsync();
        HelloRequest second = await (await server.AcceptAsync()).WelcomeAsync();

        Assert.NotEmpty(first.Instance!);
        Assert.Equal(first.Instance, second.Instance);
        Assert.True(second.Attempt > first.Attempt);
    }

    [Fact]
    public async Task Should_not_wait_longer_when_told_to_retry_now()
    {
        await using var server = new FakeServer();
        (ChatClient client, FakePeer peer) = await server.ConnectAsync(server.Options with { Time = new FakeTimeProvider() });
        await peer.SendAsync(new ByeEvent(ErrorCodes.ShuttingDown, "Later.", 3_600_000));
        await peer.DisposeAsync();
        await client.UntilAsync(state => state.Connection is ConnectionState.Offline, server.Token);
        Assert.Equal(SdkErrorCodes.Offline, (await Assert.ThrowsAsync<ChatException>(() => client.PingAsync())).Code);

        client.RetryNow();

        await (await server.AcceptAsync()).WelcomeAsync();
        await client.UntilLiveAsync(server.Token);
        await client.DisposeAsync();
    }

    [Theory]
    [InlineData(ErrorCodes.Replaced)]
    [InlineData(ErrorCodes.Quit)]
    [InlineData(ErrorCodes.Banned)]
    public async Task Should_stay_away_after_a_last_goodbye(string code)
    {
        await using var server = new FakeServer();
        (ChatClient client, FakePeer peer) = await server.ConnectAsync(server.Options);
        IAsyncEnumerable<ChatUpdate> updates = client.UpdatesAsync(server.Token);
        await peer.SendAsync(new ByeEvent(code, "That was it."));
        await peer.DisposeAsync();

        ChatUpdate? last = null;
        await foreach (ChatUpdate update in updates)
        {
            last = update;
        }

        Assert.Equal(new ConnectionState.Closed(code, "That was it."), Assert.IsType<ChatUpdate.ConnectionChanged>(last).Connection);
        await client.DisposeAsync();
    }

    [Theory]
    [InlineData(ErrorCodes.NameTaken)]
    [InlineData(ErrorCodes.BadName)]
    public async Task Should_close_when_it_is_refused_on_coming_back(string code)
    {
        await using var server = new FakeServer();
        (ChatClient client, FakePeer peer) = await server.ConnectAsync(server.Options);
        await peer.DisposeAsync();
        FakePeer again = await server.AcceptAsync();
        HelloRequest hello = await again.NextAsync<HelloRequest>();
        await again.SendAsync(new ErrorReply(code, "No.") { Re = hello.Id });

        ChatState state = await client.UntilAsync(state => state.Connection is ConnectionState.Closed, server.Token);

        Assert.Equal(new ConnectionState.Closed(code, "No."), state.Connection);
        await client.DisposeAsync();
    }

    [Fact]
    public async Task Should_try_again_when_the_server_is_too_busy_for_hello()
    {
        await using var server = new FakeServer();
        (ChatClient client, FakePeer peer) = await server.ConnectAsync(server.Options);
        await peer.DisposeAsync();
        FakePeer busy = await server.AcceptAsync();
        HelloRequest hello = await busy.NextAsync<HelloRequest>();
        await busy.SendAsync(new ErrorReply(ErrorCodes.Overloaded, "Later.") { Re = hello.Id });

        await (await server.AcceptAsync()).WelcomeAsync();

        await client.UntilLiveAsync(server.Token);
        await client.DisposeAsync();
    }

    [Fact]
    public async Task Should_not_post_twice_as_a_new_guest()
    {
        await using var server = new FakeServer();
        (ChatClient client, FakePeer peer) = await server.ConnectAsync(server.Options);
        Task<SendOk> sent = client.SendAsync("a", "1");
        Task<SendOk> queued = client.SendAsync("a", "2");
        await peer.NextAsync<SendRequest>();
        await peer.DisposeAsync();
        FakePeer forgetful = await server.AcceptAsync();
        HelloRequest hello = await forgetful.NextAsync<HelloRequest>();
        await forgetful.SendAsync(new ErrorReply(ErrorCodes.AuthFailed, "No.") { Re = hello.Id });

        FakePeer fresh = await server.AcceptAsync();
        await fresh.WelcomeAsync();
        SendRequest next = await fresh.NextAsync<SendRequest>();
        await fresh.AcknowledgeAsync(next, 1);

        Assert.Equal(ErrorCodes.AuthFailed, (await Assert.ThrowsAsync<ChatException>(() => sent)).Code);
        Assert.Equal("2", next.Text);
        await queued;
        await client.DisposeAsync();
    }

    [Fact]
    public async Task Should_come_back_with_its_password_when_the_token_is_not_known()
    {
        await using var server = new FakeServer();
        (ChatClient client, FakePeer peer) = await server.ConnectAsync(server.Options with { Password = "hush" }, Frames.Room("lobby", 3));
        await peer.DisposeAsync();
        FakePeer forgetful = await server.AcceptAsync();
        HelloRequest hello = await forgetful.NextAsync<HelloRequest>();
        Assert.Equal(("token-1", null), (hello.Session, hello.Password));
        await forgetful.SendAsync(new ErrorReply(ErrorCodes.AuthFailed, "No.") { Re = hello.Id });

        HelloRequest again = await (await server.AcceptAsync()).WelcomeAsync(Frames.Room("lobby", 3));

        Assert.Equal((null, "hush"), (again.Session, again.Password));
        Assert.Equal(3, again.Cursors!["lobby"]);
        await client.DisposeAsync();
    }

    [Fact]
    public async Task Should_notice_a_connection_that_died_silently()
    {
        await using var server = new FakeServer();
        var time = new FakeTimeProvider();
        (ChatClient client, FakePeer peer) = await server.ConnectAsync(server.Options with { Time = time });

        time.Advance(TimeSpan.FromSeconds(20));
        PingRequest ping = await peer.NextAsync<PingRequest>();
        await peer.SendAsync(new OkReply { Re = ping.Id });
        Task<TimeSpan> answered = client.PingAsync();
        await peer.SendAsync(new OkReply { Re = (await peer.NextAsync<PingRequest>()).Id });
        await answered;
        time.Advance(TimeSpan.FromSeconds(20));
        await peer.NextAsync<PingRequest>();
        time.Advance(TimeSpan.FromSeconds(10));

        ChatState state = await client.UntilAsync(state => state.Connection is ConnectionState.Offline, server.Token);
        Assert.Equal("The server gave no sign of life.", ((ConnectionState.Offline)state.Connection).Reason);
        await peer.UntilClosedAsync();
        await client.DisposeAsync();
    }

    public static TheoryData<byte[]> BadBytes => new()
    {
        { new byte[4] },
        { [0xff, 0xff, 0xff, 0xff] },
        { Framed("not json") },
        { Framed("[1]") },
        { Framed("""{"type":"message","room":"lobby","seq":"x"}""") },
        { Framed("""{"type":"message"}""") },
        { Framed("""{"type":"presence","user":null,"status":"online"}""") },
        { [0, 0, 0, 12, .. "{\"type\":\"\xff\"}"u8] },
    };

    [Theory]
    [MemberData(nameof(BadBytes))]
    public async Task Should_connect_again_after_bytes_that_are_no_frame(byte[] bytes)
    {
        await using var server = new FakeServer();
        (ChatClient client, FakePeer peer) = await server.ConnectAsync(server.Options, Frames.Room("lobby"));

        await peer.SendRawAsync(bytes);
        await peer.UntilClosedAsync();

        await (await server.AcceptAsync()).WelcomeAsync(Frames.Room("lobby"));
        await client.UntilLiveAsync(server.Token);
        await client.DisposeAsync();
    }

    [Fact]
    public async Task Should_ignore_frames_it_does_not_know()
    {
        await using var server = new FakeServer();
        (ChatClient client, FakePeer peer) = await server.ConnectAsync(server.Options, Frames.Room("lobby"));

        await peer.SendRawAsync([.. Framed("""{"type":"parade","room":"lobby"}"""), .. FrameCodec.Encode(Frames.Message("lobby", 1))]);

        await client.UntilAsync(state => state.Rooms["lobby"].Cursor == 1, server.Token);
        Assert.IsType<ConnectionState.Live>(client.State.Connection);
        await client.DisposeAsync();
    }

    private static byte[] Framed(string json) => [0, 0, 0, (byte)json.Length, .. Encoding.UTF8.GetBytes(json)];
}
