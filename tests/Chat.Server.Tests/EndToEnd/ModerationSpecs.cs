using Chat.Server.Tests.EndToEnd.Support;
using Xunit;

namespace Chat.Server.Tests.EndToEnd;

/// <summary>Roles, kicks, bans and mutes over sockets.</summary>
public sealed class ModerationSpecs : IAsyncLifetime
{
    private const string Room = "python";
    private ChatNode _node = null!;
    private WireClient _alice = null!;
    private WireClient _bob = null!;
    private WireClient _carol = null!;

    public async Task InitializeAsync()
    {
        _node = await ChatNode.StartAsync();
        _alice = await _node.EnterAsync("alice");
        _bob = await _node.EnterAsync("bob");
        _carol = await _node.EnterAsync("carol");
        await _alice.OkAsync("join", ("room", Room));
        await _bob.OkAsync("join", ("room", Room));
        await _carol.OkAsync("join", ("room", Room));
    }

    public async Task DisposeAsync() => await _node.DisposeAsync();

    [Fact]
    public async Task Should_send_a_member_out_who_then_hears_and_reads_nothing_and_may_come_again()
    {
        await _bob.SayAsync(Room, "before");
        await _alice.OkAsync("kick", ("room", Room), ("user", "BOB"), ("reason", "flooding"));
        await _alice.SayAsync(Room, "behind his back");

        WireFrame told = await _bob.EventAsync("left", ("room", Room), ("user", "bob"), ("reason", "kicked"), ("by", "alice"), ("note", "flooding"));
        Assert.True(told.Flag("you"));
        await _carol.EventAsync("left", ("room", Room), ("user", "bob"), ("reason", "kicked"), ("by", "alice"));
        await _bob.ErrorAsync("not-member", "history", ("room", Room));
        await _bob.ErrorAsync("not-member", "read", ("room", Room), ("seq", 1));
        await _bob.ErrorAsync("not-member", "search", ("room", Room), ("text", "before"));
        await _bob.ErrorAsync("not-member", "users", ("room", Room));
        await _bob.OkAsync("ping");
        Assert.DoesNotContain(_bob.Received.SkipWhile(f => !f.Is("left", ("room", Room))).Skip(1), f => f.Text("room") == Room && f.Type != "error");

        WireClient again = await _node.ConnectAsync();
        _bob.Reset();
        WireFrame hello = await again.HelloAsync("bob", _bob.Token, new Dictionary<string, long> { [Room] = 0 });
        Assert.Equal(["lobby"], hello.List("rooms").Select(r => r.Text("room")));
        await again.OkAsync("ping");
        Assert.DoesNotContain(again.Received, f => f.Type == "message" && f.Text("room") == Room);
        await again.OkAsync("join", ("room", Room));
        await again.SayAsync(Room, "here again");
    }

    [Fact]
    public async Task Should_answer_a_message_that_was_posted_before_its_author_was_sent_out_as_it_was_answered_then()
    {
        long seq = (await _bob.OkAsync("send", ("room", Room), ("text", "hi"), ("key", "k1"))).Seq;
        await _alice.OkAsync("kick", ("room", Room), ("user", "bob"));
        await _bob.EventAsync("left", ("room", Room), ("user", "bob"));

        Assert.Equal(seq, (await _bob.OkAsync("send", ("room", Room), ("text", "hi"), ("key", "k1"))).Seq);
        await _bob.ErrorAsync("not-member", "send", ("room", Room), ("text", "hi"), ("key", "k2"));
    }

    [Fact]
    public async Task Should_keep_out_who_is_banned_until_the_ban_ends()
    {
        WireFrame entry = (await _alice.OkAsync("ban", ("room", Room), ("user", "bob"), ("reason", "spam"), ("seconds", 3600))).Part("entry")!;
        Assert.Equal(("user:bob", "bob", "alice", "spam"), (entry.Text("ban"), entry.Text("user"), entry.Text("by"), entry.Text("reason")));
        await _bob.EventAsync("left", ("room", Room), ("user", "bob"), ("reason", "banned"), ("note", "spam"), ("until", entry.Text("until")!));
        WireFrame refused = await _bob.ErrorAsync("banned", "join", ("room", Room));
        Assert.Contains("spam", refused.Text("message"), StringComparison.Ordinal);
        Assert.InRange(refused.Number("retryAfterMs"), 1, 3_600_000);
        Assert.Equal("user:bob", Assert.Single((await _alice.OkAsync("bans", ("room", Room))).List("bans")).Text("ban"));

        await _alice.OkAsync("unban", ("room", Room), ("user", "bob"));
        WireFrame none = await _alice.ErrorAsync("bad-request", "unban", ("room", Room), ("user", "bob"));
        Assert.Equal("user", none.Text("field"));
        await _bob.OkAsync("join", ("room", Room));
    }

    [Fact]
    public async Task Should_ban_names_of_a_pattern_and_send_out_who_takes_one()
    {
        await _alice.OkAsync("ban", ("room", Room), ("pattern", "BOB*"));
        await _bob.EventAsync("left", ("room", Room), ("user", "bob"), ("reason", "banned"), ("by", "alice"));
        await _bob.ErrorAsync("banned", "join", ("room", Room));
        await _carol.OkAsync("nick", ("user", "b0bby"));
        await _alice.EventAsync("left", ("room", Room), ("user", "b0bby"), ("reason", "banned"));
        Assert.Equal("pattern", (await _alice.ErrorAsync("bad-request", "ban", ("room", Room), ("pattern", "*"))).Text("field"));
        Assert.Equal("address", (await _alice.ErrorAsync("bad-request", "ban", ("room", Room), ("address", "nowhere"))).Text("field"));
        await _alice.ErrorAsync("forbidden", "ban", ("room", Room), ("address", "127.0.0.1"));
    }

    [Fact]
    public async Task Should_let_say_nothing_who_is_muted_through_leaving_and_coming_again()
    {
        long seq = (await _bob.OkAsync("send", ("room", Room), ("text", "hi"), ("key", "k1"))).Seq;
        await _alice.OkAsync("mute", ("room", Room), ("user", "bob"), ("reason", "caps lock"), ("seconds", 600));
        WireFrame told = await _bob.EventAsync("member", ("room", Room), ("user", "bob"), ("role", "member"), ("by", "alice"), ("reason", "caps lock"));
        Assert.True(told.Flag("muted") && told.Flag("you"));

        WireFrame refused = await _bob.ErrorAsync("muted", "send", ("room", Room), ("text", "HI"), ("key", "k2"));
        Assert.InRange(refused.Number("retryAfterMs"), 1, 600_000);
        Assert.Equal(seq, (await _bob.OkAsync("send", ("room", Room), ("text", "hi"), ("key", "k1"))).Seq);
        await _bob.ErrorAsync("muted", "typing", ("room", Room));
        await _bob.ErrorAsync("muted", "topic", ("room", Room), ("topic", "HI"));
        await _bob.OkAsync("leave", ("room", Room));
        WireFrame back = await _bob.OkAsync("join", ("room", Room));
        Assert.True(back.Part("you")!.Flag("muted"));
        Assert.Equal("bob", Assert.Single(back.List("users"), u => u.Flag("muted")).Text("user"));
        await _bob.ErrorAsync("muted", "send", ("room", Room), ("text", "HI"), ("key", "k3"));
        Assert.Equal("user:bob", Assert.Single((await _alice.OkAsync("mutes", ("room", Room))).List("mutes")).Text("ban"));

        await _alice.OkAsync("unmute", ("room", Room), ("user", "bob"));
        WireFrame free = await _bob.EventAsync("member", ("room", Room), ("user", "bob"));
        Assert.False(free.Flag("muted"));
        await _bob.SayAsync(Room, "thanks");
    }

    [Fact]
    public async Task Should_tell_until_when_one_is_muted_on_coming_and_on_asking_and_when_that_ends()
    {
        await _alice.OkAsync("mute", ("room", Room), ("user", "bob"), ("reason", "caps lock"), ("seconds", 3600));
        string? until = (await _bob.EventAsync("member", ("room", Room), ("user", "bob"))).Text("until");
        WireFrame asked = (await _bob.OkAsync("room", ("room", Room))).Part("you")!;
        Assert.Equal(("member", true, until, "caps lock"), (asked.Text("role"), asked.Flag("muted"), asked.Text("until"), asked.Text("reason")));
        Assert.Equal("owner", (await _alice.OkAsync("room", ("room", Room))).Part("you")!.Text("role"));

        WireClient again = await _node.ConnectAsync();
        _bob.Reset();
        WireFrame hello = (await again.HelloAsync("bob", _bob.Token)).List("rooms").Single(r => r.Text("room") == Room).Part("you")!;
        Assert.Equal(("member", true, until, null), (hello.Text("role"), hello.Flag("muted"), hello.Text("until"), hello.Text("reason")));

        await _alice.OkAsync("mute", ("room", Room), ("user", "bob"), ("seconds", 1));
        WireFrame ended = await EndOfMuteAsync(again);
        Assert.True(ended.Flag("you") && !ended.Flag("muted"));
        Assert.False((await EndOfMuteAsync(_carol)).Flag("you"));
        await again.SayAsync(Room, "thanks");

        static Task<WireFrame> EndOfMuteAsync(WireClient client) =>
            client.NextAsync(f => f.Is("member", ("room", Room), ("user", "bob"), ("by", "alice")) && f.Flag("ended"), "the end of the mute");
    }

    [Fact]
    public async Task Should_let_moderators_act_on_members_and_owners_on_moderators()
    {
        await _alice.OkAsync("role", ("room", Room), ("user", "bob"), ("role", "moderator"));
        await _bob.EventAsync("member", ("room", Room), ("user", "bob"), ("role", "moderator"));
        await _carol.ErrorAsync("forbidden", "kick", ("room", Room), ("user", "alice"));
        await _bob.ErrorAsync("forbidden", "kick", ("room", Room), ("user", "alice"));
        await _bob.ErrorAsync("forbidden", "role", ("room", Room), ("user", "carol"), ("role", "moderator"));
        await _bob.ErrorAsync("forbidden", "room", ("room", Room), ("readOnly", true));
        await _bob.ErrorAsync("no-such-user", "kick", ("room", Room), ("user", "nobody"));
        await _bob.OkAsync("kick", ("room", Room), ("user", "carol"));
        await _alice.ErrorAsync("forbidden", "role", ("room", Room), ("user", "alice"), ("role", "member"));
        await _alice.OkAsync("role", ("room", Room), ("user", "bob"), ("role", "owner"));
        await _alice.OkAsync("role", ("room", Room), ("user", "alice"), ("role", "member"));
        await _bob.OkAsync("kick", ("room", Room), ("user", "alice"));
    }

    [Fact]
    public async Task Should_keep_the_order_of_one_connection_s_requests_though_a_name_is_looked_up()
    {
        long kick = await _alice.PutAsync("kick", ("room", Room), ("user", "bob"));
        long users = await _alice.PutAsync("users", ("room", Room));
        long send = await _alice.PutAsync("send", ("room", Room), ("text", "gone"), ("key", "k1"));

        Assert.Equal("ok", (await _alice.ReplyAsync(kick)).Type);
        Assert.DoesNotContain("bob", (await _alice.ReplyAsync(users)).List("users").Select(u => u.Text("user")));
        Assert.Equal("ok", (await _alice.ReplyAsync(send)).Type);
        await _bob.EventAsync("left", ("room", Room), ("user", "bob"));
        await _bob.OkAsync("ping");
        Assert.DoesNotContain(_bob.Received, f => f.Type == "message");
    }

    [Fact]
    public async Task Should_point_moderators_to_a_message_and_close_the_report()
    {
        long seq = (await _bob.SayAsync(Room, "insult")).Seq;
        long report = (await _carol.OkAsync("report", ("room", Room), ("seq", seq), ("reason", "insults"))).Number("report");

        WireFrame told = (await _alice.EventAsync("reported", ("room", Room))).Part("entry")!;
        Assert.Equal((report, seq, "bob", "insult", "carol"), (told.Number("report"), told.Number("seq"), told.Text("from"), told.Text("text"), told.Text("by")));
        Assert.Equal("seq", (await _carol.ErrorAsync("bad-request", "report", ("room", Room), ("seq", seq + 1), ("reason", "x"))).Text("field"));
        await _carol.ErrorAsync("forbidden", "reports", ("room", Room));
        Assert.Equal(report, Assert.Single((await _alice.OkAsync("reports", ("room", Room))).List("reports")).Number("report"));
        await _alice.OkAsync("resolve", ("room", Room), ("report", report), ("note", "muted"));
        Assert.Empty((await _alice.OkAsync("reports", ("room", Room))).List("reports"));
        Assert.Equal("report", (await _alice.ErrorAsync("bad-request", "resolve", ("room", Room), ("report", report))).Text("field"));
        await _carol.OkAsync("ping");
        Assert.DoesNotContain(_carol.Received, f => f.Type == "reported");
    }

    [Fact]
    public async Task Should_write_down_every_act_newest_first()
    {
        await _alice.OkAsync("mute", ("room", Room), ("user", "bob"), ("reason", "caps lock"));
        await _alice.OkAsync("topic", ("room", Room), ("topic", "Snakes"));
        await _alice.OkAsync("role", ("room", Room), ("user", "carol"), ("role", "moderator"));
        await _carol.OkAsync("kick", ("room", Room), ("user", "bob"));

        IReadOnlyList<WireFrame> acts = (await _carol.OkAsync("audit", ("room", Room), ("limit", 3))).List("acts");
        Assert.Equal(["kick carol bob", "role alice carol", "topic alice "], acts.Select(a => $"{a.Text("act")} {a.Text("by")} {a.Text("target")}"));
        IReadOnlyList<WireFrame> rest = (await _carol.OkAsync("audit", ("room", Room), ("before", acts[^1].Number("no")))).List("acts");
        Assert.Equal(["mute"], rest.Select(a => a.Text("act")));
        Assert.Equal("caps lock", rest[0].Text("reason"));
        await _bob.ErrorAsync("not-member", "audit", ("room", Room));
        await _bob.ErrorAsync("forbidden", "audit", ("room", "*"));
    }
}
