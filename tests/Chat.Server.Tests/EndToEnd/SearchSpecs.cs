using Chat.Actors.Storage;
using Chat.Server.Tests.EndToEnd.Support;
using Chat.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Chat.Server.Tests.EndToEnd;

/// <summary>Searching over a socket, in a database on disk.</summary>
public sealed class SearchSpecs : IAsyncLifetime
{
    private readonly string _directory = Directory.CreateTempSubdirectory("akkachat-").FullName;
    private ChatNode _node = null!;
    private WireClient _alice = null!;
    private WireClient _bob = null!;

    public async Task InitializeAsync()
    {
        _node = await ChatNode.StartAsync(configure: services => services.AddSingleton<IChatStore>(_ => SqliteStore.Open(_directory)));
        _alice = await _node.EnterAsync("alice");
        _bob = await _node.EnterAsync("bob");
    }

    public async Task DisposeAsync()
    {
        await _node.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("python")]
    public async Task Should_show_nothing_of_a_room_that_the_asker_was_sent_out_of_while_it_was_searched(string? only)
    {
        var store = new GatedStore();
        await using ChatNode node = await ChatNode.StartAsync(null, services => services.AddSingleton<IChatStore>(store));
        WireClient alice = await node.EnterAsync("alice");
        WireClient bob = await node.EnterAsync("bob");
        await alice.OkAsync("join", ("room", "python"));
        await bob.OkAsync("join", ("room", "python"));
        await alice.SayAsync("python", "a needle");
        await alice.SayAsync("lobby", "another needle");
        long search;

        using (store.HoldReads())
        {
            search = await bob.PutAsync("search", ("text", "needle"), ("room", only));
            await store.WhenReadHeldAsync();
            await alice.OkAsync("kick", ("room", "python"), ("user", "bob"));
            await bob.EventAsync("left", ("room", "python"), ("user", "bob"), ("reason", "kicked"));
        }

        WireFrame reply = await bob.ReplyAsync(search);
        Assert.Equal(only is null ? null : "not-member", reply.Code);
        Assert.Equal(only is null ? ["lobby"] : [], only is null ? reply.List("messages").Select(m => m.Text("room")) : []);
    }

    [Fact]
    public async Task Should_find_what_one_may_read_newest_first_with_its_room_as_one_sees_it()
    {
        await _alice.OkAsync("join", ("room", "Python"));
        await SayAsync(_alice, "Python", "a snake!");
        await SayAsync(_alice, "lobby", "no snakes here, one snake");
        await SayAsync(_alice, "@bob", "snake between us");

        WireFrame alices = await _alice.OkAsync("search", ("text", "SNAKE"));
        WireFrame bobs = await _bob.OkAsync("search", ("text", "\"snake"), ("from", "Alice"));

        Assert.Equal([("@bob", 1L), ("lobby", 1), ("Python", 1)], alices.List("messages").Select(m => (m.Text("room")!, m.Seq)));
        Assert.Equal([("@alice", "snake between us"), ("lobby", "no snakes here, one snake")], bobs.List("messages").Select(m => (m.Text("room")!, m.Text("text")!)));
        Assert.False(alices.Has("next"));
    }

    [Fact]
    public async Task Should_find_nothing_of_a_room_once_one_has_left_it()
    {
        await SayAsync(_alice, "lobby", "remember the snake");
        await _bob.OkAsync("leave", ("room", "lobby"));

        Assert.Empty((await _bob.OkAsync("search", ("text", "snake"))).List("messages"));
        string there = (await _bob.ErrorAsync("not-member", "search", ("text", "snake"), ("room", "lobby"))).Text("message")!;
        string nowhere = (await _bob.ErrorAsync("not-member", "search", ("text", "snake"), ("room", "nowhere"))).Text("message")!;
        Assert.Equal(there, nowhere);
    }

    [Fact]
    public async Task Should_page_by_cursor_across_rooms_and_by_seq_in_one()
    {
        for (int i = 1; i <= 5; i++)
        {
            await SayAsync(_alice, "lobby", $"snake {i}");
        }

        WireFrame first = await _alice.OkAsync("search", ("text", "snake"), ("limit", 2));
        await SayAsync(_bob, "lobby", "another snake");
        WireFrame second = await _alice.OkAsync("search", ("text", "snake"), ("limit", 2), ("cursor", first.Text("next")));
        WireFrame last = await _alice.OkAsync("search", ("text", "snake"), ("limit", 2), ("cursor", second.Text("next")));
        WireFrame before = await _alice.OkAsync("search", ("text", "snake"), ("room", "lobby"), ("before", 3));

        Assert.Equal([[5L, 4], [3, 2], [1]], new[] { first, second, last }.Select(Seqs));
        Assert.False(last.Has("next"));
        Assert.Equal([2, 1], Seqs(before));
    }

    [Theory]
    [InlineData("\"snake")]
    [InlineData("snake\"\"")]
    [InlineData("snake*")]
    [InlineData("sn*")]
    [InlineData("-snake")]
    [InlineData("snake'); DROP TABLE messages; --")]
    [InlineData("snake ) OR (drop")]
    [InlineData("text:snake")]
    [InlineData("{text room}:snake")]
    [InlineData("room : snake AND text")]
    [InlineData("NEAR(snake drop)")]
    [InlineData("^snake + drop")]
    [InlineData("snake NOT drop")]
    public async Task Should_take_any_line_as_words(string text)
    {
        await SayAsync(_alice, "lobby", "near snake; text room: snake'); DROP TABLE messages; -- and not or (drop text snake");

        WireFrame found = await _alice.OkAsync("search", ("text", text));

        Assert.Equal([1], Seqs(found));
    }

    [Fact]
    public async Task Should_cap_pages_and_take_any_seq_that_makes_sense()
    {
        for (int i = 1; i <= 201; i++)
        {
            await _alice.OkAsync("send", ("room", "lobby"), ("text", $"snake {i}"), ("key", $"k{i}"));
        }

        Assert.Equal(200, (await _alice.OkAsync("search", ("text", "snake"), ("limit", 1_000_000_000))).List("messages").Count);
        Assert.Equal(200, (await _alice.OkAsync("history", ("room", "lobby"), ("limit", 1_000_000_000))).List("messages").Count);
        Assert.Equal(201, Seqs(await _alice.OkAsync("search", ("text", "snake"), ("room", "lobby"), ("before", long.MaxValue)))[0]);
        Assert.Empty((await _alice.OkAsync("history", ("room", "lobby"), ("after", long.MaxValue))).List("messages"));
        Assert.Equal(201, Seqs(await _alice.OkAsync("history", ("room", "lobby"), ("before", 1_000_000), ("limit", 1))).Single());
        Assert.True((await _alice.OkAsync("history", ("room", "lobby"), ("around", 1_000_000), ("limit", 1))).Flag("end"));
    }

    private static async Task SayAsync(WireClient who, string room, string text) =>
        await who.OkAsync("send", ("room", room), ("text", text), ("key", Guid.NewGuid().ToString("N")));

    private static long[] Seqs(WireFrame ok) => [.. ok.List("messages").Select(m => m.Seq)];
}
