using System.Globalization;
using System.Text.Json;
using Chat.Fuzz.Inputs;
using Chat.Fuzz.Running;
using Chat.Fuzz.Targets;

namespace Chat.Fuzz.Conversations;

/// <summary>
/// Whole conversations of several connections with a real node. Each request gets exactly one answer, nobody gets stuck, seqs have no hole, no actor fails and nothing is left behind.
/// The steps are the same for the same seed; what of them happens first in the node is not.
/// </summary>
internal sealed class ConversationTarget : IFuzzTarget, IDetailed, IAsyncDisposable
{
    private const int PerNode = 250;
    private const long MostGrowth = 96L * 1024 * 1024;

    private NodeUnderFuzz? _node;
    private long _baseline;
    private long _frames;
    private int _nodes;
    private int _played;
    private int _connections;

    public string Name => "conversation";

    public int Turn => 4;

    public string Details => string.Create(CultureInfo.InvariantCulture, $"{_connections:N0} connections, {_frames:N0} requests, {_nodes} nodes");

    public byte[] Make(Dice dice) => Script.Write(ScriptMaker.Make(dice));

    public async ValueTask RunAsync(byte[] input)
    {
        if (_played == PerNode)
        {
            await RetireAsync().ConfigureAwait(false);
        }

        if (_node is null)
        {
            _node = await NodeUnderFuzz.StartAsync(unicodeNames: _nodes % 2 == 1).ConfigureAwait(false);
            (_nodes, _played) = (_nodes + 1, 0);
        }

        _played++;
        var peers = new Peer?[Script.MostPeers];
        try
        {
            await PlayAsync(_node, Script.Read(input), peers).ConfigureAwait(false);
        }
        catch (FuzzException e)
        {
            throw new FuzzException(string.Join(Environment.NewLine, [e.Message, .. _node.Faults]));
        }
        finally
        {
            foreach (Peer peer in peers.OfType<Peer>())
            {
                peer.Reset();
                peer.Dispose();
            }
        }

        await _node.SettleAsync().ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        if (_node is not null)
        {
            await _node.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task PlayAsync(NodeUnderFuzz node, List<Step> steps, Peer?[] peers)
    {
        foreach (Step step in steps)
        {
            Peer peer = peers[step.Peer] ??= await Peer.ConnectAsync(node.Endpoint, _connections++, node.Options.MaxTextBytes).ConfigureAwait(false);
            switch (step.Kind)
            {
                case StepKind.Write:
                    await peer.WriteAsync(step.Bytes).ConfigureAwait(false);
                    break;
                case StepKind.Resume:
                    await ResumeAsync(peer, step.Bytes.Length > 0 ? peers[step.Bytes[0] % Script.MostPeers] : null).ConfigureAwait(false);
                    break;
                case StepKind.Wait:
                    await peer.WaitAsync(untilEnd: false).ConfigureAwait(false);
                    break;
                case StepKind.Finish:
                    peer.Finish();
                    break;
                default:
                    peer.Reset();
                    break;
            }
        }

        foreach (Peer peer in peers.OfType<Peer>())
        {
            await peer.EndAsync().ConfigureAwait(false);
            _frames += peer.Heard.Replies.Count;
        }
    }

    private static Task ResumeAsync(Peer peer, Peer? other)
    {
        if (other?.Heard.Known is not { } known)
        {
            return Task.CompletedTask;
        }

        byte[] hello = JsonSerializer.SerializeToUtf8Bytes(new { type = "hello", id = 1_000_000, user = known.User, session = known.Token, cursors = other.Heard.Cursors() });
        return peer.WriteAsync(FrameStream.Prefixed(hello));
    }

    /// <summary>A node that has seen enough: when its people are gone, so are their actors, and when it is gone, so is its memory.</summary>
    private async Task RetireAsync()
    {
        await _node!.EmptyAsync().ConfigureAwait(false);
        await _node.DisposeAsync().ConfigureAwait(false);
        _node = null;
        long held = GC.GetTotalMemory(forceFullCollection: true);
        _baseline = _nodes <= 2 ? Math.Max(held, _baseline) : _baseline;
        FuzzException.Require(held <= _baseline + MostGrowth, $"{held >> 20} MiB are held when the node is gone; at first it was {_baseline >> 20} MiB.");
    }
}
