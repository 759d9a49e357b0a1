using Chat.Faults.Nodes;

namespace Chat.Faults.Faults;

/// <summary>The server's clock jumps to and fro, by seconds or years. The next start gives it the true time again.</summary>
internal sealed class ClockFault : IFault
{
    private const int Jumps = 3;
    private static readonly TimeSpan[] Shifts =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(-5), TimeSpan.FromHours(1), TimeSpan.FromHours(-1), TimeSpan.FromDays(5), TimeSpan.FromDays(-400),
    ];

    public string Name => "clock jumps";

    public bool IsOfNode => true;

    public string? Obstacle(Scene scene) =>
        FakeClock.TryFind(scene.Directory) is null ? "libfaketime is not installed (Debian: apt-get install libfaketime)" : null;

    public async Task<int> StrikeAsync(Scene scene, Random random)
    {
        FakeClock clock = FakeClock.TryFind(scene.Directory) ?? throw new Bench.Common.BenchException("libfaketime was here before, and is not now.");
        await scene.Node.StopAsync().ConfigureAwait(false);
        await scene.Node.StartAsync(clock.Environment, CancellationToken.None).ConfigureAwait(false);
        for (int i = 0; i < Jumps; i++)
        {
            clock.Shift(Shifts[random.Next(Shifts.Length)]);
            await scene.WaitAsync(random, 1, 2).ConfigureAwait(false);
        }

        await scene.Node.StopAsync().ConfigureAwait(false);
        await scene.Node.StartAsync(environment: null, CancellationToken.None).ConfigureAwait(false);
        return 0;
    }
}
