using Chat.Actors.Accounts;
using Chat.Server.Tests.EndToEnd.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Chat.Server.Tests.EndToEnd;

/// <summary>Registered users over sockets, with the real hashes.</summary>
public sealed class AccountSpecs : IAsyncLifetime
{
    private const string Password = "correct horse battery";
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 22, 10, 30, 0, TimeSpan.Zero));
    private ChatNode _node = null!;

    public async Task InitializeAsync() => _node = await ChatNode.StartAsync(configure: services => services.AddSingleton<TimeProvider>(_time));

    public async Task DisposeAsync() => await _node.DisposeAsync();

    [Fact]
    public async Task Should_register_a_stranger_who_logs_in_then_and_starts_in_the_lobby()
    {
        WireClient alice = await _node.ConnectAsync();
        await alice.OkAsync("register", ("user", "alice"), ("password", Password));
        await alice.ErrorAsync("not-authenticated", "rooms");
        WireFrame ok = await LogInAsync(alice, "alice");

        Assert.False(ok.Flag("guest"));
        await alice.EventAsync("joined", ("room", "lobby"), ("user", "alice"));
        WireFrame taken = await (await _node.ConnectAsync()).ErrorAsync("name-taken", "hello", ("user", "al1ce"));
        Assert.Contains("password", taken.Text("message"), StringComparison.Ordinal);
        Assert.False((await alice.OkAsync("whois", ("user", "alice"))).Flag("guest"));
    }

    [Fact]
    public async Task Should_let_a_guest_keep_rooms_keys_and_private_talks_when_it_registers()
    {
        WireClient bob = await _node.EnterAsync("bob");
        WireClient alice = await _node.EnterAsync("alice");
        await alice.OkAsync("join", ("room", "python"));
        await alice.OkAsync("send", ("room", "python"), ("text", "hi"), ("key", "k1"));
        await bob.SayAsync("@alice", "psst");
        await alice.ErrorAsync("forbidden", "sessions");
        await alice.ErrorAsync("forbidden", "register", ("user", "alicia"), ("password", Password));
        await alice.OkAsync("register", ("user", "Alice"), ("password", Password));

        WireClient other = await _node.ConnectAsync();
        WireFrame ok = await LogInAsync(other, "alice");
        Assert.Equal(["@bob", "lobby", "python"], ok.List("rooms").Select(r => r.Text("room")).Order(StringComparer.Ordinal));
        Assert.Equal(1, (await other.OkAsync("send", ("room", "python"), ("text", "hi"), ("key", "k1"))).Seq);
        Assert.Equal("psst", Assert.Single((await other.OkAsync("history", ("room", "@bob"))).List("messages")).Text("text"));

        // Both of its devices hear what is said, and its guest's token still is its first session.
        await bob.SayAsync("@alice", "again");
        await alice.EventAsync("message", ("room", "@bob"), ("text", "again"));
        await other.EventAsync("message", ("room", "@bob"), ("text", "again"));
        alice.Reset();
        Assert.False((await (await _node.ResumeAsync(alice)).OkAsync("whois", ("user", "alice"))).Flag("guest"));
    }

    [Fact]
    public async Task Should_clear_unread_on_one_device_when_another_reads()
    {
        WireClient one = await RegisterAsync("alice");
        WireClient two = await _node.ConnectAsync();
        await LogInAsync(two, "alice");
        WireClient bob = await _node.EnterAsync("bob");
        long seq = (await bob.SayAsync("lobby", "hi")).Seq;
        await one.EventAsync("message", ("room", "lobby"));
        await one.OkAsync("read", ("room", "lobby"), ("seq", seq));

        Assert.Equal(seq, (await two.EventAsync("read", ("room", "lobby"))).Seq);
    }

    [Fact]
    public async Task Should_answer_wrong_user_and_wrong_password_alike()
    {
        await RegisterAsync("alice");
        WireClient stranger = await _node.ConnectAsync();

        WireFrame wrong = await stranger.ErrorAsync("auth-failed", "hello", ("user", "alice"), ("password", "not the password"));
        WireFrame nobody = await stranger.ErrorAsync("auth-failed", "hello", ("user", "nobody"), ("password", "not the password"));

        Assert.Equal(wrong.Text("message"), nobody.Text("message"));
        await LogInAsync(stranger, "alice");
    }

    [Fact]
    public async Task Should_end_the_other_sessions_when_the_password_changes()
    {
        WireClient alice = await RegisterAsync("alice");
        WireClient other = await _node.ConnectAsync();
        await LogInAsync(other, "alice");
        await alice.ErrorAsync("auth-failed", "password", ("old", "not the password"), ("new", "another password"));
        await alice.OkAsync("password", ("old", Password), ("new", "another password"));

        Assert.Equal("not-authenticated", (await other.ReadToEndAsync())[^1].Code);
        await alice.OkAsync("ping");
        WireClient later = await _node.ConnectAsync();
        await later.ErrorAsync("auth-failed", "hello", ("user", "alice"), ("session", other.Token));
        await later.ErrorAsync("auth-failed", "hello", ("user", "alice"), ("password", Password));
        await later.HelloAsync("alice", alice.Token);
    }

    [Fact]
    public async Task Should_list_and_revoke_sessions()
    {
        WireClient alice = await RegisterAsync("alice");
        WireClient phone = await _node.ConnectAsync();
        await LogInAsync(phone, "alice", "phone 2");
        IReadOnlyList<WireFrame> sessions = (await alice.OkAsync("sessions")).List("sessions");
        Assert.Equal(2, sessions.Count);
        WireFrame phones = sessions.Single(s => s.Text("client") == "phone 2");
        Assert.Equal((false, true), (phones.Flag("current"), phones.Flag("online")));
        Assert.DoesNotContain(sessions, s => s.Text("session") == phone.Token);

        WireClient bob = await RegisterAsync("bob");
        await bob.ErrorAsync("bad-request", "revoke", ("session", phones.Text("session")));
        await alice.OkAsync("revoke", ("session", phones.Text("session")));

        Assert.Equal("not-authenticated", (await phone.ReadToEndAsync())[^1].Code);
        await (await _node.ConnectAsync()).ErrorAsync("auth-failed", "hello", ("user", "alice"), ("session", phone.Token));
        Assert.Single((await alice.OkAsync("sessions")).List("sessions"));
        WireClient third = await _node.ConnectAsync();
        await LogInAsync(third, "alice");
        await third.OkAsync("revoke", ("session", "others"));
        Assert.Equal("not-authenticated", (await alice.ReadToEndAsync())[^1].Code);
        await third.OkAsync("ping");
    }

    [Fact]
    public async Task Should_end_a_session_that_nobody_used()
    {
        WireClient bob = await _node.EnterAsync("bob");
        WireClient alice = await RegisterAsync("alice");
        await LoseAsync(alice, 60);
        await LoseAsync(await _node.ResumeAsync(alice), 89);
        await LoseAsync(await _node.ResumeAsync(alice), 91);

        await (await _node.ConnectAsync()).ErrorAsync("auth-failed", "hello", ("user", "alice"), ("session", alice.Token));

        async Task LoseAsync(WireClient client, int days)
        {
            client.Reset();
            await bob.EventAsync("presence", ("user", "alice"), ("status", "offline"));
            _time.Advance(TimeSpan.FromDays(days));
        }
    }

    [Fact]
    public async Task Should_not_take_another_users_token()
    {
        WireClient alice = await RegisterAsync("alice");
        await RegisterAsync("bob");

        await (await _node.ConnectAsync()).ErrorAsync("auth-failed", "hello", ("user", "bob"), ("session", alice.Token));
    }

    [Fact]
    public async Task Should_delete_an_account_and_give_its_name_to_nobody()
    {
        WireClient bob = await _node.EnterAsync("bob");
        WireClient alice = await RegisterAsync("alice");
        await bob.EventAsync("joined", ("room", "lobby"), ("user", "alice"));
        await alice.SayAsync("@bob", "remember me");
        await bob.EventAsync("message", ("room", "@alice"));
        await alice.ErrorAsync("auth-failed", "unregister", ("password", "not the password"));
        await alice.OkAsync("unregister", ("password", Password));

        Assert.Equal("quit", (await alice.ReadToEndAsync())[^1].Code);
        await bob.EventAsync("left", ("room", "lobby"), ("user", "alice"), ("reason", "deleted"));
        await bob.ErrorAsync("no-such-user", "whois", ("user", "alice"));
        Assert.Equal("remember me", Assert.Single((await bob.OkAsync("history", ("room", "@alice"))).List("messages")).Text("text"));
        WireClient stranger = await _node.ConnectAsync();
        await stranger.ErrorAsync("auth-failed", "hello", ("user", "alice"), ("session", alice.Token));
        await stranger.ErrorAsync("auth-failed", "hello", ("user", "alice"), ("password", Password));
        await stranger.ErrorAsync("name-taken", "hello", ("user", "alice"));
        await stranger.ErrorAsync("name-taken", "register", ("user", "alice"), ("password", Password));
    }

    [Fact]
    public async Task Should_take_no_guests_where_an_account_is_required()
    {
        await using ChatNode closed = await ChatNode.StartAsync(options => options with { Accounts = AccountPolicy.Required });
        WireClient stranger = await closed.ConnectAsync();

        WireFrame refusal = await stranger.ErrorAsync("not-authenticated", "hello", ("user", "alice"));
        await stranger.OkAsync("register", ("user", "alice"), ("password", Password));
        await LogInAsync(stranger, "alice");

        Assert.Equal("password", refusal.Text("field"));
    }

    [Fact]
    public async Task Should_refuse_a_password_that_is_none_and_say_why()
    {
        WireClient stranger = await _node.ConnectAsync();

        WireFrame error = await stranger.ErrorAsync("bad-request", "register", ("user", "alice"), ("password", "hunter2"));

        Assert.Equal("password", error.Text("field"));
        Assert.DoesNotContain("hunter2", error.ToString(), StringComparison.Ordinal);
    }

    private async Task<WireClient> RegisterAsync(string user)
    {
        WireClient client = await _node.ConnectAsync();
        await client.OkAsync("register", ("user", user), ("password", Password));
        await LogInAsync(client, user);
        await client.EventAsync("joined", ("room", "lobby"), ("user", user));
        return client;
    }

    private static Task<WireFrame> LogInAsync(WireClient client, string user, string? program = null) => client.LogInAsync(user, Password, program);
}
