using Chat.Server.Tests.EndToEnd.Support;
using Xunit;

namespace Chat.Server.Tests.EndToEnd;

/// <summary>Requests that make no sense: each gets its error, and the connection lives on.</summary>
public class BadInputSpecs(Bystanders bystanders) : IClassFixture<Bystanders>, IAsyncLifetime
{
    private readonly List<WireClient> _clients = [];

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        _clients.ForEach(client => client.Dispose());
        await bystanders.AssertUndisturbedAsync();
    }

    [Theory]
    [InlineData("""{"type":"send","id":7,"room":"lobby","key":"k"}""", "bad-request", "text")]
    [InlineData("""{"type":"send","id":7,"room":"lobby","text":null,"key":"k"}""", "bad-request", "text")]
    [InlineData("""{"type":"send","id":7,"room":"lobby","text":"","key":"k"}""", "bad-request", "text")]
    [InlineData("""{"type":"send","id":7,"room":"lobby","text":" \n\t\u2003","key":"k"}""", "bad-request", "text")]
    [InlineData("""{"type":"send","id":7,"room":"lobby","text":"a\u0000b","key":"k"}""", "bad-request", "text")]
    [InlineData("""{"type":"send","id":7,"room":"lobby","text":"a"}""", "bad-request", "key")]
    [InlineData("""{"type":"send","id":7,"room":"lobby","text":"a","key":""}""", "bad-request", "key")]
    [InlineData("""{"type":"send","id":7,"room":"lobby","text":"a","key":"a\u0007b"}""", "bad-request", "key")]
    [InlineData("""{"type":"send","id":7,"room":"lobby","text":"a","key":"k","kind":"shout"}""", "bad-request", "kind")]
    [InlineData("""{"type":"send","id":7,"text":"a","key":"k"}""", "bad-request", "room")]
    [InlineData("""{"type":"send","id":7,"room":"","text":"a","key":"k"}""", "bad-request", "room")]
    [InlineData("""{"type":"send","id":7,"room":"no such","text":"a","key":"k"}""", "bad-name", "room")]
    [InlineData("""{"type":"send","id":7,"room":"@","text":"a","key":"k"}""", "bad-name", "room")]
    [InlineData("""{"type":"send","id":7,"room":"@no one","text":"a","key":"k"}""", "bad-name", "room")]
    [InlineData("""{"type":"send","id":7,"room":"@nobody","text":"a","key":"k"}""", "no-such-user", "room")]
    [InlineData("""{"type":"send","id":7,"room":"@nobody~1","text":"a","key":"k"}""", "no-such-user", "room")]
    [InlineData("""{"type":"send","id":7,"room":"nowhere","text":"a","key":"k"}""", "no-such-room", null)]
    [InlineData("""{"type":"history","id":7,"room":"@ann"}""", "no-such-room", null)]
    [InlineData("""{"type":"history","id":7,"room":"nowhere"}""", "no-such-room", null)]
    [InlineData("""{"type":"history","id":7,"room":"lobby","before":1,"after":1}""", "bad-request", "before")]
    [InlineData("""{"type":"history","id":7,"room":"lobby","around":-1}""", "bad-request", "around")]
    [InlineData("""{"type":"history","id":7,"room":"lobby","before":-1}""", "bad-request", "before")]
    [InlineData("""{"type":"history","id":7,"room":"lobby","after":-1}""", "bad-request", "after")]
    [InlineData("""{"type":"history","id":7,"room":"lobby","limit":99999999999}""", "bad-frame", "limit")]
    [InlineData("""{"type":"history","id":7,"room":"lobby","limit":0}""", "bad-request", "limit")]
    [InlineData("""{"type":"history","id":7,"room":"lobby","before":"x"}""", "bad-frame", "before")]
    [InlineData("""{"type":"history","id":7,"room":"lobby","before":99999999999999999999}""", "bad-frame", "before")]
    [InlineData("""{"type":"read","id":7,"room":"lobby","seq":-1}""", "bad-request", "seq")]
    [InlineData("""{"type":"read","id":7,"room":"nowhere","seq":1}""", "no-such-room", null)]
    [InlineData("""{"type":"leave","id":7,"room":"nowhere"}""", "no-such-room", null)]
    [InlineData("""{"type":"leave","id":7,"room":"@ann"}""", "no-such-room", null)]
    [InlineData("""{"type":"join","id":7,"room":"@ann"}""", "no-such-room", null)]
    [InlineData("""{"type":"join","id":7,"room":"a\u0000b"}""", "bad-name", "room")]
    [InlineData("""{"type":"join","id":7,"room":"a\u001b[31mb"}""", "bad-name", "room")]
    [InlineData("""{"type":"join","id":7,"room":"a/b"}""", "bad-name", "room")]
    [InlineData("""{"type":"join","id":7,"room":"\u202eybbol"}""", "bad-name", "room")]
    [InlineData("""{"type":"join","id":7}""", "bad-request", "room")]
    [InlineData("""{"type":"join","id":7,"room":["lobby"]}""", "bad-frame", "room")]
    [InlineData("""{"type":"join","id":7,"room":"l0bby"}""", "name-taken", null)]
    [InlineData("""{"type":"users","id":7,"room":"nowhere"}""", "no-such-room", null)]
    [InlineData("""{"type":"topic","id":7,"room":"lobby","topic":"a\nb"}""", "bad-request", "topic")]
    [InlineData("""{"type":"away","id":7,"text":"a\u001bb"}""", "bad-request", "text")]
    [InlineData("""{"type":"typing","id":7,"room":"lobby","active":null}""", "bad-frame", "active")]
    [InlineData("""{"type":"whois","id":7,"user":"nobody"}""", "no-such-user", "user")]
    [InlineData("""{"type":"whois","id":7,"user":"no\u0000body"}""", "no-such-user", "user")]
    [InlineData("""{"type":"whois","id":7}""", "bad-request", "user")]
    [InlineData("""{"type":"nick","id":7,"user":"ann"}""", "name-taken", "user")]
    [InlineData("""{"type":"nick","id":7,"user":"a b"}""", "bad-name", "user")]
    [InlineData("""{"type":"nick","id":7,"user":"\u0430nn"}""", "bad-name", "user")]
    [InlineData("""{"type":"hello","id":7,"user":"somebody"}""", "bad-request", null)]
    [InlineData("""{"type":"register","id":7,"user":"somebody","password":"correct"}""", "bad-request", "password")]
    [InlineData("""{"type":"register","id":7,"user":"somebody","password":"correct horse"}""", "forbidden", "user")]
    [InlineData("""{"type":"sessions","id":7}""", "forbidden", null)]
    [InlineData("""{"type":"search","id":7,"text":""}""", "bad-request", "text")]
    [InlineData("""{"type":"search","id":7,"text":" "}""", "bad-request", "text")]
    [InlineData("""{"type":"search","id":7}""", "bad-request", "text")]
    [InlineData("""{"type":"search","id":7,"text":"!?"}""", "bad-request", "text")]
    [InlineData("""{"type":"search","id":7,"text":"\"\" * -"}""", "bad-request", "text")]
    [InlineData("""{"type":"search","id":7,"text":"a\nb"}""", "bad-request", "text")]
    [InlineData("""{"type":"search","id":7,"text":"snake","room":""}""", "bad-request", "room")]
    [InlineData("""{"type":"search","id":7,"text":"snake","room":"no such"}""", "bad-name", "room")]
    [InlineData("""{"type":"search","id":7,"text":"snake","room":"nowhere"}""", "not-member", "room")]
    [InlineData("""{"type":"search","id":7,"text":"snake","room":"@nobody"}""", "no-such-room", "room")]
    [InlineData("""{"type":"search","id":7,"text":"snake","from":"@"}""", "bad-request", "from")]
    [InlineData("""{"type":"search","id":7,"text":"snake","before":5}""", "bad-request", "before")]
    [InlineData("""{"type":"search","id":7,"text":"snake","room":"lobby","before":-5}""", "bad-request", "before")]
    [InlineData("""{"type":"search","id":7,"text":"snake","limit":0}""", "bad-request", "limit")]
    [InlineData("""{"type":"search","id":7,"text":"snake","cursor":"x y"}""", "bad-request", "cursor")]
    [InlineData("""{"type":"search","id":7,"text":"snake","cursor":"-5"}""", "bad-request", "cursor")]
    [InlineData("""{"type":"search","id":7,"text":"snake","cursor":"fffffffffffffffffffff"}""", "bad-request", "cursor")]
    [InlineData("""{"type":"search","id":7,"text":["snake"]}""", "bad-frame", "text")]
    [InlineData("""{"type":"dance","id":7}""", "unknown-type", null)]
    [InlineData("""{"type":"ok","id":7}""", "unknown-type", null)]
    [InlineData("""{"type":7,"id":7}""", "bad-frame", "type")]
    [InlineData("""{"id":7}""", "bad-frame", "type")]
    public async Task Should_refuse_a_request_by_its_number_and_go_on(string json, string code, string? field)
    {
        WireClient guest = await EnterAsync();

        await guest.WriteAsync(WireFrame.Prefixed(json));

        WireFrame error = await guest.ReplyAsync(7);
        Assert.Equal(("error", code, field), (error.Type, error.Code, error.Text("field")));
        Assert.NotEmpty(error.Text("message")!);
        await guest.OkAsync("ping");
        await guest.OkAsync("users", ("room", "lobby"));
    }

    [Theory]
    [InlineData("""{"type":"ping"}""", "bad-request", "id")]
    [InlineData("""{"type":"ping","id":0}""", "bad-request", "id")]
    [InlineData("""{"type":"ping","id":-5}""", "bad-request", "id")]
    [InlineData("""{"type":"ping","id":"7"}""", "bad-frame", "id")]
    [InlineData("""{"type":"ping","id":1.5}""", "bad-frame", "id")]
    [InlineData("""{"type":"ping","id":7""", "bad-frame", null)]
    [InlineData("""{"type":"ping","id":7}}""", "bad-frame", null)]
    [InlineData("""{"type":"ping","id":7,}""", "bad-frame", null)]
    [InlineData("""[{"type":"ping","id":7}]""", "bad-frame", null)]
    [InlineData("\"ping\"", "bad-frame", null)]
    [InlineData("null", "bad-frame", null)]
    [InlineData(" ", "bad-frame", null)]
    [InlineData("\ufeff{\"type\":\"ping\",\"id\":7}", "bad-frame", null)]
    [InlineData("""{"type":"\ud800","id":7}""", "bad-frame", null)]
    public async Task Should_refuse_what_has_no_number_without_one_and_go_on(string json, string code, string? field)
    {
        WireClient guest = await EnterAsync();

        await guest.WriteAsync(WireFrame.Prefixed(json));

        WireFrame error = await guest.NextAsync(f => f.Type == "error", "an error");
        Assert.Equal((code, field, false), (error.Code, error.Text("field"), error.Has("re")));
        await guest.OkAsync("ping");
    }

    [Fact]
    public virtual async Task Should_refuse_bytes_that_are_not_UTF8_and_go_on()
    {
        WireClient guest = await EnterAsync();

        await guest.WriteAsync(WireFrame.Prefixed([.. "{\"type\":\"send\",\"id\":7,\"room\":\"lobby\",\"key\":\"k\",\"text\":\""u8, 0xC3, 0x28, 0xFF, .. "\"}"u8]));
        await guest.WriteAsync(WireFrame.Prefixed([0xFF, 0xFE, 0x00]));

        Assert.Equal("bad-frame", (await guest.NextAsync(f => f.Type == "error", "an error")).Code);
        Assert.Equal("bad-frame", (await guest.NextAsync(f => f.Type == "error", "another")).Code);
        await guest.OkAsync("ping");
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{\"a\":")]
    public async Task Should_refuse_what_nests_a_thousand_deep_and_go_on(string nest)
    {
        WireClient guest = await EnterAsync();
        string close = nest == "[" ? "]" : "}";
        string deep = string.Concat(Enumerable.Repeat(nest, 1000)) + "1" + string.Concat(Enumerable.Repeat(close, 1000));

        await guest.WriteAsync(WireFrame.Prefixed(deep));
        await guest.WriteAsync(WireFrame.Prefixed($$"""{"type":"ping","id":7,"x":{{deep}}}"""));

        Assert.Equal("bad-frame", (await guest.NextAsync(f => f.Type == "error", "an error")).Code);
        Assert.Equal("bad-frame", (await guest.NextAsync(f => f.Type == "error", "another")).Code);
        await guest.OkAsync("ping");
    }

    [Fact]
    public async Task Should_answer_both_requests_of_one_number()
    {
        WireClient guest = await EnterAsync();
        byte[] ping = WireFrame.Request("ping", 7);

        await guest.WriteAsync((byte[])[.. ping, .. ping, .. WireFrame.Request("away", 7)]);

        for (int i = 0; i < 3; i++)
        {
            Assert.Equal("ok", (await guest.ReplyAsync(7)).Type);
        }
    }

    [Theory]
    [InlineData("ping")]
    [InlineData("join")]
    [InlineData("send")]
    [InlineData("quit")]
    public async Task Should_ask_for_hello_first(string type)
    {
        WireClient stranger = await ConnectAsync();

        await stranger.ErrorAsync("not-authenticated", type, ("room", "lobby"), ("text", "hi"), ("key", "k"));

        await stranger.HelloAsync($"late-{Guid.NewGuid():N}"[..20]);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("a b")]
    [InlineData("a\u0000b")]
    [InlineData("a\u001b[2Jb")]
    [InlineData("\u202ebob")]
    [InlineData("bob~1")]
    [InlineData("@bob")]
    [InlineData("\u0430lice")]
    [InlineData("123456789012345678901234567890123")]
    public async Task Should_refuse_a_bad_name_and_let_choose_another(string name)
    {
        WireClient stranger = await ConnectAsync();

        WireFrame error = await stranger.ErrorAsync(name.Length == 0 ? "bad-request" : "bad-name", "hello", ("user", name));

        Assert.Equal("user", error.Text("field"));
        await stranger.HelloAsync($"fine-{Guid.NewGuid():N}"[..20]);
    }

    [Fact]
    public async Task Should_refuse_a_second_hello_a_password_and_too_many_cursors()
    {
        WireClient stranger = await ConnectAsync();
        var cursors = Enumerable.Range(0, 1001).ToDictionary(n => $"r{n}", _ => 1);

        Assert.Equal("cursors", (await stranger.ErrorAsync("bad-request", "hello", ("user", "x"), ("cursors", cursors))).Text("field"));
        Assert.Equal("cursors", (await stranger.ErrorAsync("bad-request", "hello", ("user", "x"), ("cursors", new { lobby = -1 }))).Text("field"));
        Assert.Equal("cursors", (await stranger.ErrorAsync("bad-frame", "hello", ("user", "x"), ("cursors", 5))).Text("field")?[..7]);
        Assert.Equal("session", (await stranger.ErrorAsync("bad-request", "hello", ("user", "x"), ("password", "p"), ("session", "s"))).Text("field"));
        await stranger.ErrorAsync("name-taken", "hello", ("user", "ANN"));
        await stranger.ErrorAsync("auth-failed", "hello", ("user", "ann"), ("session", "guess"));
        await stranger.HelloAsync($"twice-{Guid.NewGuid():N}"[..20]);
        await stranger.ErrorAsync("bad-request", "hello", ("user", stranger.Name));
        await stranger.OkAsync("ping");
    }

    [Fact]
    public async Task Should_join_twice_leave_once_and_send_nothing_from_outside()
    {
        WireClient guest = await EnterAsync();

        Assert.Equal((await guest.OkAsync("join", ("room", "lobby"))).List("users").Count, (await guest.OkAsync("join", ("room", "LOBBY"))).List("users").Count);
        await guest.OkAsync("leave", ("room", "lobby"));
        await guest.ErrorAsync("not-member", "leave", ("room", "lobby"));
        await guest.ErrorAsync("not-member", "send", ("room", "lobby"), ("text", "psst"), ("key", "k"));
        await guest.ErrorAsync("not-member", "history", ("room", "lobby"));
        await guest.ErrorAsync("not-member", "users", ("room", "lobby"));
        await guest.ErrorAsync("not-member", "topic", ("room", "lobby"));
        await guest.ErrorAsync("not-member", "typing", ("room", "lobby"));
        await guest.ErrorAsync("not-member", "read", ("room", "lobby"), ("seq", 1));
        Assert.Empty(guest.TakeKept(f => f.Type == "message"));
    }

    [Fact]
    public async Task Should_take_the_longest_text_and_refuse_one_byte_more()
    {
        WireClient guest = await EnterAsync();
        string longest = string.Concat(Enumerable.Repeat("é", 8192));

        Assert.Equal("text", (await guest.ErrorAsync("too-large", "send", ("room", "lobby"), ("text", longest + "x"), ("key", "k"))).Text("field"));
        await guest.OkAsync("send", ("room", "lobby"), ("text", longest), ("key", "k"));
        Assert.Equal("topic", (await guest.ErrorAsync("too-large", "topic", ("room", "lobby"), ("topic", new string('x', 401)))).Text("field"));
        Assert.Equal("text", (await guest.ErrorAsync("too-large", "away", ("text", new string('x', 201)))).Text("field"));

        Assert.Equal(longest, (await guest.EventAsync("message", ("from", guest.Name))).Text("text"));
    }

    private async Task<WireClient> EnterAsync()
    {
        WireClient guest = await ConnectAsync();
        await guest.EnterAsync(Bystanders.NewName());
        return guest;
    }

    private async Task<WireClient> ConnectAsync()
    {
        WireClient stranger = await OpenAsync(bystanders);
        _clients.Add(stranger);
        return stranger;
    }

    private protected virtual Task<WireClient> OpenAsync(Bystanders node) => node.ConnectAsync();
}
