using System.CommandLine;
using Chat.Bench.Common.Servers;
using Chat.Bench.Net;
using Chat.Bench.Targets;

namespace Chat.Bench.Commands;

/// <summary>The server that a command line asks for: one that runs, one of ours to start, or a peer.</summary>
/// <param name="Description">For the head of the output.</param>
/// <param name="ServerGc">Our server's garbage collector; null for any other.</param>
/// <param name="OpenAsync">Finds or starts it, for one run. Only a server of ours can be had as it is needed.</param>
internal sealed record TargetChoice(string Description, string? ServerGc, Func<ServerNeeds, CancellationToken, Task<ITarget>> OpenAsync)
{
    /// <summary>Reads the options.</summary>
    /// <param name="command">With <see cref="CommonOptions.Protocol"/> and <see cref="CommonOptions.Start"/>.</param>
    /// <param name="server">A running server's address; null to start one for each run.</param>
    public static TargetChoice Of(ParseResult command, string? server)
    {
        WireProtocol protocol = WireProtocol.Named(command.GetValue(CommonOptions.Protocol));
        if (server is not null)
        {
            return new TargetChoice(server, null, async (_, cancel) => await RunningServer.FindAsync(server, protocol, cancel).ConfigureAwait(false));
        }

        string? start = command.GetValue(CommonOptions.Start);
        return protocol == WireProtocol.Irc ? Of(IrcPeer.All.First(peer => peer.Name == start)) : Of(start ?? ServerBuild.FindDll(), protocol);
    }

    /// <summary>A server of ours.</summary>
    /// <param name="dll">Path of Chat.Server.dll.</param>
    /// <param name="protocol">What is spoken there.</param>
    public static TargetChoice Of(string dll, WireProtocol protocol)
    {
        string gc = ServerBuild.GarbageCollector(dll);
        return new TargetChoice($"{Path.GetFullPath(dll)}, {gc} GC", gc, async (needs, cancel) => await StartedServer.StartAsync(dll, protocol, needs, cancel).ConfigureAwait(false));
    }

    /// <summary>A peer.</summary>
    public static TargetChoice Of(IrcPeer peer) =>
        new(IrcServer.Find(peer) ?? peer.Title, null, async (_, cancel) => await IrcServer.StartAsync(peer, cancel).ConfigureAwait(false));

    /// <summary>What contradicts itself in the options; null where nothing does.</summary>
    /// <param name="command">The options.</param>
    /// <param name="server">A running server's address.</param>
    public static string? Contradiction(ParseResult command, string? server)
    {
        string? start = command.GetValue(CommonOptions.Start);
        if (server is not null && start is not null)
        {
            return "Give --server or --start, not both.";
        }

        bool isPeer = IrcPeer.All.Any(peer => peer.Name == start);
        return command.GetValue(CommonOptions.Protocol) == WireProtocol.Irc.Name
            ? server is null && !isPeer ? $"--protocol irc needs --start {string.Join('|', IrcPeer.All.Select(peer => peer.Name))}, or --server where the scenario has it." : null
            : isPeer ? $"--start {start} needs --protocol irc." : null;
    }
}
