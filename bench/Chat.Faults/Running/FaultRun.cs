using Chat.Bench.Common;
using Chat.Faults.Faults;
using Chat.Faults.History;
using Chat.Faults.Nodes;
using Chat.Faults.Proxy;
using Chat.Faults.Workload;

namespace Chat.Faults.Running;

/// <summary>What a run was like.</summary>
/// <param name="History">All that was asked, told and seen.</param>
/// <param name="Gauge">The counts.</param>
/// <param name="Faults">What struck.</param>
/// <param name="LeftOut">Faults that can't be had here, and why.</param>
/// <param name="IsWhole">False where it ended before its plan was done.</param>
/// <param name="Lives">How many server processes there were.</param>
/// <param name="Duration">While clients talked.</param>
internal sealed record RunResult(
    RunHistory History, Gauge Gauge, IReadOnlyList<FaultTally> Faults, IReadOnlyList<(IFault Fault, string Why)> LeftOut, bool IsWhole, int Lives, TimeSpan Duration);

/// <summary>A run from the first start to the last reading of the logs.</summary>
/// <param name="options">What to run.</param>
/// <param name="storage">The server's storage.</param>
/// <param name="directory">For everything that the run writes.</param>
/// <param name="output">For what goes on.</param>
internal sealed class FaultRun(RunOptions options, IStorageUnderTest storage, string directory, TextWriter output)
{
    /// <param name="halt">Ends the talk and the faults; what there is is read and returned all the same.</param>
    /// <exception cref="BenchException">It could not be run.</exception>
    public async Task<RunResult> RunAsync(CancellationToken halt)
    {
        var history = new RunHistory(options.Seed, Cast.Users(options.Users), Cast.Rooms(options.Rooms));
        await storage.PrepareAsync(halt).ConfigureAwait(false);
        await using var proxy = new FaultProxy();
        await using var node = new ServerNode(options.Server, directory, storage, proxy, history, halt);
        await node.StartAsync(environment: null, halt).ConfigureAwait(false);

        var world = new World(options.Seed, history, proxy.EndPoint);
        var scene = new Scene(node, storage, proxy, world.Gauge, directory, options.Users, halt);
        (IReadOnlyList<(IFault Fault, int Times)> wishes, IReadOnlyList<(IFault, string)> leftOut) = Faults(scene);
        var director = new Director(scene, history, FaultPlan.Create(options.Seed, wishes, options.Messages), output);
        bool isWhole = false;
        TimeSpan? talked = null;
        try
        {
            isWhole = await PlayAsync(world, scene, director).ConfigureAwait(false);
            talked = TimeSpan.FromMicroseconds(world.Gauge.Now);
            await AuditAsync(world, node).ConfigureAwait(false);
        }
        catch (BenchException e) when (node.IsLost)
        {
            // A server that does not come back after a fault is what this program is there to find.
            history.Add(IncidentKind.LogsNotRead, e.Message);
        }

        return new RunResult(history, world.Gauge, director.Tallies, leftOut, isWhole, node.Starts, talked ?? TimeSpan.FromMicroseconds(world.Gauge.Now));
    }

    private async Task<bool> PlayAsync(World world, Scene scene, Director director)
    {
        await using var cast = new Cast(world, options);
        await cast.EnterAsync(scene.Halt).ConfigureAwait(false);
        output.WriteLine($"{options.Users} users are in {options.Rooms} rooms and begin to talk.");
        cast.Talk();
        bool isWhole = await director.RunAsync(options.Messages).ConfigureAwait(false);
        scene.Proxy.ResumeAll();
        output.WriteLine("Everything is healed; waiting until every message has its end.");
        await cast.SettleAsync(scene.Node.EnsureAsync).ConfigureAwait(false);
        cast.NoteViews();
        return isWhole;
    }

    // A new process reads the logs: what it tells is what is stored, not what a process remembers.
    private async Task AuditAsync(World world, ServerNode node)
    {
        await node.StopAsync().ConfigureAwait(false);
        if (await storage.FindDamageAsync(CancellationToken.None).ConfigureAwait(false) is { } damage)
        {
            world.History.Add(IncidentKind.Damaged, damage);
        }

        await node.StartAsync(environment: null, CancellationToken.None).ConfigureAwait(false);
        output.WriteLine("Reading the logs from a new process.");
        await new Auditor(world, node).ReadAsync(CancellationToken.None).ConfigureAwait(false);
        await node.StopAsync().ConfigureAwait(false);
    }

    private (IReadOnlyList<(IFault Fault, int Times)> Wishes, IReadOnlyList<(IFault Fault, string Why)> LeftOut) Faults(Scene scene)
    {
        (IFault Fault, int Times)[] all = [.. FaultMix.Of(options, storage).Where(wish => wish.Times > 0)];
        return (
            [.. all.Where(wish => wish.Fault.Obstacle(scene) is null)],
            [.. all.Select(wish => (wish.Fault, Why: wish.Fault.Obstacle(scene))).Where(wish => wish.Why is not null).Select(wish => (wish.Fault, wish.Why!))]);
    }
}
