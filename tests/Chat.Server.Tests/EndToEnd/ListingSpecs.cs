using Chat.Server.Tests.EndToEnd.Support;
using Xunit;

namespace Chat.Server.Tests.EndToEnd;

/// <summary>Rooms, members, history and markers, a page at a time.</summary>
public sealed class ListingSpecs : IAsyncLifetime
{
    private ChatNode _node = null!;
    private WireClient _alice = null!;

    public async Task InitializeAsync()
    {
        _node = await ChatNode.StartAsync();
        _alice = await _node.EnterAsync("alice");
    }

    public async Task DisposeAsync() => await _node.DisposeAsync();

    [Fact]
    public async Task Should_list_rooms_by_name_a_page_at_a_time()
    {
        foreach (string room in (string[])["zoo", "Art", "music"])
        {
            await _alice.OkAsync("join", ("room", room));
        }

        await _alice.OkAsync("topic", ("room", "zoo"), ("topic", "Animals"));
        WireFrame first = await _alice.OkAsync("rooms", ("limit", 2));
        WireFrame second = await _alice.OkAsync("rooms", ("limit", 2), ("after", first.List("rooms")[^1].Text("room")));

        Assert.Equal(["Art", "lobby"], Names(first, "rooms", "room"));
        Assert.True(first.Flag("more"));
        Assert.Equal(["music", "zoo"], Names(second, "rooms", "room"));
        Assert.False(second.Flag("more"));
        Assert.Equal(("Animals", 1), (second.List("rooms")[1].Text("topic"), second.List("rooms")[1].Number("users")));
    }

    [Fact]
    public async Task Should_not_list_a_room_that_everyone_left()
    {
        await _alice.OkAsync("join", ("room", "attic"));
        await _alice.OkAsync("leave", ("room", "attic"));

        Assert.Equal(["lobby"], Names(await _alice.OkAsync("rooms"), "rooms", "room"));
    }

    [Fact]
    public async Task Should_list_members_by_name_a_page_at_a_time()
    {
        foreach (string user in (string[])["dave", "bob", "carol"])
        {
            await _node.EnterAsync(user);
        }

        WireFrame first = await _alice.OkAsync("users", ("room", "lobby"), ("limit", 3));
        WireFrame second = await _alice.OkAsync("users", ("room", "lobby"), ("after", "carol"));

        Assert.Equal(["alice", "bob", "carol"], Names(first, "users", "user"));
        Assert.True(first.Flag("more"));
        Assert.Equal(["dave"], Names(second, "users", "user"));
        Assert.False(second.Flag("more"));
    }

    [Fact]
    public async Task Should_give_at_most_two_hundred_entries_and_say_that_there_are_more()
    {
        for (int i = 1; i <= 201; i++)
        {
            await _alice.PutAsync("send", ("room", "lobby"), ("text", $"{i}"), ("key", $"{i}"));
        }

        await _alice.EventAsync("message", ("text", "201"));
        WireFrame page = await _alice.OkAsync("history", ("room", "lobby"), ("limit", 5000));

        Assert.Equal(Enumerable.Range(2, 200).Select(i => (long)i), page.List("messages").Select(m => m.Seq));
        Assert.Equal((false, true), (page.Flag("start"), page.Flag("end")));
    }

    [Theory]
    [InlineData("before", 4, "2 3", false, false)]
    [InlineData("before", 3, "1 2", true, false)]
    [InlineData("before", 1, "", true, false)]
    [InlineData("after", 2, "3 4", false, false)]
    [InlineData("after", 4, "5", false, true)]
    [InlineData("after", 5, "", false, true)]
    [InlineData("after", 4_000_000_000, "", false, true)]
    [InlineData(null, 0, "4 5", false, true)]
    public async Task Should_page_through_history(string? field, long seq, string seqs, bool start, bool end)
    {
        await SayAsync(5);

        WireFrame page = await _alice.OkAsync("history", field is null ? [("room", "lobby"), ("limit", 2)] : [("room", "lobby"), ("limit", 2), (field, seq)]);

        Assert.Equal(seqs, string.Join(' ', page.List("messages").Select(m => m.Seq)));
        Assert.Equal((start, end), (page.Flag("start"), page.Flag("end")));
    }

    [Fact]
    public async Task Should_give_history_around_a_message_with_the_fields_of_its_event()
    {
        await SayAsync(9);
        WireFrame said = await _alice.EventAsync("message", ("text", "5"));

        WireFrame page = await _alice.OkAsync("history", ("room", "lobby"), ("around", 5), ("limit", 3));

        Assert.Equal("4 5 6", string.Join(' ', page.List("messages").Select(m => m.Seq)));
        WireFrame middle = page.List("messages")[1];
        Assert.All((string[])["at", "from", "text", "key"], field => Assert.Equal(said.Text(field), middle.Text(field)));
    }

    [Fact]
    public async Task Should_move_a_read_marker_on_and_never_back_nor_past_the_end()
    {
        await SayAsync(5);

        Assert.Equal(3, (await _alice.OkAsync("read", ("room", "lobby"), ("seq", 3))).Seq);
        Assert.Equal(3, (await _alice.OkAsync("read", ("room", "lobby"), ("seq", 1))).Seq);
        Assert.Equal(5, (await _alice.OkAsync("read", ("room", "lobby"), ("seq", 4_000_000_000))).Seq);
        WireFrame back = await (await _node.ConnectAsync()).HelloAsync("alice", _alice.Token);
        Assert.Equal((5, 5, 0), (back.List("rooms")[0].Seq, back.List("rooms")[0].Number("read"), back.List("rooms")[0].Number("unread")));
    }

    private static IEnumerable<string?> Names(WireFrame ok, string list, string field) => ok.List(list).Select(entry => entry.Text(field));

    private async Task SayAsync(int count)
    {
        for (int i = 1; i <= count; i++)
        {
            await _alice.SayAsync("lobby", $"{i}");
        }
    }
}
