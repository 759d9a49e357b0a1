using System.Collections.Immutable;
using Akka.Actor;
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
        _node = await ChatNode.StartAsync(
            options => options with { IdleEntity = TimeSpan.FromMilliseconds(50), HandshakeTimeout = TimeSpan.FromMinutes(1) }, carrier: Carrier);
        _ann = await _node.EnterAsync("ann");
        _ben = await _node.EnterAsync("ben");
        await _ann.EventAsync("joined", ("user", "ben"));
        await TalkAsync();
        _before = _node.Actors.All();
    }

    public async Task DisposeAsync() => await _node.DisposeAsync();

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
        await _node.Actors.SettleAsync(_before);
        Assert.Equal(_before.Count, _node.Actors.All().Count);
        Assert.Equal(2, _node.Connections.Count);
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
