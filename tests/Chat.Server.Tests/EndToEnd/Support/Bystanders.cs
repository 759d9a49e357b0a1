using System.Collections.Immutable;
using Akka.Actor;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Chat.Server.Tests.EndToEnd.Support;

/// <summary>
/// A node with two people who talk in its lobby. Whatever others do, their conversation goes on,
/// and when the others are gone the node has the actors and connections it had before.
/// </summary>
public class Bystanders : IAsyncLifetime
{
    private ChatNode _node = null!;
    private WireClient _ann = null!;
    private WireClient _ben = null!;
    private ImmutableDictionary<string, IActorRef> _before = ImmutableDictionary<string, IActorRef>.Empty;
    private long _said;

    internal ChatNode Node => _node;

    private protected virtual Carrier Carrier => Carrier.Tcp;

    public async Task InitializeAsync()
    {
        // A session that has nobody leaves memory at once, so that one left behind shows.
        _node = await ChatNode.StartAsync(options => options with { IdleEntity = TimeSpan.FromMilliseconds(50) }, carrier: Carrier);
        _ann = await _node.EnterAsync("ann");
        _ben = await _node.EnterAsync("ben");
        await _ann.EventAsync("joined", ("user", "ben"));
        await TalkAsync();
        _before = _node.Actors.All();
    }

    public async Task DisposeAsync() => await _node.DisposeAsync();

    /// <summary>Another node of the kind, whose clock stands still: the second for which an edge answers and reads on for one who has finished does not end, however busy this machine is.</summary>
    internal Task<ChatNode> StartTimelessAsync() =>
        ChatNode.StartAsync(configure: services => services.AddSingleton<TimeProvider>(new FakeTimeProvider(DateTimeOffset.UtcNow)), carrier: Carrier);

    /// <summary>A stranger who does what it likes.</summary>
    internal Task<WireClient> ConnectAsync() => _node.ConnectAsync();

    /// <summary>A guest in the lobby, with a name nobody had.</summary>
    internal Task<WireClient> EnterAsync() => _node.EnterAsync(NewName());

    /// <summary>A name nobody had.</summary>
    internal static string NewName() => $"guest-{Guid.NewGuid():N}"[..20];

    /// <summary>Checks that nobody was disturbed and that nothing is left of those who are gone.</summary>
    public async Task AssertUndisturbedAsync()
    {
        await TalkAsync();

        // One that has connected and is gone may be noticed only now: it has its place in the table first, and then an actor.
        await Wait.UntilAsync(() => _node.Connections.Count == 2);
        await _node.Actors.SettleAsync(_before);
        await Wait.UntilAsync(() => _node.Connections.Count == 2 && _node.Actors.All().Count == _before.Count);
    }

    private async Task TalkAsync()
    {
        foreach ((WireClient from, WireClient to) in ((WireClient, WireClient)[])[(_ann, _ben), (_ben, _ann)])
        {
            string text = $"line {++_said}";
            WireFrame ok = await from.SayAsync("lobby", text);
            Assert.Equal(ok.Seq, (await to.EventAsync("message", ("from", from.Name), ("text", text))).Seq);
        }
    }
}
