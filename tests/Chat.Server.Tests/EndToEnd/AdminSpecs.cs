using Chat.Server.Control;
using Chat.Server.Tests.EndToEnd.Support;
using Xunit;

namespace Chat.Server.Tests.EndToEnd;

/// <summary>The server's admins, and bans from the whole server, over sockets.</summary>
public sealed class AdminSpecs : IAsyncLifetime
{
    private const string Room = "python";
    private ChatNode _node = null!;
    private WireClient _root = null!;
    private WireClient _bob = null!;

    public async Task InitializeAsync()
    {
        _node = await ChatNode.StartAsync();
        _root = await _node.EnterAsAdminAsync("root");
        _bob = await _node.EnterAsync("bob");
        await _bob.OkAsync("join", ("room", Room));
    }

    public async Task DisposeAsync() => await _node.DisposeAsync();

    [Fact]
    public async Task Should_let_an_admin_do_in_any_room_what_its_owner_may_but_read_it()
    {
        await _bob.OkAsync("room", ("room", Room), ("access", "private"));
        WireClient carol = await _node.EnterAsync("carol");
        await _bob.OkAsync("invite", ("room", Room), ("user", "carol"));
        await carol.OkAsync("join", ("room", Room));

        Assert.Contains(Room, (await _root.OkAsync("rooms")).List("rooms").Select(r => r.Text("room")));
        await _root.ErrorAsync("not-member", "history", ("room", Room));
        await _root.ErrorAsync("not-member", "search", ("room", Room), ("text", "hi"));
        await _root.ErrorAsync("not-member", "send", ("room", Room), ("text", "hi"), ("key", "k1"));
        await _root.OkAsync("role", ("room", Room), ("user", "carol"), ("role", "owner"));
        await _root.OkAsync("mute", ("room", Room), ("user", "bob"));
        await _root.OkAsync("topic", ("room", Room), ("topic", "Watched"));
        Assert.Equal(2, (await _root.OkAsync("users", ("room", Room))).List("users").Count);
        await _root.OkAsync("kick", ("room", Room), ("user", "bob"));
        await _root.OkAsync("join", ("room", Room));
        await carol.ErrorAsync("forbidden", "kick", ("room", Room), ("user", "root"));
        await carol.ErrorAsync("forbidden", "ban", ("room", Room), ("user", "root"));
    }

    [Fact]
    public async Task Should_list_and_close_the_reports_of_all_rooms_a_page_at_a_time()
    {
        await _bob.OkAsync("join", ("room", "den"));
        await _bob.OkAsync("room", ("room", "den"), ("access", "private"));
        long[] reports = new long[3];
        long[] seqs = new long[3];
        string[] rooms = [Room, "den", Room];
        for (int i = 0; i < rooms.Length; i++)
        {
            seqs[i] = (await _bob.SayAsync(rooms[i], $"insult {i}")).Seq;
            reports[i] = (await _bob.OkAsync("report", ("room", rooms[i]), ("seq", seqs[i]), ("reason", "insults"))).Number("report");
        }

        WireFrame first = await _root.OkAsync("reports", ("room", "*"), ("limit", 2));
        Assert.True(first.Flag("more"));
        Assert.Equal(
            [(reports[0], Room, "insult 0"), (reports[1], "den", "insult 1")],
            first.List("reports").Select(r => (r.Number("report"), r.Text("room")!, r.Text("text")!)));
        WireFrame rest = await _root.OkAsync("reports", ("room", "*"), ("after", reports[1]));
        Assert.Equal((reports[2], false), (Assert.Single(rest.List("reports")).Number("report"), rest.Flag("more")));

        await _root.OkAsync("resolve", ("room", "*"), ("report", reports[1]), ("note", "talked to him"));
        Assert.Equal("report", (await _root.ErrorAsync("bad-request", "resolve", ("room", "*"), ("report", reports[1]))).Text("field"));
        Assert.Equal([reports[0], reports[2]], (await _root.OkAsync("reports", ("room", "*"))).List("reports").Select(r => r.Number("report")));
        Assert.Empty((await _bob.OkAsync("reports", ("room", "den"))).List("reports"));
        WireFrame act = (await _bob.OkAsync("audit", ("room", "den"))).List("acts")[0];
        Assert.Equal(("resolve", "root", $"{reports[1]}", "talked to him"), (act.Text("act"), act.Text("by"), act.Text("target"), act.Text("reason")));

        // Closed is closed, whoever did it: the message can be reported again.
        long again = (await _bob.OkAsync("report", ("room", "den"), ("seq", seqs[1]), ("reason", "insults"))).Number("report");
        Assert.Equal(again, Assert.Single((await _bob.OkAsync("reports", ("room", "den"))).List("reports")).Number("report"));
        Assert.NotEqual(reports[1], again);
        await _bob.ErrorAsync("forbidden", "reports", ("room", "*"));
        await _bob.ErrorAsync("forbidden", "resolve", ("room", "*"), ("report", reports[0]));
    }

    [Fact]
    public async Task Should_tell_addresses_to_admins_only()
    {
        Assert.Equal("127.0.0.1", Assert.Single((await _root.OkAsync("whois", ("user", "bob"))).Json.GetProperty("addresses").EnumerateArray()).GetString());
        WireFrame known = await _bob.OkAsync("whois", ("user", "root"));
        Assert.True(known.Flag("admin"));
        Assert.False(known.Has("addresses"));
        Assert.False((await _bob.OkAsync("whois", ("user", "bob"))).Has("admin"));
    }

    [Fact]
    public async Task Should_keep_an_address_out_of_a_room()
    {
        await _root.OkAsync("ban", ("room", Room), ("address", "127.0.0.0/8"), ("reason", "noise"));
        WireClient carol = await _node.EnterAsync("carol");
        await carol.ErrorAsync("banned", "join", ("room", Room));
        await _bob.OkAsync("ping");
        Assert.Empty((await _bob.OkAsync("bans", ("room", Room))).List("bans"));
        Assert.Equal("address:127.0.0.0/8", Assert.Single((await _root.OkAsync("bans", ("room", Room))).List("bans")).Text("ban"));
        Assert.Equal("address", Assert.Single((await _bob.OkAsync("audit", ("room", Room))).List("acts")).Text("target"));
        await _bob.ErrorAsync("forbidden", "unban", ("room", Room), ("address", "127.0.0.0/8"));
        await _root.OkAsync("join", ("room", Room));
        await _root.OkAsync("unban", ("room", Room), ("address", "127.0.0.1/8"));
        await carol.OkAsync("join", ("room", Room));
    }

    [Fact]
    public async Task Should_ban_a_user_from_the_whole_server()
    {
        await _bob.ErrorAsync("forbidden", "ban", ("room", "*"), ("user", "root"));
        await _bob.ErrorAsync("bad-request", "kick", ("room", "*"), ("user", "root"));
        await _root.ErrorAsync("forbidden", "ban", ("room", "*"), ("user", "root"));
        await _root.ErrorAsync("no-such-user", "ban", ("room", "*"), ("user", "nobody"));
        await _root.OkAsync("ban", ("room", "*"), ("user", "bob"), ("reason", "spam"), ("seconds", 60));

        Assert.Equal("banned", (await _bob.ReadToEndAsync())[^1].Code);
        WireClient again = await _node.ConnectAsync();
        WireFrame refused = await again.ErrorAsync("banned", "hello", ("user", "bob"), ("session", _bob.Token));
        Assert.Contains("spam", refused.Text("message"), StringComparison.Ordinal);
        Assert.InRange(refused.Number("retryAfterMs"), 1, 60_000);
        Assert.Equal("user:bob", Assert.Single((await _root.OkAsync("bans", ("room", "*"))).List("bans")).Text("ban"));
        await _root.OkAsync("unban", ("room", "*"), ("user", "bob"));
        await again.HelloAsync("bob", _bob.Token);
        Assert.Equal(["unban", "ban", "admin"], (await _root.OkAsync("audit", ("room", "*"))).List("acts").Select(a => a.Text("act")));
    }

    [Fact]
    public async Task Should_ban_names_from_the_whole_server()
    {
        await _root.OkAsync("ban", ("room", "*"), ("pattern", "B?B*"));

        Assert.Equal("banned", (await _bob.ReadToEndAsync())[^1].Code);
        WireClient other = await _node.ConnectAsync();
        await other.ErrorAsync("banned", "hello", ("user", "bab"));
        await other.ErrorAsync("banned", "register", ("user", "bobby"), ("password", "correct horse battery"));
        await other.HelloAsync("carol");
        await other.ErrorAsync("banned", "nick", ("user", "bobby"));
        await _root.OkAsync("ping");
    }

    [Fact]
    public async Task Should_close_the_door_to_an_address_but_not_to_an_admin_who_is_in()
    {
        await _root.OkAsync("ban", ("room", "*"), ("address", "127.0.0.1"));

        Assert.Equal("banned", (await _bob.ReadToEndAsync())[^1].Code);
        WireFrame bye = Assert.Single(await (await _node.ConnectAsync()).ReadToEndAsync());
        Assert.Equal(("bye", "banned"), (bye.Type, bye.Code));
        await _root.OkAsync("unban", ("room", "*"), ("address", "127.0.0.1"));
        await _root.OkAsync("ping");
        WireFrame answer;
        do
        {
            // The door hears of it a moment after the admin does.
            WireClient dave = await _node.ConnectAsync();
            await dave.PutAsync("hello", ("user", "dave"));
            answer = await dave.NextAsync(_ => true, "an answer");
        }
        while (answer.Type == "bye");
        Assert.Equal("ok", answer.Type);
    }

    [Fact]
    public async Task Should_make_and_unmake_admins_who_are_connected()
    {
        Assert.Null((await _node.OperateAsync(new UserCommand(UserCommand.RemoveAdmin, "root"))).Code);
        await _root.EventAsync("notice");
        await _root.ErrorAsync("forbidden", "bans", ("room", "*"));
        await _root.ErrorAsync("not-member", "kick", ("room", Room), ("user", "bob"));
        Assert.Null((await _node.OperateAsync(new UserCommand(UserCommand.MakeAdmin, "root"))).Code);
        await _root.EventAsync("notice");
        await _root.OkAsync("kick", ("room", Room), ("user", "bob"));
        Assert.Equal("no-such-user", (await _node.OperateAsync(new UserCommand(UserCommand.MakeAdmin, "bob"))).Code);
    }
}
