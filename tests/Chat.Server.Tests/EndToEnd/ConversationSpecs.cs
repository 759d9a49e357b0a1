using Chat.Server.Tests.EndToEnd.Support;
using Xunit;

namespace Chat.Server.Tests.EndToEnd;

public class ConversationSpecs : IAsyncLifetime
{
    private protected virtual Carrier Carrier => Carrier.Tcp;

    private ChatNode _node = null!;

    public async Task InitializeAsync() => _node = await ChatNode.StartAsync(carrier: Carrier);

    public async Task DisposeAsync() => await _node.DisposeAsync();

    [Fact]
    public async Task Should_welcome_a_guest_into_the_lobby()
    {
        WireClient alice = await _node.ConnectAsync();

        WireFrame ok = await alice.HelloAsync("Alice");

        Assert.Equal("Alice", ok.Text("user"));
        Assert.True(ok.Flag("guest"));
        Assert.NotEmpty(ok.Text("session")!);
        Assert.Equal(65536, ok.Json.GetProperty("limits").GetProperty("maxFrameBytes").GetInt32());
        Assert.Equal("AkkaChat", ok.Json.GetProperty("server").GetProperty("name").GetString());
        WireFrame lobby = Assert.Single(ok.List("rooms"));
        Assert.Equal(("lobby", 0, 0, 0, ""), (lobby.Text("room"), lobby.Seq, lobby.Number("read"), lobby.Number("unread"), lobby.Text("topic")));
        WireFrame joined = await alice.EventAsync("joined", ("room", "lobby"), ("user", "Alice"));
        Assert.Equal(("online", "member"), (joined.Text("status"), joined.Text("role")));
    }

    [Fact]
    public async Task Should_tell_the_members_who_joins_and_the_joiner_who_is_there()
    {
        WireClient alice = await _node.EnterAsync("alice");
        WireClient bob = await _node.EnterAsync("bob");

        WireFrame made = await alice.OkAsync("join", ("room", "Python"));
        WireFrame joined = await bob.OkAsync("join", ("room", "python"));

        Assert.Equal([("alice", "online", "owner")], Users(made));
        Assert.Equal("Python", joined.Text("room"));
        Assert.Equal([("alice", "online", "owner"), ("bob", "online", "member")], Users(joined));
        await alice.EventAsync("joined", ("room", "Python"), ("user", "bob"));
    }

    [Fact]
    public async Task Should_give_a_message_to_every_member_with_the_seq_and_time_of_its_acknowledgement()
    {
        WireClient alice = await _node.EnterAsync("alice");
        WireClient bob = await _node.EnterAsync("bob");

        WireFrame ok = await alice.OkAsync("send", ("room", "lobby"), ("text", "hi all"), ("key", "k1"));

        Assert.Equal(("lobby", 1), (ok.Text("room"), ok.Seq));
        foreach (WireClient member in (WireClient[])[alice, bob])
        {
            WireFrame message = await member.EventAsync("message");
            Assert.Equal(("lobby", "alice", "hi all", "k1"), (message.Text("room"), message.Text("from"), message.Text("text"), message.Text("key")));
            Assert.Equal((1, ok.Text("at")), (message.Seq, message.Text("at")));
            Assert.False(message.Has("kind"));
        }
    }

    [Fact]
    public async Task Should_carry_texts_of_any_script_and_actions_as_they_were_written()
    {
        WireClient alice = await _node.EnterAsync("alice");
        const string text = "wave 👋🏽 — «привет» \"quoted\" \\ \u202eabc\t\u001b[31m\n你好";

        await alice.OkAsync("send", ("room", "lobby"), ("text", text), ("key", "k1"), ("kind", "action"));

        WireFrame message = await alice.EventAsync("message");
        Assert.Equal((text, "action"), (message.Text("text"), message.Text("kind")));
    }

    [Fact]
    public async Task Should_show_everyone_the_same_order()
    {
        const int each = 40;
        WireClient[] clients = await Task.WhenAll(Enumerable.Range(0, 4).Select(n => _node.EnterAsync($"user{n}")));

        await Task.WhenAll(clients.Select(async client =>
        {
            for (int i = 0; i < each; i++)
            {
                await client.PutAsync("send", ("room", "lobby"), ("text", $"{client.Name} {i}"), ("key", $"{i}"));
            }
        }));

        var logs = new List<List<(long, string?)>>();
        foreach (WireClient client in clients)
        {
            var log = new List<(long, string?)>();
            for (int i = 0; i < each * clients.Length; i++)
            {
                WireFrame message = await client.EventAsync("message");
                log.Add((message.Seq, message.Text("text")));
            }

            logs.Add(log);
        }

        Assert.Equal(Enumerable.Range(1, each * clients.Length).Select(n => (long)n), logs[0].Select(m => m.Item1));
        Assert.All(logs, log => Assert.Equal(logs[0], log));
        foreach (WireClient client in clients)
        {
            Assert.Equal(Enumerable.Range(0, each).Select(i => $"{client.Name} {i}"), logs[0].Select(m => m.Item2).Where(t => t!.StartsWith(client.Name + " ", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public async Task Should_carry_private_messages_both_ways_and_to_nobody_else()
    {
        WireClient alice = await _node.EnterAsync("alice");
        WireClient bob = await _node.EnterAsync("bob");
        WireClient carol = await _node.EnterAsync("carol");

        WireFrame first = await alice.OkAsync("send", ("room", "@bob"), ("text", "psst"), ("key", "a1"));
        WireFrame second = await bob.OkAsync("send", ("room", "@alice"), ("text", "what?"), ("key", "b1"));

        Assert.Equal(("@bob", 1), (first.Text("room"), first.Seq));
        Assert.Equal(("@alice", 2), (second.Text("room"), second.Seq));
        await alice.EventAsync("message", ("room", "@bob"), ("from", "alice"), ("text", "psst"));
        await alice.EventAsync("message", ("room", "@bob"), ("from", "bob"), ("text", "what?"));
        await bob.EventAsync("message", ("room", "@alice"), ("from", "alice"), ("text", "psst"));
        await bob.EventAsync("message", ("room", "@alice"), ("from", "bob"), ("text", "what?"));
        await carol.OkAsync("users", ("room", "lobby"));
        Assert.Empty(carol.TakeKept(f => f.Type == "message"));
    }

    [Fact]
    public async Task Should_keep_a_private_log_with_markers_for_each_of_the_two()
    {
        WireClient alice = await _node.EnterAsync("alice");
        WireClient bob = await _node.EnterAsync("bob");
        await alice.SayAsync("@bob", "one");
        await alice.SayAsync("@bob", "two");
        await bob.EventAsync("message", ("room", "@alice"), ("text", "two"));

        WireFrame read = await bob.OkAsync("read", ("room", "@alice"), ("seq", 1));
        WireFrame log = await bob.OkAsync("history", ("room", "@alice"));
        bob.Dispose();
        WireFrame back = await (await _node.ConnectAsync()).HelloAsync("bob", bob.Token);

        Assert.Equal(("@alice", 1), (read.Text("room"), read.Seq));
        Assert.Equal(["one", "two"], log.List("messages").Select(m => m.Text("text")));
        WireFrame pair = Assert.Single(back.List("rooms"), r => r.Text("room") == "@alice");
        Assert.Equal((2, 1, 1), (pair.Seq, pair.Number("read"), pair.Number("unread")));
    }

    [Fact]
    public async Task Should_set_and_tell_the_topic()
    {
        WireClient alice = await _node.EnterAsync("alice");
        WireClient bob = await _node.EnterAsync("bob");

        WireFrame set = await alice.OkAsync("topic", ("room", "lobby"), ("topic", "Snakes"));
        WireFrame told = await bob.EventAsync("topic", ("room", "lobby"), ("topic", "Snakes"), ("by", "alice"));
        WireFrame asked = await bob.OkAsync("topic", ("room", "lobby"));
        WireFrame cleared = await bob.OkAsync("topic", ("room", "lobby"), ("topic", ""));

        Assert.Equal("Snakes", set.Text("topic"));
        Assert.True(told.Has("at"));
        Assert.Equal("Snakes", asked.Text("topic"));
        Assert.Equal("", cleared.Text("topic"));
        await alice.EventAsync("topic", ("by", "bob"), ("topic", ""));
    }

    [Fact]
    public async Task Should_tell_who_is_away_and_who_is_back()
    {
        WireClient alice = await _node.EnterAsync("alice");
        WireClient bob = await _node.EnterAsync("bob");

        await bob.OkAsync("away", ("text", "lunch"));
        WireFrame gone = await alice.EventAsync("presence", ("user", "bob"), ("status", "away"));
        WireFrame whois = await alice.OkAsync("whois", ("user", "BOB"));
        WireFrame users = await alice.OkAsync("users", ("room", "lobby"));
        await bob.OkAsync("away");
        WireFrame back = await alice.EventAsync("presence", ("user", "bob"), ("status", "online"));

        Assert.Equal("lunch", gone.Text("away"));
        Assert.Equal(("bob", "away", "lunch"), (whois.Text("user"), whois.Text("status"), whois.Text("away")));
        Assert.True(whois.Flag("guest") && whois.Has("since"));
        Assert.Equal("lunch", users.List("users")[1].Text("away"));
        Assert.False(back.Has("away"));
    }

    [Fact]
    public async Task Should_tell_the_others_of_a_room_and_not_the_writer_who_is_typing()
    {
        WireClient alice = await _node.EnterAsync("alice");
        WireClient bob = await _node.EnterAsync("bob");

        await alice.OkAsync("typing", ("room", "lobby"));
        await alice.OkAsync("typing", ("room", "lobby"), ("active", false));

        Assert.True((await bob.EventAsync("typing", ("user", "alice"))).Flag("active"));
        Assert.False((await bob.EventAsync("typing", ("user", "alice"))).Flag("active"));
        Assert.Empty(alice.TakeKept(f => f.Is("typing")));
    }

    [Fact]
    public async Task Should_tell_of_someone_whose_connection_ends_and_who_comes_back()
    {
        WireClient alice = await _node.EnterAsync("alice");
        WireClient bob = await _node.EnterAsync("bob");

        bob.Reset();
        await alice.EventAsync("presence", ("user", "bob"), ("status", "offline"));
        WireFrame whois = await alice.OkAsync("whois", ("user", "bob"));
        await _node.ResumeAsync(bob);

        Assert.Equal("offline", whois.Text("status"));
        await alice.EventAsync("presence", ("user", "bob"), ("status", "online"));
    }

    [Fact]
    public async Task Should_let_a_guest_change_its_name()
    {
        WireClient alice = await _node.EnterAsync("alice");
        WireClient bob = await _node.EnterAsync("bob");
        await alice.SayAsync("@bob", "before");
        await bob.EventAsync("message", ("room", "@alice"));

        Assert.Equal("alice2", (await alice.OkAsync("nick", ("user", "alice2"))).Text("user"));
        await alice.SayAsync("@bob", "after");

        await bob.EventAsync("renamed", ("user", "alice"), ("to", "alice2"), ("room", "lobby"));
        await bob.EventAsync("renamed", ("user", "alice"), ("to", "alice2"), ("room", "@alice"));
        WireFrame own = await alice.NextAsync(f => f.Is("renamed") && !f.Has("room"), "its own renaming");
        Assert.Equal("alice2", own.Text("to"));
        Assert.Equal(2, (await bob.EventAsync("message", ("room", "@alice2"), ("from", "alice2"))).Seq);
        Assert.Equal("no-such-user", (await bob.AskAsync("whois", ("user", "alice"))).Code);
        Assert.Equal(["alice2", "bob"], (await bob.OkAsync("users", ("room", "lobby"))).List("users").Select(u => u.Text("user")));
    }

    [Fact]
    public async Task Should_answer_quit_say_bye_and_free_the_name()
    {
        WireClient alice = await _node.EnterAsync("alice");
        WireClient bob = await _node.EnterAsync("bob");

        long quit = await bob.PutAsync("quit");
        IReadOnlyList<WireFrame> last = await bob.ReadToEndAsync();

        Assert.Equal(["ok", "bye"], last.Where(f => f.Re == quit || f.Type == "bye").Select(f => f.Type));
        Assert.Equal("quit", last[^1].Code);
        Assert.False(bob.WasReset);
        await alice.EventAsync("left", ("room", "lobby"), ("user", "bob"), ("reason", "quit"));
        WireFrame hello = await (await _node.ConnectAsync()).HelloAsync("bob");
        Assert.NotEqual(bob.Token, hello.Text("session"));
    }

    [Fact]
    public async Task Should_tell_the_members_who_leaves()
    {
        WireClient alice = await _node.EnterAsync("alice");
        WireClient bob = await _node.EnterAsync("bob");

        Assert.Equal("lobby", (await bob.OkAsync("leave", ("room", "lobby"))).Text("room"));
        await alice.EventAsync("left", ("room", "lobby"), ("user", "bob"), ("reason", "left"));
        await alice.SayAsync("lobby", "is he gone?");

        Assert.Equal(["alice"], (await alice.OkAsync("users", ("room", "lobby"))).List("users").Select(u => u.Text("user")));
        await bob.OkAsync("join", ("room", "elsewhere"));
        Assert.Empty(bob.TakeKept(f => f.Type == "message"));
    }

    private static IEnumerable<(string?, string?, string?)> Users(WireFrame ok) => ok.List("users").Select(u => (u.Text("user"), u.Text("status"), u.Text("role")));
}
