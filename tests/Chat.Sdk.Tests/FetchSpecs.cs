using Chat.Protocol;
using Chat.Protocol.Frames;
using Chat.Sdk.State;
using Chat.Sdk.Tests.Support;
using Xunit;

namespace Chat.Sdk.Tests;

/// <summary>What a client asks of its own accord, because its state lacks it.</summary>
public class FetchSpecs
{
    [Fact]
    public async Task Should_ask_for_members_page_by_page()
    {
        await using var server = new FakeServer();
        (ChatClient client, FakePeer peer) = await server.ConnectAsync(server.Options, Frames.Room("lobby"));
        UsersRequest first = await peer.NextAsync<UsersRequest>();
        await peer.SendAsync(new UsersOk("lobby", [Frames.User("alice"), Frames.User("bob")], More: true) { Re = first.Id });
        UsersRequest second = await peer.NextAsync<UsersRequest>();
        await peer.SendAsync(new UsersOk("lobby", [Frames.User("carol")]) { Re = second.Id });

        ChatState state = await client.UntilAsync(state => state.Rooms["lobby"].MembersComplete, server.Token);

        Assert.Equal((null, "bob"), (first.After, second.After));
        Assert.Equal(["alice", "bob", "carol"], state.Rooms["lobby"].Members.Keys);
        await client.DisposeAsync();
    }

    [Fact]
    public async Task Should_not_ask_again_for_what_it_may_not_have()
    {
        await using var server = new FakeServer();
        (ChatClient client, FakePeer peer) = await server.ConnectAsync(server.Options, Frames.Room("lobby"));
        UsersRequest asked = await peer.NextAsync<UsersRequest>();
        await peer.SendAsync(new ErrorReply(ErrorCodes.Forbidden, "No.") { Re = asked.Id });

        await client.UntilAsync(state => state.Rooms["lobby"].MembersComplete, server.Token);

        Assert.Empty(client.State.Missing);
        await client.DisposeAsync();
    }

    [Fact]
    public async Task Should_ask_again_for_what_the_server_could_not_tell_now()
    {
        await using var server = new FakeServer();
        (ChatClient client, FakePeer peer) = await server.ConnectAsync(server.Options, Frames.Room("lobby"));
        UsersRequest asked = await peer.NextAsync<UsersRequest>();
        await peer.SendAsync(new ErrorReply(ErrorCodes.Overloaded, "Later.") { Re = asked.Id });

        UsersRequest again = await peer.NextAsync<UsersRequest>();

        Assert.Equal((asked.Room, asked.After), (again.Room, again.After));
        await client.DisposeAsync();
    }

    [Fact]
    public async Task Should_fill_a_hole_and_tell_what_was_in_it()
    {
        await using var server = new FakeServer();
        (ChatClient client, FakePeer peer) = await server.ConnectAsync(server.Options, Frames.Room("lobby"));
        IAsyncEnumerable<ChatUpdate> updates = client.UpdatesAsync(server.Token);
        await peer.SendAsync(Frames.Message("lobby", 1));
        await peer.SendAsync(Frames.Message("lobby", 4));
        HistoryRequest asked = await peer.NextAsync<HistoryRequest>();
        Assert.Equal(1, asked.After);
        await peer.SendAsync(Frames.History("lobby", 2, 4, 4) with { Re = asked.Id });
        await client.UntilAsync(state => state.Rooms["lobby"].Cursor == 4, server.Token);
        await client.DisposeAsync();

        List<long> told = [];
        await foreach (ChatUpdate update in updates)
        {
            told.AddRange(update switch
            {
                ChatUpdate.EventReceived { Event: MessageEvent message } => [message.Seq],
                ChatUpdate.HistoryMerged { FilledGap: true } merged => merged.Messages.Select(message => message.Seq),
                _ => [],
            });
        }

        Assert.Equal([1, 4, 2, 3], told);
    }

    [Fact]
    public async Task Should_fetch_the_newest_page_of_rooms_with_unread_messages_where_it_is_told_to()
    {
        await using var server = new FakeServer();
        (ChatClient client, FakePeer peer) = await server.ConnectAsync(
            server.Options with { FetchUnread = true }, Frames.Room("lobby", 900, read: 890), Frames.Room("quiet", 70, read: 70));
        Assert.IsType<ConnectionState.Live>(client.State.Connection);
        Assert.DoesNotContain(client.State.Missing, fetch => fetch is Fetch.Latest { Room: "quiet" });
        HistoryRequest asked = await peer.NextAsync<HistoryRequest>();
        Assert.Equal(("lobby", null, null, ProtocolLimits.MaxPage), (asked.Room, asked.Before, asked.After, asked.Limit));
        await peer.SendAsync(Frames.History("lobby", 701, 900, 900) with { Re = asked.Id });

        ChatState state = await client.UntilAsync(state => state.Rooms["lobby"].Messages.Count == 200, server.Token);

        Assert.Equal((890, 10), (state.Rooms["lobby"].Read, state.Rooms["lobby"].Unread));
        await client.DisposeAsync();
        await peer.UntilClosedAsync();
    }

    [Fact]
    public async Task Should_drop_a_server_whose_answer_lacks_what_it_promises()
    {
        await using var server = new FakeServer();
        (ChatClient client, FakePeer peer) = await server.ConnectAsync(server.Options);
        Task<JoinOk> join = client.JoinAsync("python");
        JoinRequest asked = await peer.NextAsync<JoinRequest>();
        await peer.SendAsync(new OkReply { Re = asked.Id });

        Assert.Equal(SdkErrorCodes.BadReply, (await Assert.ThrowsAsync<ChatException>(() => join)).Code);

        await (await server.AcceptAsync()).WelcomeAsync();
        await client.UntilLiveAsync(server.Token);
        await client.DisposeAsync();
    }
}
