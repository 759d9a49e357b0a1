using Chat.Faults.Nodes;

namespace Chat.Faults.Faults;

/// <summary>
/// The data moves to a small disk of its own, which fills up while clients talk. Then there is room again, and the server must go on by itself; sometimes it
/// is killed while the disk is full. In the end the data moves back.
/// </summary>
internal sealed class DiskFullFault : IFault
{
    private const long RoomBytes = 64 * 1024 * 1024;
    private const int KillOneIn = 3;

    public string Name => "disk full";

    public bool IsOfNode => true;

    public string? Obstacle(Scene scene)
    {
        using SmallDisk? disk = SmallDisk.TryMount(PathIn(scene), RoomBytes);
        return disk is null ? "a tmpfs can't be mounted here (it takes Linux and root); 'file size limit' stands in for it" : null;
    }

    public async Task<int> StrikeAsync(Scene scene, Random random)
    {
        var storage = (SqliteUnderTest)scene.Storage;
        string home = storage.DataDirectory;
        await scene.Node.StopAsync().ConfigureAwait(false);
        using SmallDisk disk = SmallDisk.TryMount(PathIn(scene), storage.Bytes + RoomBytes)
            ?? throw new Bench.Common.BenchException("A small disk could be mounted before, and can't be now.");
        storage.MoveTo(disk.Path);
        await scene.Node.StartAsync(environment: null, CancellationToken.None).ConfigureAwait(false);

        await scene.WaitAsync(random, 0.2, 1).ConfigureAwait(false);
        disk.Fill();
        await scene.WaitAsync(random, 0.5, 3).ConfigureAwait(false);
        if (random.Next(KillOneIn) == 0)
        {
            await scene.Node.KillAsync().ConfigureAwait(false);
            disk.Free();
            await scene.Node.StartAsync(environment: null, CancellationToken.None).ConfigureAwait(false);
        }
        else
        {
            disk.Free();
        }

        await scene.WaitAsync(random, 0.2, 1).ConfigureAwait(false);
        await scene.Node.StopAsync().ConfigureAwait(false);
        storage.MoveTo(home);
        await scene.Node.StartAsync(environment: null, CancellationToken.None).ConfigureAwait(false);
        return 0;
    }

    private static string PathIn(Scene scene) => Path.Combine(scene.Directory, "small-disk");
}
