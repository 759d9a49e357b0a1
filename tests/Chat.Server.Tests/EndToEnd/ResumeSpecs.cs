using Chat.Server.Tests.EndToEnd.Support;
using Xunit;

namespace Chat.Server.Tests.EndToEnd;

/// <summary>Coming back: no hole, no duplicate, the same user.</summary>
public sealed class ResumeSpecs : IAsyncLifetime
{
    private ChatNode _node = null!;
    private WireClient _alice = null!;
    private WireClient _bob = null!;

    public async Task InitializeAsync()
    {
        _node = await ChatNode.StartAsync(options => options with { Replay = 20, RelayRing = 4 });
        _alice = await _node.EnterAsync("alice");
        _bob = await _node.EnterAsync("bob");
    }

    public async Task DisposeAsync() => await _node.DisposeAsync();

    // The ring of 4 serves the first case, the log the others; 20 is the most that is replayed.
    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(15)]
    [InlineData(20)]
    public async Task Should_get_what_was_missed_and_then_what_comes_once_each_and_in_order(int missed)
    {
        await SayAsync(1, 5);
        await _bob.EventAsync("message", ("text", "5"));
        _bob.Reset();
        await _alice.EventAsync("presence", ("user", "bob"), ("status", "offline"));
        await SayAsync(6, missed);

        WireClient back = await _node.ConnectAsync();
        WireFrame ok = await back.HelloAsync("bob", _bob.Token, new { lobby = 5 });
        await SayAsync(6 + missed, 5);

        Assert.Equal(5 + missed, ok.List("rooms")[0].Seq);
        for (int seq = 6; seq <= 10 + missed; seq++)
        {
            WireFrame message = await back.EventAsync("message");
            Assert.Equal((seq, $"{seq}"), (message.Seq, message.Text("text")));
        }

        await AssertQuietAsync(back);
    }

    [Fact]
    public async Task Should_resume_right_while_others_go_on_talking()
    {
        await SayAsync(1, 5);
        await _bob.EventAsync("message", ("text", "5"));
        _bob.Reset();
        using var enough = new CancellationTokenSource();
        Task talking = TalkAsync(6, enough.Token);
        long cursor = 5;
        for (int round = 0; round < 10; round++)
        {
            WireClient back = await _node.ConnectAsync();
            await back.HelloAsync("bob", _bob.Token, new { lobby = cursor });
            for (int i = 0; i < 8; i++)
            {
                WireFrame next = await back.NextAsync(f => f.Type is "message" or "gap", "a message");
                Assert.Equal(cursor + 1, next.Type == "gap" ? next.Number("from") : next.Seq);
                cursor = next.Type == "gap" ? next.Number("to") : next.Seq;
            }

            back.Reset();
        }

        await enough.CancelAsync();
        await talking;

        // However many they were, there is something to be heard in each round.
        async Task TalkAsync(int first, CancellationToken stop)
        {
            for (int i = first; !stop.IsCancellationRequested; i++)
            {
                await SayAsync(i, 1);
            }
        }
    }

    [Fact]
    public async Task Should_be_told_of_one_gap_where_too_much_is_missing()
    {
        await SayAsync(1, 26);
        await _bob.EventAsync("message", ("text", "26"));

        WireClient back = await _node.ResumeAsync(_bob, new { lobby = 5 });
        WireFrame gap = await back.EventAsync("gap", ("room", "lobby"));
        await SayAsync(27, 1);

        Assert.Equal((6, 26), (gap.Number("from"), gap.Number("to")));
        Assert.Equal(27, (await back.EventAsync("message")).Seq);
        Assert.Equal(21, (await back.OkAsync("history", ("room", "lobby"), ("after", 5), ("limit", 200))).List("messages").Count - 1);
        await AssertQuietAsync(back);
    }

    [Fact]
    public async Task Should_start_live_in_a_room_without_a_cursor()
    {
        await SayAsync(1, 5);
        await _bob.EventAsync("message", ("text", "5"));

        WireClient back = await _node.ResumeAsync(_bob);
        await SayAsync(6, 1);

        Assert.Equal(6, (await back.EventAsync("message")).Seq);
    }

    [Fact]
    public async Task Should_ignore_cursors_of_rooms_one_is_not_in_and_cursors_from_the_future()
    {
        await SayAsync(1, 2);

        WireClient back = await _node.ResumeAsync(_bob, new { lobby = 4_000_000_000, nowhere = 3 });
        await SayAsync(3, 1);

        Assert.Equal(3, (await back.EventAsync("message")).Seq);
        await AssertQuietAsync(back);
    }

    [Fact]
    public async Task Should_resume_private_rooms_too()
    {
        await _alice.SayAsync("@bob", "one");
        await _bob.EventAsync("message", ("room", "@alice"));
        _bob.Reset();
        await _alice.EventAsync("presence", ("user", "bob"), ("status", "offline"));
        await _alice.SayAsync("@bob", "two");

        WireClient back = await _node.ResumeAsync(_bob, new Dictionary<string, long> { ["@alice"] = 1 });

        Assert.Equal("two", (await back.EventAsync("message", ("room", "@alice"))).Text("text"));
    }

    [Fact]
    public async Task Should_keep_a_first_private_message_for_someone_who_is_not_there()
    {
        _bob.Reset();
        await _alice.EventAsync("presence", ("user", "bob"), ("status", "offline"));
        Assert.Equal(1, (await _alice.SayAsync("@bob", "call me")).Seq);

        WireClient back = await _node.ResumeAsync(_bob);

        WireFrame room = back.Received[0].List("rooms").Single(r => r.Text("room") == "@alice");
        Assert.Equal((1, 1), (room.Seq, room.Number("unread")));
        WireFrame page = await back.OkAsync("history", ("room", "@alice"));
        Assert.Equal(("alice", "call me"), (page.List("messages").Single().Text("from"), page.List("messages")[0].Text("text")));
    }

    [Fact]
    public async Task Should_find_the_same_rooms_and_the_same_membership()
    {
        await _bob.OkAsync("join", ("room", "python"));
        _bob.Reset();
        await _alice.EventAsync("presence", ("user", "bob"), ("status", "offline"));

        WireClient back = await _node.ResumeAsync(_bob);

        Assert.Equal(["lobby", "python"], back.Received[0].List("rooms").Select(r => r.Text("room")).Order());
        Assert.Equal(1, (await back.SayAsync("python", "still in")).Seq);
    }

    [Fact]
    public async Task Should_replace_the_older_connection_of_a_token()
    {
        WireClient newer = await _node.ResumeAsync(_bob);

        Assert.Equal("replaced", (await _bob.ReadToEndAsync())[^1].Code);
        Assert.Equal(1, (await newer.SayAsync("lobby", "here")).Seq);
        Assert.Equal("online", (await _alice.OkAsync("whois", ("user", "bob"))).Text("status"));
    }

    [Fact]
    public async Task Should_not_let_a_hello_that_was_held_up_replace_a_later_connection()
    {
        WireClient later = await _node.ConnectAsync();
        await later.OkAsync("hello", ("user", "bob"), ("session", _bob.Token), ("instance", "run"), ("attempt", 2));
        WireClient heldUp = await _node.ConnectAsync();

        await heldUp.ErrorAsync("replaced", "hello", ("user", "bob"), ("session", _bob.Token), ("instance", "run"), ("attempt", 1));

        Assert.Equal(1, (await later.SayAsync("lobby", "still here")).Seq);
    }

    [Fact]
    public async Task Should_post_a_repeated_message_once_even_over_a_new_connection()
    {
        WireFrame first = await _bob.OkAsync("send", ("room", "lobby"), ("text", "once"), ("key", "k"));
        WireFrame again = await _bob.OkAsync("send", ("room", "lobby"), ("text", "once"), ("key", "k"));
        await _bob.PutAsync("send", ("room", "lobby"), ("text", "twice"), ("key", "unheard"));
        await _alice.EventAsync("message", ("text", "twice"));
        _bob.Reset();
        WireClient back = await _node.ResumeAsync(_bob, new { lobby = 2 });
        WireFrame third = await back.OkAsync("send", ("room", "lobby"), ("text", "once"), ("key", "k"));
        WireFrame fourth = await back.OkAsync("send", ("room", "lobby"), ("text", "twice"), ("key", "unheard"));

        Assert.Equal([(1, first.Text("at")), (1, first.Text("at")), (1, first.Text("at"))], ((WireFrame[])[first, again, third]).Select(f => (f.Seq, f.Text("at"))));
        Assert.Equal(2, fourth.Seq);
        Assert.Equal(3, (await _alice.SayAsync("lobby", "next")).Seq);
        await AssertQuietAsync(_alice, except: ["once", "next"]);
    }

    [Fact]
    public async Task Should_take_the_same_key_of_another_user_and_in_another_room_as_another_message()
    {
        await _alice.OkAsync("join", ("room", "python"));

        Assert.Equal(1, (await _alice.OkAsync("send", ("room", "lobby"), ("text", "a"), ("key", "k"))).Seq);
        Assert.Equal(2, (await _bob.OkAsync("send", ("room", "lobby"), ("text", "b"), ("key", "k"))).Seq);
        Assert.Equal(1, (await _alice.OkAsync("send", ("room", "python"), ("text", "c"), ("key", "k"))).Seq);
    }

    /// <summary>The answer comes in the room's order: what it would have sent before has come.</summary>
    private static async Task AssertQuietAsync(WireClient client, params string[] except)
    {
        await client.OkAsync("users", ("room", "lobby"));
        Assert.Empty(client.TakeKept(f => f.Type is "message" or "gap" && !except.Contains(f.Text("text"))));
    }

    private async Task SayAsync(int first, int count)
    {
        for (int i = first; i < first + count; i++)
        {
            await _alice.SayAsync("lobby", $"{i}");
        }
    }
}
