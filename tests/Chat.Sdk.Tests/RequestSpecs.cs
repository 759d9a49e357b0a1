using Chat.Protocol;
using Chat.Protocol.Frames;
using Chat.Sdk.State;
using Chat.Sdk.Tests.Support;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Chat.Sdk.Tests;

public class RequestSpecs
{
    [Fact]
    public async Task Should_match_replies_that_come_in_another_order()
    {
        await using var server = new FakeServer();
        (ChatClient client, FakePeer peer) = await server.ConnectAsync(server.Options);
        Task<WhoisOk> bob = client.WhoisAsync("bob");
        WhoisRequest askedBob = await peer.NextAsync<WhoisRequest>();
        Task<WhoisOk> carol = client.WhoisAsync("carol");
        WhoisRequest askedCarol = await peer.NextAsync<WhoisRequest>();

        await peer.SendAsync(new WhoisOk("carol", true, UserStatus.Online, null, Frames.Noon) { Re = askedCarol.Id });
        await peer.SendAsync(new WhoisOk("bob", true, UserStatus.Online, null, Frames.Noon) { Re = askedBob.Id });

        Assert.Equal(("bob", "carol"), ((await bob).User, (await carol).User));
        await client.DisposeAsync();
    }

    [Fact]
    public async Task Should_throw_a_refusal_with_all_that_the_server_said()
    {
        await using var server = new FakeServer();
        (ChatClient client, FakePeer peer) = await server.ConnectAsync(server.Options);
        Task<JoinOk> join = client.JoinAsync("a b");
        JoinRequest asked = await peer.NextAsync<JoinRequest>();
        await peer.SendAsync(new ErrorReply(ErrorCodes.BadName, "No spaces.", "room", 250) { Re = asked.Id });

        ChatException refusal = await Assert.ThrowsAsync<ChatException>(() => join);

        Assert.Equal(
            (ErrorCodes.BadName, "No spaces.", "room", TimeSpan.FromMilliseconds(250)),
            (refusal.Code, refusal.Message, refusal.Field, refusal.RetryAfter));
        await client.DisposeAsync();
    }

    [Fact]
    public async Task Should_search_a_page_at_a_time_and_leave_the_state_alone()
    {
        await using var server = new FakeServer();
        (ChatClient client, FakePeer peer) = await server.ConnectAsync(server.Options);
        ChatState before = client.State;
        Task<SearchOk> search = client.SearchAsync("snake", "python", "bob", before: 42, cursor: "2f", limit: 10);
        SearchRequest asked = await peer.NextAsync<SearchRequest>();
        var found = new FoundMessage("python", 12, Frames.Noon, "bob", "a snake", "b-12");
        await peer.SendAsync(new SearchOk([found], "1e") { Re = asked.Id });

        SearchOk page = await search;

        Assert.Equal(new SearchRequest(asked.Id, "snake", "python", "bob", 42, 10, "2f"), asked);
        Assert.Equal((found, "1e"), (Assert.Single(page.Messages), page.Next));
        Assert.Same(before.Rooms, client.State.Rooms);
        await client.DisposeAsync();
    }

    [Fact]
    public async Task Should_have_the_answer_in_the_state_before_the_task_is_done()
    {
        await using var server = new FakeServer();
        (ChatClient client, FakePeer peer) = await server.ConnectAsync(server.Options);
        Task<JoinOk> join = client.JoinAsync("Python");
        JoinRequest asked = await peer.NextAsync<JoinRequest>();
        await peer.SendAsync(new JoinOk("python", 41, "snakes", [Frames.User("alice"), Frames.User("bob")]) { Re = asked.Id });
        await peer.SendAsync(new LeftEvent("python", "bob", "left", Frames.Noon));

        await join;

        RoomView room = client.State.Rooms["python"];
        Assert.Equal((41L, "snakes"), (room.Cursor, room.Topic));
        ChatState state = await client.UntilAsync(state => state.Rooms["python"].Members.Count == 1, server.Token);
        Assert.Equal(["alice"], state.Rooms["python"].Members.Keys);
        await client.DisposeAsync();
    }

    [Fact]
    public async Task Should_take_an_answer_for_which_nobody_waits_any_more()
    {
        await using var server = new FakeServer();
        (ChatClient client, FakePeer peer) = await server.ConnectAsync(server.Options);
        using var cancel = new CancellationTokenSource();
        Task<JoinOk> join = client.JoinAsync("python", cancel.Token);
        JoinRequest asked = await peer.NextAsync<JoinRequest>();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => join);

        await peer.SendAsync(new JoinOk("python", 0, string.Empty, []) { Re = asked.Id });

        await client.UntilAsync(state => state.Rooms.ContainsKey("python"), server.Token);
        await client.DisposeAsync();
    }

    [Fact]
    public async Task Should_give_up_a_request_that_is_not_answered()
    {
        await using var server = new FakeServer();
        var time = new FakeTimeProvider();
        (ChatClient client, FakePeer peer) = await server.ConnectAsync(server.Options with { Time = time });
        Task<RoomsOk> rooms = client.ListRoomsAsync();
        await peer.NextAsync<RoomsRequest>();

        time.Advance(TimeSpan.FromSeconds(15));

        Assert.Equal(SdkErrorCodes.Timeout, (await Assert.ThrowsAsync<ChatException>(() => rooms)).Code);
        await client.DisposeAsync();
    }

    [Fact]
    public async Task Should_refuse_a_frame_for_which_the_server_would_close()
    {
        await using var server = new FakeServer();
        (ChatClient client, _) = await server.ConnectAsync(server.Options);

        // Each of these becomes six bytes of JSON.
        ChatException refusal = await Assert.ThrowsAsync<ChatException>(() => client.SendAsync("lobby", new string('\u0001', 16 * 1024)));

        Assert.Equal(ErrorCodes.TooLarge, refusal.Code);
        await client.DisposeAsync();
    }

    [Fact]
    public async Task Should_bound_the_requests_that_wait()
    {
        await using var server = new FakeServer();
        (ChatClient client, FakePeer peer) = await server.ConnectAsync(server.Options with { MaxPendingRequests = 1 });
        Task<WhoisOk> first = client.WhoisAsync("bob");
        await peer.NextAsync<WhoisRequest>();

        Assert.Equal(SdkErrorCodes.QueueFull, (await Assert.ThrowsAsync<ChatException>(() => client.WhoisAsync("carol"))).Code);

        await client.DisposeAsync();
        await Assert.ThrowsAsync<ChatException>(() => first);
    }

    [Fact]
    public async Task Should_fail_what_waits_when_it_is_disposed()
    {
        await using var server = new FakeServer();
        (ChatClient client, FakePeer peer) = await server.ConnectAsync(server.Options);
        Task<WhoisOk> whois = client.WhoisAsync("bob");
        Task<SendOk> send = client.SendAsync("lobby", "hi");
        await peer.NextAsync<WhoisRequest>();

        await client.DisposeAsync();

        Assert.Equal(SdkErrorCodes.Closed, (await Assert.ThrowsAsync<ChatException>(() => whois)).Code);
        Assert.Equal(SdkErrorCodes.Closed, (await Assert.ThrowsAsync<ChatException>(() => send)).Code);
        Assert.Equal(SdkErrorCodes.Closed, (await Assert.ThrowsAsync<ChatException>(() => client.PingAsync())).Code);
        Assert.Equal(SdkErrorCodes.Closed, Assert.IsType<ConnectionState.Closed>(client.State.Connection).Code);
        await client.DisposeAsync();
    }

    [Fact]
    public async Task Should_say_goodbye_and_stay_away()
    {
        await using var server = new FakeServer();
        (ChatClient client, FakePeer peer) = await server.ConnectAsync(server.Options);
        Task quit = client.QuitAsync();
        QuitRequest asked = await peer.NextAsync<QuitRequest>();
        await peer.SendAsync(new OkReply { Re = asked.Id });
        await peer.DisposeAsync();

        await quit;

        Assert.Equal(ErrorCodes.Quit, Assert.IsType<ConnectionState.Closed>(client.State.Connection).Code);
        await client.DisposeAsync();
    }

    [Fact]
    public async Task Should_let_typing_run_out()
    {
        await using var server = new FakeServer();
        var time = new FakeTimeProvider();
        (ChatClient client, FakePeer peer) = await server.ConnectAsync(server.Options with { Time = time }, Frames.Room("lobby"));
        await peer.SendAsync(new TypingEvent("lobby", "bob", true));
        await client.UntilAsync(state => state.Rooms["lobby"].Typing.Count == 1, server.Token);

        time.Advance(TimeSpan.FromSeconds(7));

        await client.UntilAsync(state => state.Rooms["lobby"].Typing.IsEmpty, server.Token);
        await client.DisposeAsync();
    }
}
