using Chat.Bench.Common.Servers;

namespace Chat.Faults.Faults;

/// <summary>The server stands still for a while, as on a machine that is suspended; its connections stay. Then it goes on as if nothing had been.</summary>
internal sealed class FreezeFault : IFault
{
    public string Name => "server frozen";

    public bool IsOfNode => true;

    public string? Obstacle(Scene scene) => OperatingSystem.IsLinux() ? null : "a process can't be frozen here (it takes Linux)";

    public async Task<int> StrikeAsync(Scene scene, Random random)
    {
        if (OperatingSystem.IsLinux() && scene.Node.ProcessId is > 0 and int process)
        {
            Signals.Freeze(process);
            await scene.WaitAsync(random, 0.2, 6).ConfigureAwait(false);
            Signals.Thaw(process);
        }

        return 0;
    }
}
