using Chat.Protocol;
using Chat.Protocol.Frames;
using Chat.Sdk.State;
using Chat.Sdk.Tests.Support;
using Xunit;

namespace Chat.Sdk.Tests;

/// <summary>What reading far from the newest message asks of the server, and what it does not.</summary>
public class ExcerptSpecs
{
    private const string Room = "lobby";
    private const long Newest = 5_000;

    [Fact]
    public async Task Should_open_an_excerpt_read_on_and_join_the_log()
    {
        await using var server = new FakeServer();
        (ChatClient client, FakePeer peer) = await server.ConnectAsync(server.Options with { MessagesPerRoom = 5_000 }, Frames.Room(Room, Newest));
        Assert.Equal(MessagePlace.Excerpt, await AnswerAsync(peer, client.OpenExcerptAsync(Room, 4_000, 20), Frames.History(Room, 3_990, 4_010, Newest), around: 4_000));
        Assert.Equal(MessagePlace.Excerpt, await client.OpenExcerptAsync(Room, 4_005));

        Assert.Equal(MessagePlace.Excerpt, await AnswerAsync(peer, client.ExtendExcerptAsync(Room, older: true), Frames.History(Room, 3_900, 3_989, Newest), before: 3_990));
        IAsyncEnumerable<ChatUpdate> updates = client.UpdatesAsync(server.Token);
        Assert.Equal(MessagePlace.Log, await AnswerAsync(peer, client.ExtendExcerptAsync(Room, older: false), Frames.History(Room, 4_011, Newest, Newest), after: 4_010));

        Assert.Equal(MessagePlace.Log, await client.OpenExcerptAsync(Room, 3_900));
        Assert.Equal(MessagePlace.None, await client.ExtendExcerptAsync(Room, older: true));
        Assert.Equal(0, client.State.Rooms[Room].Read);
        await client.DisposeAsync();
        List<ChatUpdate> told = await ToListAsync(updates);
        Assert.Equal(1_101, Assert.Single(told.OfType<ChatUpdate.HistoryMerged>()).Messages.Count);
        Assert.Equal(Room, Assert.Single(told.OfType<ChatUpdate.ExcerptChanged>()).Room);
    }

    [Fact]
    public async Task Should_say_so_where_nothing_is_left_and_show_the_neighbours_of_a_removed_message()
    {
        await using var server = new FakeServer();
        (ChatClient client, FakePeer peer) = await server.ConnectAsync(server.Options, Frames.Room(Room, Newest));

        Assert.Equal(MessagePlace.None, await AnswerAsync(peer, client.OpenExcerptAsync(Room, 1), new HistoryOk(Room, [], Start: true, End: true), around: 1));
        Assert.Equal(MessagePlace.Excerpt, await AnswerAsync(peer, client.OpenExcerptAsync(Room, 1), Frames.History(Room, 50, 60, Newest), around: 1));
        await client.DisposeAsync();
    }

    [Fact]
    public async Task Should_close_an_excerpt_and_fail_with_what_the_server_says()
    {
        await using var server = new FakeServer();
        (ChatClient client, FakePeer peer) = await server.ConnectAsync(server.Options, Frames.Room(Room, Newest));
        await AnswerAsync(peer, client.OpenExcerptAsync(Room, 9), Frames.History(Room, 1, 20, Newest), around: 9);
        Assert.Equal(MessagePlace.Excerpt, await client.ExtendExcerptAsync(Room, older: true));

        client.CloseExcerpt(Room);
        Assert.Null(client.State.Rooms[Room].Excerpt);

        Task<MessagePlace> refused = client.OpenExcerptAsync("elsewhere", 1);
        await peer.SendAsync(new ErrorReply(ErrorCodes.NotMember, "No.") { Re = (await peer.NextAsync<HistoryRequest>()).Id });
        Assert.Equal(ErrorCodes.NotMember, (await Assert.ThrowsAsync<ChatException>(() => refused)).Code);
        await client.DisposeAsync();
    }

    [Theory]
    [InlineData(1, 1, 1L)]
    [InlineData(1, 400, 400L)]
    [InlineData(1, 1_000, 1_000L)]
    [InlineData(1, 1_001, null)]
    [InlineData(900, 5, 900L)]
    [InlineData(900, 950, 950L)]
    [InlineData(1_001, 5, null)]
    public async Task Should_find_the_first_message_at_or_after_a_time_by_halves(long first, long wanted, long? expected)
    {
        await using var server = new FakeServer();
        (ChatClient client, FakePeer peer) = await server.ConnectAsync(server.Options, Frames.Room(Room, 1_000));
        Task<long?> find = client.FindDateAsync(Room, At(wanted), server.Token);

        int asked = 0;
        Task serve = ServeAsync();
        Assert.Equal(expected, await find);

        Assert.InRange(asked, 1, 12);
        Assert.Empty(client.State.Rooms[Room].Messages);
        await client.DisposeAsync();
        await serve;

        async Task ServeAsync()
        {
            try
            {
                while (true)
                {
                    HistoryRequest request = await peer.NextAsync<HistoryRequest>();
                    asked++;
                    long seq = request.After is { } after ? Math.Max(first, after + 1) : 1_000;
                    await peer.SendAsync((seq > 1_000 || first > 1_000
                        ? new HistoryOk(Room, [], Start: false, End: true)
                        : new HistoryOk(Room, [Frames.Info(seq) with { At = At(seq) }], Start: seq == first, End: seq == 1_000)) with
                    { Re = request.Id });
                }
            }
            catch (InvalidOperationException)
            {
                // Closed: no more is asked.
            }
        }
    }

    [Fact]
    public async Task Should_find_a_time_in_the_kept_messages_without_asking()
    {
        await using var server = new FakeServer();
        (ChatClient client, FakePeer peer) = await server.ConnectAsync(server.Options, Frames.Room(Room));
        for (long seq = 1; seq <= 10; seq++)
        {
            await peer.SendAsync(Frames.Message(Room, seq) with { At = At(seq) });
        }

        await client.UntilAsync(state => state.Rooms[Room].Cursor == 10, server.Token);

        Assert.Equal(1, await client.FindDateAsync(Room, At(-5)));
        Assert.Equal(7, await client.FindDateAsync(Room, At(7)));
        Assert.Null(await client.FindDateAsync(Room, At(11)));
        await client.DisposeAsync();
    }

    private static DateTimeOffset At(long seq) => Frames.Noon.AddMinutes(seq);

    private static async Task<MessagePlace> AnswerAsync(
        FakePeer peer, Task<MessagePlace> call, HistoryOk page, long? before = null, long? after = null, long? around = null)
    {
        HistoryRequest asked = await peer.NextAsync<HistoryRequest>();
        Assert.Equal((before, after, around), (asked.Before, asked.After, asked.Around));
        await peer.SendAsync(page with { Re = asked.Id });
        return await call;
    }

    private static async Task<List<ChatUpdate>> ToListAsync(IAsyncEnumerable<ChatUpdate> updates)
    {
        List<ChatUpdate> all = [];
        await foreach (ChatUpdate update in updates)
        {
            all.Add(update);
        }

        return all;
    }
}
