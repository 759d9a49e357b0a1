using Chat.Actors.Moderation;
using Chat.Server.Tests.EndToEnd.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Chat.Server.Tests.EndToEnd;

/// <summary>How rooms are used, and who gets into which, over sockets.</summary>
public sealed class RoomAccessSpecs : IAsyncLifetime
{
    private const string Room = "python";
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 22, 10, 30, 0, TimeSpan.Zero));
    private ChatNode _node = null!;
    private WireClient _alice = null!;
    private WireClient _bob = null!;

    public async Task InitializeAsync()
    {
        _node = await ChatNode.StartAsync(configure: services => services.AddSingleton<TimeProvider>(_time));
        _alice = await _node.EnterAsync("alice");
        _bob = await _node.EnterAsync("bob");
        await _alice.OkAsync("join", ("room", Room));
    }

    public async Task DisposeAsync() => await _node.DisposeAsync();

    [Fact]
    public async Task Should_let_owners_set_a_room_and_tell_its_members()
    {
        await _bob.OkAsync("join", ("room", Room));
        await _bob.ErrorAsync("forbidden", "room", ("room", Room), ("readOnly", true));
        WireFrame settings = (await _alice.OkAsync("room", ("room", Room), ("readOnly", true), ("topicLocked", true))).Part("settings")!;
        Assert.Equal(("public", true, 0L, true), (settings.Text("access"), settings.Flag("readOnly"), settings.Number("slowSeconds"), settings.Flag("topicLocked")));

        WireFrame told = await _bob.EventAsync("room", ("room", Room), ("by", "alice"));
        Assert.True(told.Part("settings")!.Flag("readOnly"));
        await _bob.ErrorAsync("forbidden", "send", ("room", Room), ("text", "hi"), ("key", "k1"));
        await _bob.ErrorAsync("forbidden", "typing", ("room", Room));
        await _bob.ErrorAsync("forbidden", "topic", ("room", Room), ("topic", "mine"));
        await _alice.SayAsync(Room, "news");
        Assert.True((await _bob.OkAsync("room", ("room", Room))).Part("settings")!.Flag("readOnly"));
        Assert.True((await _bob.OkAsync("join", ("room", Room))).Part("settings")!.Flag("readOnly"));
        Assert.False((await _bob.OkAsync("join", ("room", "lobby"))).Has("settings"));
    }

    [Fact]
    public async Task Should_let_members_of_a_slow_room_say_one_thing_in_a_while()
    {
        await _bob.OkAsync("join", ("room", Room));
        await _alice.OkAsync("room", ("room", Room), ("slowSeconds", 30));
        long seq = (await _bob.OkAsync("send", ("room", Room), ("text", "one"), ("key", "k1"))).Seq;

        Assert.Equal(30_000, (await _bob.ErrorAsync("rate-limited", "send", ("room", Room), ("text", "two"), ("key", "k2"))).Number("retryAfterMs"));
        Assert.Equal(seq, (await _bob.OkAsync("send", ("room", Room), ("text", "one"), ("key", "k1"))).Seq);
        await _alice.SayAsync(Room, "owners");
        await _alice.SayAsync(Room, "are free");
        _time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(seq + 3, (await _bob.OkAsync("send", ("room", Room), ("text", "two"), ("key", "k2"))).Seq);
    }

    [Fact]
    public async Task Should_let_in_by_invitation_once()
    {
        await _alice.OkAsync("room", ("room", Room), ("access", "invite"));
        await _bob.ErrorAsync("forbidden", "join", ("room", Room));
        Assert.Equal("invite", Assert.Single((await _bob.OkAsync("rooms")).List("rooms"), r => r.Text("room") == Room).Text("access"));
        await _alice.OkAsync("invite", ("room", Room), ("user", "bob"));
        await _bob.EventAsync("invited", ("room", Room), ("by", "alice"));
        WireClient device = await _node.ConnectAsync();
        _bob.Reset();
        WireFrame hello = await device.HelloAsync("bob", _bob.Token);
        Assert.Equal((Room, "alice"), (hello.List("invitations")[0].Text("room"), hello.List("invitations")[0].Text("by")));

        await device.OkAsync("join", ("room", Room));
        await device.ErrorAsync("forbidden", "invite", ("room", Room), ("user", "alice"));
        await _alice.ErrorAsync("bad-request", "invite", ("room", Room), ("user", "bob"));
        await device.OkAsync("leave", ("room", Room));
        await device.ErrorAsync("forbidden", "join", ("room", Room));
    }

    [Fact]
    public async Task Should_take_an_invitation_back_and_let_it_end()
    {
        await _alice.OkAsync("room", ("room", Room), ("access", "private"));
        await _alice.OkAsync("invite", ("room", Room), ("user", "bob"));
        await _alice.OkAsync("invite", ("room", Room), ("user", "bob"));
        await _alice.OkAsync("invite", ("room", Room), ("user", "bob"), ("withdraw", true));
        await _bob.EventAsync("invited", ("room", Room));
        Assert.True((await _bob.EventAsync("invited", ("room", Room))).Flag("withdrawn"));
        await _bob.ErrorAsync("no-such-room", "join", ("room", Room));
        await _alice.ErrorAsync("bad-request", "invite", ("room", Room), ("user", "bob"), ("withdraw", true));

        await _alice.OkAsync("invite", ("room", Room), ("user", "bob"));
        await _bob.ErrorAsync("not-member", "history", ("room", Room));
        _time.Advance(TimeSpan.FromDays(7));
        await _bob.ErrorAsync("no-such-room", "history", ("room", Room));
        await _bob.ErrorAsync("no-such-room", "join", ("room", Room));
    }

    [Fact]
    public async Task Should_answer_a_stranger_about_a_private_room_as_about_none()
    {
        await _alice.OkAsync("room", ("room", Room), ("access", "private"));
        (string Type, (string, object?)[] Fields)[] requests =
        [
            ("send", [("text", "hi"), ("key", "k1")]), ("history", []), ("users", []), ("topic", []), ("topic", [("topic", "x")]), ("typing", []),
            ("leave", []), ("read", [("seq", 1)]), ("room", []), ("room", [("readOnly", true)]), ("kick", [("user", "alice")]), ("kick", [("user", "nobody")]),
            ("ban", [("user", "alice")]), ("ban", [("pattern", "a*")]), ("ban", [("address", "192.0.2.1")]), ("unban", [("user", "alice")]), ("bans", []),
            ("mute", [("user", "alice")]), ("unmute", [("user", "alice")]), ("mutes", []), ("role", [("user", "alice"), ("role", "member")]),
            ("invite", [("user", "alice")]), ("report", [("seq", 1), ("reason", "x")]), ("reports", []), ("resolve", [("report", 1)]), ("audit", []),
        ];
        foreach ((string type, (string, object?)[] fields) in requests)
        {
            WireFrame hidden = await _bob.ErrorAsync("no-such-room", type, [("room", Room), .. fields]);
            WireFrame none = await _bob.ErrorAsync("no-such-room", type, [("room", "nothing"), .. fields]);
            Assert.Equal((none.Text("message"), none.Text("field"), none.Has("retryAfterMs")), (hidden.Text("message"), hidden.Text("field"), hidden.Has("retryAfterMs")));
        }

        await _bob.ErrorAsync("no-such-room", "join", ("room", Room));
        await _bob.ErrorAsync("not-member", "search", ("room", Room), ("text", "hi"));
        Assert.DoesNotContain(Room, (await _bob.OkAsync("rooms")).List("rooms").Select(r => r.Text("room")));
        Assert.Equal("private", Assert.Single((await _alice.OkAsync("rooms")).List("rooms"), r => r.Text("room") == Room).Text("access"));
        await _bob.ErrorAsync("no-such-room", "join", ("room", "pyth0n"));
    }

    [Fact]
    public async Task Should_give_an_empty_room_to_the_next_only_where_it_is_open_to_all()
    {
        await _alice.OkAsync("room", ("room", Room), ("access", "private"));
        await _alice.OkAsync("invite", ("room", Room), ("user", "bob"));
        await _alice.OkAsync("leave", ("room", Room));
        await _alice.ErrorAsync("no-such-room", "join", ("room", Room));
        Assert.Equal("member", (await _bob.OkAsync("join", ("room", Room))).Part("you")!.Text("role"));

        await _alice.OkAsync("join", ("room", "open"));
        await _alice.OkAsync("leave", ("room", "open"));
        Assert.Equal("owner", (await _bob.OkAsync("join", ("room", "open"))).Part("you")!.Text("role"));
    }

    [Fact]
    public async Task Should_make_rooms_only_for_those_who_may()
    {
        await using ChatNode node = await ChatNode.StartAsync(options => options with { RoomCreation = RoomCreation.Admins });
        WireClient admin = await node.EnterAsAdminAsync("root");
        WireClient bob = await node.EnterAsync("bob");

        await bob.ErrorAsync("no-such-room", "join", ("room", Room));
        await admin.OkAsync("join", ("room", Room));
        Assert.Equal("member", (await bob.OkAsync("join", ("room", Room))).Part("you")!.Text("role"));
        await admin.OkAsync("leave", ("room", Room));
        await bob.OkAsync("leave", ("room", Room));
        Assert.Equal("member", (await bob.OkAsync("join", ("room", Room))).Part("you")!.Text("role"));
    }
}
