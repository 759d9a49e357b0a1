using System.Collections.Immutable;
using Akka.Actor;
using Xunit;

namespace Chat.Server.Tests.EndToEnd.Support;

/// <summary>The actors of a node that are alive.</summary>
internal sealed class ActorTree(ActorSystem system)
{
    /// <summary>Every actor under <c>/user</c>.</summary>
    public ImmutableDictionary<string, IActorRef> All() => Below(((ExtendedActorSystem)system).Guardian).ToImmutableDictionary(a => a.Path.ToString());

    /// <summary>The actors of the connections.</summary>
    public IReadOnlyList<IActorRef> Connections() => [.. All().Values.Where(a => a.Path.Parent.Name == "edge")];

    /// <summary>Waits until no actor is left that was not there before.</summary>
    public async Task SettleAsync(ImmutableDictionary<string, IActorRef> before)
    {
        using var deadline = new CancellationTokenSource(WireClient.Deadline);
        while (All().RemoveRange(before.Keys) is { IsEmpty: false } extra)
        {
            // It ends without a word when the time is over.
            await Task.WhenAll(extra.Values.Select(a => a.WatchAsync(deadline.Token)));
            Assert.False(deadline.IsCancellationRequested, $"left behind: {string.Join(", ", All().Keys.Except(before.Keys))}");
        }
    }

    /// <summary>Waits until no more connections than that are left.</summary>
    public async Task SettleConnectionsAsync(int count)
    {
        using var deadline = new CancellationTokenSource(WireClient.Deadline);
        while (Connections() is { } all && all.Count > count)
        {
            await Task.WhenAny(all.Select(a => a.WatchAsync(deadline.Token)));
            Assert.False(deadline.IsCancellationRequested, $"left behind: {string.Join(", ", all)}");
        }
    }

    private static IEnumerable<IActorRef> Below(IActorRef parent) =>
        parent is ActorRefWithCell cell ? cell.Children.SelectMany(child => Below(child).Append(child)) : [];
}
