using Chat.Server.Tests.EndToEnd.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Chat.Server.Tests.EndToEnd;

/// <summary>Whose a guest's name is, as time goes by.</summary>
public sealed class GuestSpecs : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 22, 10, 30, 0, TimeSpan.Zero));
    private ChatNode _node = null!;
    private WireClient _alice = null!;

    public async Task InitializeAsync()
    {
        _node = await ChatNode.StartAsync(configure: services => services.AddSingleton<TimeProvider>(_time));
        _alice = await _node.EnterAsync("alice");
    }

    public async Task DisposeAsync() => await _node.DisposeAsync();

    [Theory]
    [InlineData("bob")]
    [InlineData("BOB")]
    [InlineData("b0b")]
    public async Task Should_refuse_a_name_that_is_online_or_looks_like_it_and_let_choose_another(string name)
    {
        await _node.EnterAsync("Bob");
        WireClient other = await _node.ConnectAsync();

        WireFrame error = await other.ErrorAsync("name-taken", "hello", ("user", name));
        WireFrame ok = await other.HelloAsync("robert");

        Assert.Equal("user", error.Text("field"));
        Assert.Equal("robert", ok.Text("user"));
    }

    [Fact]
    public async Task Should_keep_a_name_for_ten_minutes_after_its_guest_has_gone()
    {
        WireClient bob = await _node.EnterAsync("bob");
        await LoseAsync(bob);
        _time.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromSeconds(1));
        WireClient other = await _node.ConnectAsync();

        WireFrame error = await other.ErrorAsync("name-taken", "hello", ("user", "bob"));
        _time.Advance(TimeSpan.FromSeconds(1));
        WireFrame ok = await other.HelloAsync("bob");

        Assert.Equal(1000, error.Number("retryAfterMs"));
        Assert.Equal("bob", ok.Text("user"));
        await _alice.EventAsync("left", ("room", "lobby"), ("user", "bob"), ("reason", "expired"));
    }

    [Fact]
    public async Task Should_show_a_newcomer_nothing_of_the_name_s_former_holder()
    {
        WireClient bob = await _node.EnterAsync("bob");
        await bob.OkAsync("join", ("room", "python"));
        await _alice.SayAsync("@bob", "secret");
        await bob.EventAsync("message", ("room", "@alice"));
        await LoseAsync(bob);
        _time.Advance(TimeSpan.FromMinutes(11));

        WireClient newcomer = await _node.ConnectAsync();
        WireFrame ok = await newcomer.EnterAsync("bob");
        WireFrame moved = await _alice.EventAsync("renamed", ("room", "@bob"), ("user", "bob"));
        await _alice.SayAsync("@bob", "who are you?");

        Assert.Equal(["lobby"], ok.List("rooms").Select(r => r.Text("room")));
        Assert.StartsWith("bob~", moved.Text("to"), StringComparison.Ordinal);
        Assert.Equal((1, "who are you?"), (await newcomer.EventAsync("message", ("room", "@alice")) is var m ? (m.Seq, m.Text("text")) : default));
        WireFrame old = await _alice.OkAsync("history", ("room", "@" + moved.Text("to")));
        Assert.Equal("secret", Assert.Single(old.List("messages")).Text("text"));
    }

    [Fact]
    public async Task Should_know_a_guest_by_its_token_after_the_hold_while_nobody_has_the_name()
    {
        WireClient bob = await _node.EnterAsync("bob");
        await bob.OkAsync("join", ("room", "python"));
        await LoseAsync(bob);
        _time.Advance(TimeSpan.FromHours(5));

        WireClient back = await _node.ConnectAsync();
        WireFrame ok = await back.HelloAsync("bob", bob.Token);

        Assert.Equal(["lobby", "python"], ok.List("rooms").Select(r => r.Text("room")).Order());
    }

    [Fact]
    public async Task Should_take_a_guest_back_under_another_name()
    {
        WireClient bob = await _node.EnterAsync("bob");
        await LoseAsync(bob);

        WireFrame ok = await (await _node.ConnectAsync()).HelloAsync("robert", bob.Token);

        Assert.Equal("robert", ok.Text("user"));
        await _alice.EventAsync("renamed", ("room", "lobby"), ("user", "bob"), ("to", "robert"));
    }

    [Fact]
    public async Task Should_refuse_a_token_that_is_wrong_or_was_given_up()
    {
        WireClient bob = await _node.EnterAsync("bob");
        await bob.OkAsync("quit");
        await bob.ReadToEndAsync();
        await _alice.EventAsync("left", ("user", "bob"));
        WireClient other = await _node.ConnectAsync();

        WireFrame wrong = await other.ErrorAsync("auth-failed", "hello", ("user", "bob"), ("session", "kq3ZrV9bTz2hXw"));
        WireFrame gone = await other.ErrorAsync("auth-failed", "hello", ("user", "bob"), ("session", bob.Token));

        Assert.Equal(wrong.Text("message"), gone.Text("message"));
    }

    private async Task LoseAsync(WireClient client)
    {
        client.Reset();
        await _alice.EventAsync("presence", ("user", client.Name), ("status", "offline"));
    }
}
